import pytest

from akademia.accounts.services import sign_out_everywhere
from akademia.core.db import db
from tests.accounts.post import EVERYWHERE, PROFILE, SIGN_IN, SIGN_OUT, credentials
from tests.factories import make_user

ANNA = "anna@example.org"


@pytest.fixture
def anna(app):
    user = make_user(email=ANNA)
    db.session.commit()
    return user


def test_a_person_signs_in_with_any_case_of_the_address(client, anna):
    client.post(SIGN_IN, credentials("ANNA@Example.org"))

    assert ANNA in client.words(PROFILE)


def test_a_password_typed_on_another_keyboard_is_the_same_password(client, app):
    make_user(email=ANNA, password="za\u017c\u00f3\u0142\u0107 g\u0119\u015bl\u0105")
    db.session.commit()

    client.post(SIGN_IN, credentials(ANNA, "zaz\u0307o\u0301\u0142c\u0301 ge\u0328s\u0301la\u0328"))

    assert ANNA in client.words(PROFILE)


def test_a_page_for_people_with_accounts_leads_through_sign_in_and_back(client, anna):
    asked = client.get(f"{PROFILE}?x=1", status=303)

    assert asked.location == f"{SIGN_IN}?next=/konto/profil/?x%3D1"
    client.get(asked.location)
    back = client.post(asked.location, credentials(ANNA, next="/konto/profil/?x=1"))
    assert back.location == f"{PROFILE}?x=1"


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"email": ""}, "email", "Wpisz adres e-mail"),
        ({"email": "anna"}, "email", "Wpisz adres e-mail ze znakiem @"),
        ({"password": ""}, "password", "Wpisz hasło"),
    ],
)
def test_what_was_left_empty_is_told_beside_the_field(client, anna, fields, field, message):
    page = client.post(SIGN_IN, {**credentials(ANNA), **fields}, status=422).text

    assert f'id="{field}-error">{message}' in page
    assert "Co możesz zrobić" not in page


def test_a_failed_sign_in_keeps_the_address_and_offers_the_ways_out(client, anna):
    page = client.post(f"{SIGN_IN}?next=/edukacja/", credentials(ANNA, "inne hasło", remember="y"), status=422).text

    assert f'value="{ANNA}"' in page
    assert "inne hasło" not in page
    assert 'href="/konto/potwierdz/?next=/edukacja/"' in page
    assert 'href="/konto/haslo/nowe/?next=/edukacja/"' in page
    assert 'role="alert"' in page


def test_without_remember_me_the_sign_in_ends_with_the_browser(client, anna):
    answer = client.post(SIGN_IN, credentials(ANNA))

    assert not any(cookie.startswith("pamiec=") for cookie in answer.headers.getlist("Set-Cookie"))


def test_remember_me_outlives_the_browser_for_thirty_days(client, anna):
    answer = client.post(SIGN_IN, credentials(ANNA, remember="y"))
    client.inner.delete_cookie("sesja")

    [cookie] = [c for c in answer.headers.getlist("Set-Cookie") if c.startswith("pamiec=")]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert ANNA in client.words(PROFILE)


def test_looking_at_the_sign_out_page_does_not_sign_out(client, anna):
    client.post(SIGN_IN, credentials(ANNA))

    page = client.get(SIGN_OUT).text

    assert page.partition("<main")[2].count("<button") == 1
    client.get(PROFILE)


def test_signing_out_leaves_no_cookie_behind(client, anna):
    client.post(SIGN_IN, credentials(ANNA, remember="y"))

    gone = client.post(SIGN_OUT)

    assert client.inner.get_cookie("sesja") is None
    assert client.inner.get_cookie("pamiec") is None
    assert "Do zobaczenia" in client.words(gone.location)
    client.get(PROFILE, status=303)


def test_sign_out_everywhere_ends_every_session_and_every_remembering(client, new_client, anna):
    phone = new_client()
    client.post(SIGN_IN, credentials(ANNA))
    phone.post(SIGN_IN, credentials(ANNA, remember="y"))

    said = client.post(EVERYWHERE)

    assert "wylogowane na wszystkich urządzeniach" in client.words(said.location)
    client.get(PROFILE, status=303)
    phone.get(PROFILE, status=303)
    client.post(SIGN_IN, credentials(ANNA))


def test_sign_out_everywhere_touches_nobody_else(client, anna):
    other = make_user()
    db.session.commit()
    client.sign_in(other)

    sign_out_everywhere(anna)
    db.session.commit()

    client.get(PROFILE)


def test_a_person_who_was_switched_off_is_out_at_once_and_stays_out(client, anna):
    client.post(SIGN_IN, credentials(ANNA))

    anna.active = False
    db.session.commit()

    client.get(PROFILE, status=303)
    client.post(SIGN_IN, credentials(ANNA), status=422)


def test_a_signed_in_person_who_opens_the_sign_in_page_goes_on(client, anna):
    assert client.sign_in(anna).get(SIGN_IN, status=303).location == "/konto/nauka/"


def test_no_token_lets_a_program_in(client, new_client, anna):
    """Flask-Security would hand out tokens and read them from an address; here both are shut."""
    asked = f"{SIGN_IN}?include_auth_token"
    answer = client.post(asked, credentials(ANNA), headers={"Accept": "application/json"})
    token = _token_of(client.app, anna)

    assert b"authentication_token" not in answer.data
    new_client().get(f"{PROFILE}?auth_token={token}", status=303)
    new_client().get(PROFILE, status=303, headers={"Authentication-Token": token})


def _token_of(app, user):
    with app.test_request_context():
        return user.get_auth_token()


def test_a_page_without_a_person_asks_for_no_person(client, count_queries):
    assert count_queries(lambda: client.get(SIGN_IN)) == 0


def test_signing_in_writes_nothing_about_the_password_into_the_log(client, anna, caplog):
    client.post(SIGN_IN, credentials(ANNA, "hasło, którego nikt nie zna"), status=422)

    assert "hasło" not in caplog.text
    assert ANNA not in caplog.text
