"""A new address: asked for by its person, confirmed by who reads its letters, told to both, revealing nobody."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from datetime import timedelta

import pytest

from akademia.accounts.queries import user_by_email
from akademia.accounts.safety.models import AddressChange
from akademia.core import clock
from akademia.core.db import db
from tests.accounts.post import FORGOT, PROFILE, SIGN_IN, credentials, letters_to, link_to
from tests.accounts.safety.conftest import ANNA
from tests.accounts.safety.walk import ADDRESS, AGAIN, SAFETY, grow_old, password_given
from tests.factories import PASSWORD, make_user

NEW = "nowa@example.com"
LINK = "/konto/adres/"


def ask(client, address=NEW, status=303):
    return client.post(ADDRESS, {"email": address}, status=status)


@pytest.fixture
def link(client, anna):
    password_given(client, ANNA)
    ask(client)
    return link_to(LINK, letters_to(NEW)[0])


def test_the_address_changes_only_when_the_letters_link_is_confirmed(client, link):
    assert "Nowy adres czeka na potwierdzenie" in client.words(SAFETY)
    assert NEW in client.words(link)
    client.get(link)
    assert user_by_email(NEW) is None

    client.post(link)

    assert NEW in client.words(PROFILE)
    assert user_by_email(ANNA) is None
    assert "czeka na potwierdzenie" not in client.words(SAFETY)
    client.get(link, status=410)
    client.post(link, status=410)


def test_both_addresses_are_written_to(client, link):
    client.post(link)

    assert [letter.subject for letter in letters_to(ANNA)] == [
        "Prośba o zmianę adresu e-mail",
        "Adres e-mail konta jest zmieniony",
    ]
    assert [letter.subject for letter in letters_to(NEW)] == [
        "Potwierdź nowy adres e-mail",
        "Adres e-mail konta jest zmieniony",
    ]
    assert NEW not in letters_to(ANNA)[0].text_body
    assert "n…@example.com" in letters_to(ANNA)[0].text_body


def test_other_devices_are_signed_out_and_this_one_is_not(client, new_client, anna, link):
    phone = new_client()
    password_given(phone, ANNA, remember="y")

    client.post(link)

    client.get(PROFILE)
    phone.get(PROFILE, status=303)
    phone.post(SIGN_IN, credentials(ANNA), status=422)
    phone.post(SIGN_IN, credentials(NEW))


def test_the_link_works_on_another_device_and_signs_nobody_in_there(client, new_client, link):
    phone = new_client()

    led = phone.post(link)

    assert led.location == SIGN_IN
    assert "Konto ma nowy adres" in phone.words(led.location)
    phone.get(PROFILE, status=303)
    client.get(PROFILE, status=303)


def test_a_link_to_a_new_password_sent_to_the_old_address_dies(client, new_client, link):
    new_client().post(FORGOT, {"email": ANNA})
    old = link_to(FORGOT, letters_to(ANNA)[-1])

    client.post(link)

    assert new_client().get(old, status=303).location == FORGOT


def test_nobody_learns_whether_the_new_address_has_an_account(client, new_client, anna):
    ewa = make_user(email="ewa@example.org")
    db.session.commit()
    pages = []
    for taken in ("ewa@example.org", "wolny@example.org"):
        one = new_client()
        password_given(one, ANNA)
        led = ask(one, taken)
        page = one.words(led.location).replace(taken, "ADRES")
        pages.append((led.location, page.partition("Zalogowane urządzenia")[0]))

    assert pages[0] == pages[1]
    [letter] = letters_to("ewa@example.org")
    assert letter.subject == "Ten adres ma już konto"
    assert LINK not in letter.text_body
    assert ewa.email == "ewa@example.org"


def test_an_address_taken_in_the_meantime_is_refused_and_nothing_changes(client, link):
    make_user(email=NEW.upper())
    db.session.commit()

    led = client.post(link)

    assert "należy już do innego konta" in client.words(led.location)
    assert ANNA in client.words(PROFILE)
    assert db.session.query(AddressChange).count() == 0


def test_of_two_accounts_that_confirm_one_address_at_once_one_gets_it(app, client, new_client, link):
    make_user(email="ewa@example.org")
    db.session.commit()
    other = new_client()
    password_given(other, "ewa@example.org")
    ask(other)
    links = [link, link_to(LINK, letters_to(NEW)[-1])]
    sent = [(one, address, {"csrf_token": one.token()})
            for one, address in zip((client, other), links, strict=True)]  # fmt: skip

    db.session.rollback()
    with ThreadPoolExecutor(2) as pool:
        came = [pool.submit(Context().run, one.inner.post, address, data=form) for one, address, form in sent]
        assert [answer.result().status_code for answer in came] == [303, 303]

    left = {row.email for row in (user_by_email(ANNA), user_by_email("ewa@example.org")) if row}
    assert len(left) == 1
    assert user_by_email(NEW) is not None


def test_the_link_works_a_day_and_a_new_letter_gives_another(client, link, stop_clock):
    began = clock.now()
    stop_clock(began + timedelta(hours=23))
    grow_old(client, 0)
    client.post(f"{ADDRESS}ponownie/")
    assert [letter.subject for letter in letters_to(NEW)] == ["Potwierdź nowy adres e-mail"] * 2

    stop_clock(began + timedelta(hours=46))
    client.get(link)
    stop_clock(began + timedelta(hours=48))
    client.get(link, status=410)
    client.post(f"{ADDRESS}ponownie/", status=303)


def test_a_change_can_be_given_up(client, link):
    client.post(f"{ADDRESS}rezygnacja/")

    client.get(link, status=410)
    assert "czeka na potwierdzenie" not in client.words(SAFETY)
    grow_old(client, 0)
    client.post(f"{ADDRESS}ponownie/", status=404)


def test_a_newer_change_ends_the_older_link(client, link):
    ask(client, "jeszcze-nowsza@example.com")

    client.get(link, status=410)
    client.get(link_to(LINK, letters_to("jeszcze-nowsza@example.com")[0]))


@pytest.mark.parametrize("token", ["x", "a.b.c", "WzEsMl0.x", "%00", "x" * 3000])
def test_a_made_up_link_leads_nowhere(client, token):
    client.get(f"{LINK}{token}/", status=404 if token == "%00" else 410)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Wpisz adres e-mail"),
        ("nowa", "Wpisz adres e-mail ze znakiem @"),
        ("ANNA@example.org", "To jest obecny adres konta"),
        ("x" * 250 + "@example.org", "Skróć do 254 znaków"),
    ],
)
def test_what_is_no_new_address_is_told_beside_the_field(client, anna, typed, message):
    page = ask(client.sign_in(anna), typed, status=422).text

    assert f'id="email-error">{message}' in page
    assert db.session.query(AddressChange).count() == 0


def test_five_letters_to_one_address_an_hour_are_enough(client, anna):
    client.sign_in(anna)
    for _ in range(5):
        ask(client)

    ask(client, status=429)


def test_a_sign_in_of_some_minutes_ago_is_asked_for_the_password_first(client, anna):
    password_given(client, ANNA)
    grow_old(client, 11)

    led = client.get(ADDRESS, status=303)

    assert led.location == f"{AGAIN}?next={ADDRESS}"
    page = client.post(led.location, {"password": "inne hasło"}, status=422).text
    assert 'id="password-error">Hasło się nie zgadza' in page
    client.get(ADDRESS, status=303)
    back = client.post(led.location, {"password": PASSWORD, "next": ADDRESS})
    assert back.location == ADDRESS
    client.get(ADDRESS)


def test_a_form_that_was_open_for_a_while_still_works(client, anna):
    password_given(client, ANNA)
    grow_old(client, 25)

    ask(client)

    assert letters_to(NEW)


def test_a_remembered_sign_in_is_not_fresh(client, anna):
    password_given(client, ANNA, remember="y")
    client.inner.delete_cookie("sesja")

    client.get(ADDRESS, status=303)


def test_asking_again_leads_only_to_this_site(client, anna):
    password_given(client, ANNA)

    assert client.post(AGAIN, {"password": PASSWORD, "next": "//zly.example/"}).location == SAFETY
