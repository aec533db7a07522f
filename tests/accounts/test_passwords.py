from datetime import timedelta

import pytest

from akademia.accounts.queries import user_by_email
from akademia.core.db import db
from tests.accounts.post import CHANGE, FORGOT, PROFILE, SIGN_IN, credentials, letters_to, link_to
from tests.factories import PASSWORD, make_user

ANNA = "anna@example.org"
NEW = "czternaście wiewiórek"


@pytest.fixture
def anna(app):
    user = make_user(email=ANNA)
    db.session.commit()
    return user


@pytest.fixture
def link(client, anna):
    client.post(FORGOT, {"email": ANNA.upper()})
    return link_to(FORGOT, letters_to(ANNA)[0])


def test_a_forgotten_password_is_replaced_by_a_link_from_a_letter(client, link):
    client.get(link)
    said = client.post(link, {"password": NEW})

    assert "Nowe hasło jest zapisane" in client.words(said.location)
    client.post(SIGN_IN, credentials(ANNA), status=422)
    client.post(SIGN_IN, credentials(ANNA, NEW))


def test_opening_the_link_changes_nothing(client, link):
    client.get(link)
    client.get(link)

    client.post(SIGN_IN, credentials(ANNA))


def test_the_link_works_once(client, link):
    client.post(link, {"password": NEW})

    again = client.post(link, {"password": "jeszcze jedno hasło"})

    assert again.location == FORGOT
    assert "ten odnośnik do nowego hasła nie działa" in client.words(again.location).lower()
    client.post(SIGN_IN, credentials(ANNA, NEW))


def test_a_made_up_link_leads_to_a_new_letter(client, anna):
    led = client.get(f"{FORGOT}zmyślony/", status=303)

    assert led.location == FORGOT
    assert "Poproś o nowy" in client.words(led.location)


def test_the_link_works_one_day(client, link, monkeypatch):
    monkeypatch.setitem(client.app.config, "SECURITY_RESET_PASSWORD_WITHIN", timedelta(seconds=-1))

    client.get(link, status=303)
    client.post(link, {"password": NEW})

    client.post(SIGN_IN, credentials(ANNA))


def test_a_new_password_keeps_the_rule(client, link):
    page = client.post(link, {"password": "krótkie"}, status=422).text

    assert 'id="password-error">Hasło jest za krótkie. Wpisz co najmniej 12 znaków.' in page
    assert '<a href="#password">' in page


def test_a_new_password_by_letter_signs_out_everywhere_and_is_told_by_letter(client, new_client, link):
    phone = new_client()
    phone.post(SIGN_IN, credentials(ANNA, remember="y"))

    client.post(link, {"password": NEW})

    phone.get(PROFILE, status=303)
    assert letters_to(ANNA)[-1].template == "accounts/password_changed"


def test_a_new_password_by_letter_confirms_the_address(client, app):
    make_user(email=ANNA, confirmed=False)
    db.session.commit()
    client.post(FORGOT, {"email": ANNA})

    client.post(link_to(FORGOT, letters_to(ANNA)[0]), {"password": NEW})

    assert user_by_email(ANNA).confirmed_at is not None


def test_a_person_changes_the_password_and_stays_signed_in_here_only(client, new_client, anna):
    phone = new_client()
    for one in (client, phone):
        one.post(SIGN_IN, credentials(ANNA))

    said = client.post(CHANGE, {"password": PASSWORD, "new_password": NEW})

    assert "Nowe hasło jest zapisane" in client.words(said.location)
    client.get(PROFILE)
    phone.get(PROFILE, status=303)
    assert letters_to(ANNA)[-1].template == "accounts/password_changed"


@pytest.mark.parametrize(
    ("present", "new", "field", "message"),
    [
        ("", NEW, "password", "Wpisz obecne hasło"),
        ("nie to hasło, co trzeba", NEW, "password", "Hasło się nie zgadza"),
        (PASSWORD, "", "new_password", "Wymyśl nowe hasło"),
        (PASSWORD, "krótkie", "new_password", "Hasło jest za krótkie"),
        (PASSWORD, PASSWORD, "new_password", "Nowe hasło ma być inne niż obecne."),
        (PASSWORD, "akademia anna", "new_password", "Hasło jest za łatwe do odgadnięcia"),
    ],
)
def test_each_mistake_is_told_beside_its_field(client, anna, present, new, field, message):
    page = client.sign_in(anna).post(CHANGE, {"password": present, "new_password": new}, status=422).text

    assert f'id="{field}-error">{message}' in page
    client.post("/konto/wyloguj/")
    client.post(SIGN_IN, credentials(ANNA))


def test_a_letter_never_holds_a_password(client, link):
    client.post(link, {"password": NEW})

    for letter in letters_to(ANNA):
        assert PASSWORD not in letter.text_body + letter.html_body
        assert NEW not in letter.text_body + letter.html_body
