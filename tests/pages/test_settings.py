"""What staff say about the operator is shown everywhere, at once, and two who save at one moment see each other."""

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.audit.models import AuditEntry
from akademia.certificates.services import issue
from akademia.core.db import commit, db
from akademia.core.models import OperatorValues
from akademia.core.operator import OPERATOR, Operator
from akademia.mail.formats.letter import render
from akademia.pages.rules import ENTRIES, missing
from akademia.pages.services import SettingsChanged, change_settings
from akademia.texts.models import Page
from akademia.texts.services import lexicon
from akademia.texts.services.keeping import Kept, keep_page
from tests.factories import make_award, make_user

SETTINGS = "/panel/ustawienia/"
NAME = "Fundacja <Most> & Spółka"


@pytest.fixture
def admin(app, client):
    person = make_user(Role.Admin)
    commit()
    return client.sign_in(person)


def form(version: int = 0, **changes: str) -> dict[str, str]:
    plain = Operator()
    return {name: str(getattr(plain, name)) for name in ENTRIES} | {"version": str(version)} | changes


def keep_contact(tmp_path) -> Page:
    path = tmp_path / "kontakt.md"
    path.write_text("---\nkey: kontakt\nslug: kontakt\ntitle: Kontakt\nsummary: Kto.\n---\nnazwa: %operator.name%, "
                    "telefon: %operator.phone%, nic: %operator.nothing%\n", "utf-8")  # fmt: skip
    keep_page(path, lexicon(), Kept())
    commit()
    return db.session.scalar(select(Page))


def test_what_is_not_filled_in_says_so_and_what_is_stands_escaped_on_each_page(admin, new_client, tmp_path):
    keep_contact(tmp_path)
    visitor = new_client()
    before = visitor.words("/kontakt/")
    assert "nazwa: do uzupełnienia przez operatora" in before
    assert "Prowadzi: do uzupełnienia przez operatora" in before

    admin.post(SETTINGS, form(name=NAME, address="ul. Cicha 1"))

    after = visitor.get("/kontakt/").text
    assert "nazwa: Fundacja &lt;Most&gt; &amp; Spółka" in after
    assert "Prowadzi: Fundacja &lt;Most&gt; &amp; Spółka, ul. Cicha 1" in after
    assert "telefon: do uzupełnienia przez operatora" in after
    assert "%operator.nothing%" in after


def test_a_page_loaded_again_from_its_file_stays_as_it_is(admin, tmp_path):
    keep_contact(tmp_path)
    admin.post(SETTINGS, form(name="Most"))
    version = db.session.scalar(select(Page.version))

    page = keep_contact(tmp_path)

    assert page.version == version
    assert "nazwa: Most" in page.html


def test_letters_and_certificates_bear_the_operators_name(admin, app):
    admin.post(SETTINGS, form(name="Fundacja Most", place="Radom"))

    assert "Fundacja Most" in render("probe", {"home_url": "http://localhost/"}).html
    certificate = issue(make_award(make_user()))
    assert (certificate.issuer, certificate.issuer_place) == ("Fundacja Most", "Radom")


def test_links_stand_in_the_head_and_in_the_footer(admin, new_client):
    admin.post(
        SETTINGS, form(menu_links="BIP = https://bip.example.org/", footer_links="Statut = /statut/\nRODO = /rodo/")
    )

    page = new_client().get("/").text

    assert '<a href="https://bip.example.org/">BIP</a>' in page
    assert '<a href="/rodo/">RODO</a>' in page


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("email", "kontakt", "znakiem @"), ("issn", "1234-5678", "Sprawdź ISSN"), ("academy", "", "Wpisz nazwę"),
        ("letters_kept_days", "0", "od 2 do 30"), ("letters_kept_days", "٣", "od 2"), ("jobs_kept_days", "x", "od 2"),
        ("menu_links", "BIP", "Napis = adres"), ("menu_links", "X = javascript:alert(1)", "zaczyna się od /"),
        ("footer_links", "X = //zly.example.org", "zaczyna się od /"), ("name", "a" * 301, "Skróć do 300"),
    ],
)  # fmt: skip
def test_a_value_that_makes_no_sense_is_told_beside_its_field_and_the_rest_is_kept(admin, name, value, said):
    answer = admin.post(SETTINGS, form(phone="600 700 800") | {name: value}, status=422)

    assert said in answer.text
    assert "600 700 800" in answer.text
    assert db.session.scalar(select(OperatorValues)) is None


def test_the_later_of_two_sees_both_and_decides(admin):
    admin.post(SETTINGS, form(name="Pierwsza", phone="111"))

    answer = admin.post(SETTINGS, form(name="Druga", phone="111"), status=409)

    assert "Ktoś inny zapisał" in answer.text
    assert "Pierwsza" in answer.text
    assert 'value="Druga"' in answer.text
    admin.post(SETTINGS, form(version=1, name="Druga", phone="111"))
    assert OPERATOR.name == "Druga"


def test_a_version_that_is_not_the_present_one_is_refused(app):
    change_settings({"name": "A"}, 0)

    with pytest.raises(SettingsChanged):
        change_settings({"name": "B"}, 0)


def test_the_trail_says_which_fields_changed_and_not_to_what(admin):
    admin.post(SETTINGS, form(name=NAME, phone="600"))

    entry = db.session.scalar(select(AuditEntry))
    assert (entry.act, entry.details) == ("settings.changed", {"names": ["name", "phone"]})


def test_saving_what_is_there_changes_nothing(admin):
    admin.post(SETTINGS, form())

    assert db.session.scalar(select(OperatorValues)) is None
    assert db.session.scalar(select(AuditEntry)) is None


def test_reading_the_operator_costs_a_page_no_statement(admin, count_queries):
    before = count_queries(lambda: admin.get("/konto/profil/"))
    admin.post(SETTINGS, form(name="Most"))
    admin.get("/konto/profil/")

    assert count_queries(lambda: admin.get("/konto/profil/")) == before


def test_the_desk_names_what_the_law_asks_for_until_it_is_filled_in(admin):
    assert "Dane operatora: Nazwa operatora" in admin.words("/panel/")

    admin.post(SETTINGS, form(**{entry.name: "a@example.org" for entry in missing(Operator())}))

    assert "Dane operatora" not in admin.words("/panel/")


def run(app, *words: str):
    return app.test_cli_runner().invoke(args=["settings", *words])


def test_a_value_is_set_and_shown_from_the_command_line(app):
    assert run(app, "set", "name", "Fundacja Most").exit_code == 0
    assert "Fundacja Most" in run(app, "show").output
    assert run(app, "set", "email", "x").exit_code == 1
    assert "Nie ma ustawienia" in run(app, "set", "colour", "red").output
    assert OPERATOR.name == "Fundacja Most"
