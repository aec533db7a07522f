import pytest

from akademia.accounts.queries import user_by_email
from akademia.accounts.roles import AUDIENCES
from akademia.core.db import db
from akademia.organisations.formats.terc import TerritoryRow
from akademia.organisations.services import keep_territories, organisation_for
from tests.accounts.post import PROFILE
from tests.client import Page
from tests.factories import make_user

ANNA, NIP = "anna@example.org", "5260250274"


@pytest.fixture
def anna(client):
    keep_territories([TerritoryRow("06", "voivodeship", "lubelskie", "województwo", None),
                      TerritoryRow("10", "voivodeship", "łódzkie", "województwo", None),
                      TerritoryRow("08", "voivodeship", "lubuskie", "województwo", None),
                      TerritoryRow("0605", "county", "janowski", "powiat", "06")])  # fmt: skip
    user = make_user(email=ANNA)
    db.session.commit()
    client.sign_in(user)
    return user


def typed(**fields: str) -> dict[str, str]:
    return {"certificate_name": "", "audience": "", "nip": "", "region": "", "version": "1", **fields}


def test_a_person_says_who_they_are(client, anna):
    client.post(PROFILE, typed(certificate_name=" Anna  Nowak-Święcicka ", audience="welfare", nip="526-025-02-74",
                               organisation_name="Ośrodek w Janowie", region="06"))  # fmt: skip

    saved = user_by_email(ANNA)
    assert saved.certificate_name == "Anna Nowak-Święcicka"
    assert saved.audience == "welfare"
    assert (saved.organisation.nip, saved.organisation.name) == (NIP, "Ośrodek w Janowie")
    assert saved.region.name == "lubelskie"
    assert saved.profile_version == 2


def test_a_sign_that_no_database_keeps_is_left_out(client, anna):
    client.post(PROFILE, typed(nip=NIP, organisation_name="O\0środek"))

    assert user_by_email(ANNA).organisation.name == "Ośrodek"


def test_what_was_saved_stands_in_the_form_and_may_be_emptied(client, anna):
    client.post(
        PROFILE,
        typed(certificate_name="Anna Nowak", audience="other", nip=NIP, organisation_name="Ośrodek", region="10"),
    )

    page = client.get(PROFILE).text
    for shown in ('value="Anna Nowak"', 'value="526-025-02-74"', 'selected value="10"', ">Ośrodek<"):
        assert shown in page
    assert 'value="other" checked' in page

    client.post(PROFILE, typed(version="2"))
    saved = user_by_email(ANNA)
    assert [saved.certificate_name, saved.audience, saved.organisation_id, saved.region_code] == [None] * 4


def test_a_known_organisation_needs_no_name_and_shows_its_own(client, anna):
    organisation_for(NIP, "Fundacja Start")
    db.session.commit()

    client.post(PROFILE, typed(nip=NIP))

    assert "Fundacja Start" in client.words(PROFILE)


def test_a_new_organisation_is_asked_for_its_name(client, anna):
    page = client.post(PROFILE, typed(nip=NIP, certificate_name="Anna Nowak"), status=422).text

    assert 'id="organisation_name-error">Tej organizacji jeszcze nie znamy. Wpisz jej nazwę.' in page
    assert 'value="Anna Nowak"' in page
    assert user_by_email(ANNA).organisation_id is None


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("certificate_name", "A", "Wpisz imię i nazwisko"),
        ("certificate_name", "A" * 121, "Skróć do 120 znaków"),
        ("certificate_name", "Anna 2", "Wpisz imię i nazwisko literami"),
        ("certificate_name", "<b>Anna</b>", "Wpisz imię i nazwisko literami"),
        ("certificate_name", "- . -", "Wpisz imię i nazwisko literami"),
        ("nip", "5260250275", "Sprawdź NIP"),
        ("nip", "abc", "Sprawdź NIP"),
        ("organisation_name", "x" * 201, "Skróć do 200 znaków"),
        ("region", "0605", "Wybierz jedną z podanych możliwości"),
        ("region", "99", "Wybierz jedną z podanych możliwości"),
        ("audience", "obcy", "Wybierz jedną z podanych możliwości"),
    ],
)
def test_each_mistake_is_told_beside_its_field_and_what_was_typed_is_kept(client, anna, field, value, message):
    page = client.post(PROFILE, typed(**{field: value}), status=422).text

    assert f'id="{field}-error">{message}' in page
    assert f'<a href="#{field}">{message}' in page
    if field in ("nip", "organisation_name"):
        assert f'value="{value}"' in page
    assert user_by_email(ANNA).profile_version == 1


@pytest.mark.parametrize("name", ["Żaneta Ćwikła", "Anna-Maria O’Neil", "ks. Jan Kowalski (SJ)", "José d'Ávila", "Łę"])
def test_usual_names_are_taken(client, anna, name):
    client.post(PROFILE, typed(certificate_name=name))

    assert user_by_email(ANNA).certificate_name == name


def test_voivodeships_are_offered_in_polish_order(client, anna):
    page = Page(client.get(PROFILE).text)

    assert [v["value"] for v in page.all("option")] == ["", "06", "08", "10"]


def test_every_audience_is_offered(client, anna):
    page = Page(client.get(PROFILE).text)

    assert [v["value"] for v in page.all("input") if v.get("name") == "audience"] == [*AUDIENCES, ""]


def test_a_profile_saved_in_another_window_is_not_overwritten_blindly(client, anna):
    client.post(PROFILE, typed(certificate_name="Anna Nowak"))

    page = client.post(PROFILE, typed(certificate_name="Anna Kowalska"), status=409).text

    assert user_by_email(ANNA).certificate_name == "Anna Nowak"
    words = Page(page).text
    assert "W tym czasie profil został zapisany w innym oknie" in words
    assert "Teraz w profilu jest zapisane" in words
    assert "Anna Nowak" in words
    assert 'value="Anna Kowalska"' in page
    assert 'name="version" type="hidden" value="2"' in page
    client.post(PROFILE, typed(certificate_name="Anna Kowalska", version="2"))
    assert user_by_email(ANNA).certificate_name == "Anna Kowalska"


def test_nobody_sees_anothers_profile(client, anna):
    client.post(PROFILE, typed(certificate_name="Anna Nowak"))
    other = make_user()
    db.session.commit()

    assert "Anna Nowak" not in client.sign_in(other).get(PROFILE).text


def test_the_profile_shows_the_account_and_leads_to_security_and_out(client, anna):
    page = client.get(PROFILE).text

    assert ANNA in page
    assert "uczestnik" in page
    assert 'href="/konto/bezpieczenstwo/"' in page
    assert 'action="/konto/wyloguj/"' in page
