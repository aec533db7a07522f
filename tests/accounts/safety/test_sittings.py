"""Signed-in devices: listed in words, ended at once, cheap to look up, never a read that writes."""

from datetime import timedelta

import pytest

from akademia.accounts.safety.models import AddressChange, Sitting
from akademia.accounts.safety.rules import device_words
from akademia.accounts.safety.services import drop_stale
from akademia.core import clock
from akademia.core.db import db
from tests.accounts.post import CHANGE, FORGOT, PROFILE, SIGN_IN, SIGN_OUT, credentials, letters_to, link_to
from tests.accounts.safety.conftest import ANNA
from tests.accounts.safety.walk import OTHERS, SAFETY, grow_old, password_given
from tests.factories import PASSWORD, make_user

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"


def end(number):
    return f"{SAFETY}urzadzenia/{number}/wyloguj/"


@pytest.fixture
def phone(client, new_client, anna):
    """Anna's phone; she is at the computer (`client`) too."""
    other = new_client()
    password_given(client, ANNA)
    other.post(SIGN_IN, credentials(ANNA, remember="y"), headers={"User-Agent": PHONE})
    return other


def number_of(device):
    return db.session.query(Sitting).filter_by(device=device).one().id


def test_the_list_says_which_device_and_since_when(client, phone, anna):
    words = client.words(SAFETY)

    assert "Safari, iPhone" in words
    assert "Nieznane urządzenie – to urządzenie" in words
    assert words.index("to urządzenie") < words.index("Safari, iPhone")
    assert words.count("bez drugiego kroku") == 2


def test_a_device_that_was_ended_is_out_at_its_next_request_and_no_memory_brings_it_back(client, phone):
    phone.get(PROFILE)

    client.post(end(number_of("Safari, iPhone")))

    phone.get(PROFILE, status=303)
    phone.inner.delete_cookie("sesja")
    phone.get(PROFILE, status=303)
    client.get(PROFILE)
    assert "Konto jest zalogowane tylko tutaj" in client.words(SAFETY)


def test_all_others_are_ended_and_this_one_stays(client, phone):
    phone.post(OTHERS)

    client.get(PROFILE, status=303)
    phone.get(PROFILE)
    phone.inner.delete_cookie("sesja")
    phone.get(PROFILE)


def test_nobody_ends_another_persons_device(client, phone, new_client):
    ewa = make_user()
    db.session.commit()

    new_client().sign_in(ewa).post(end(number_of("Safari, iPhone")), status=404)

    phone.get(PROFILE)


def test_signing_out_ends_the_device_also_for_a_stolen_cookie(client, new_client, anna):
    password_given(client, ANNA)
    stolen = client.inner.get_cookie("sesja").value

    client.post(SIGN_OUT)

    assert db.session.query(Sitting).count() == 0
    thief = new_client()
    thief.inner.set_cookie("sesja", stolen)
    thief.get(PROFILE, status=303)


def test_the_key_of_a_device_is_kept_only_as_a_hash(client, anna):
    password_given(client, ANNA)

    with client.inner.session_transaction() as kept:
        key = kept["_user_id"].partition(".")[2]
    assert len(key) == 32
    assert db.session.query(Sitting).one().key_hash != key


@pytest.mark.parametrize("identity", ["", ".", "x", "x.y", "{person}", "{person}.", "{person}.x", "x.{key}"])
def test_a_cookie_without_its_device_signs_nobody_in(client, anna, identity):
    password_given(client, ANNA)
    with client.inner.session_transaction() as kept:
        person, _, key = kept["_user_id"].partition(".")
        kept["_user_id"] = identity.format(person=person, key=key)

    client.get(PROFILE, status=303)


def test_a_new_password_ends_the_others_and_keeps_this_one_in_the_list(client, phone):
    client.post(CHANGE, {"password": PASSWORD, "new_password": "czternaście wiewiórek"})

    phone.get(PROFILE, status=303)
    client.get(PROFILE)
    assert db.session.query(Sitting).count() == 1


def test_a_new_password_by_letter_ends_all(client, phone):
    phone.post(FORGOT, {"email": ANNA})
    client.post(link_to(FORGOT, letters_to(ANNA)[0]), {"password": "czternaście wiewiórek"})

    assert db.session.query(Sitting).count() == 0


def test_a_signed_in_page_costs_one_query_to_know_person_and_device(client, anna, count_queries):
    password_given(client, ANNA)

    assert count_queries(lambda: client.get(SIGN_IN, status=303)) == 1


def test_seen_is_noted_at_most_every_five_minutes_and_never_by_the_reading_transaction(
    client, anna, stop_clock, count_queries
):
    began = clock.now()
    stop_clock(began)
    password_given(client, ANNA)

    stop_clock(began + timedelta(minutes=4))
    client.get("/slownik/")
    assert db.session.query(Sitting).one().seen_at == began

    stop_clock(began + timedelta(minutes=6))
    noted = count_queries(lambda: client.get("/slownik/"))
    assert db.session.query(Sitting).one().seen_at == clock.now()
    one_write = 1 + (db.engine.dialect.name == "sqlite")  # there its BEGIN is a statement too
    assert count_queries(lambda: client.get("/slownik/")) == noted - one_write


def test_devices_unused_for_a_month_are_forgotten(client, anna, stop_clock):
    began = clock.now()
    stop_clock(began)
    password_given(client, ANNA)
    db.session.add(
        AddressChange(user_id=anna.id, new_email="nowa@example.org", nonce="x", expires_at=began + timedelta(days=1))
    )
    db.session.commit()

    stop_clock(began + timedelta(days=30))
    assert drop_stale() == 1
    stop_clock(began + timedelta(days=32))
    assert drop_stale() == 1
    db.session.commit()

    assert db.session.query(Sitting).count() == 0
    client.get(PROFILE, status=303)


def test_an_old_sign_in_ends_no_device_before_the_password_is_given_again(client, phone):
    number = number_of("Safari, iPhone")
    grow_old(client)

    led = client.post(end(number))

    assert "Nic się jeszcze nie zmieniło" in client.words(led.location)
    phone.get(PROFILE)
    back = client.post(led.location, {"password": PASSWORD})
    client.get(back.location)
    client.post(end(number))
    phone.get(PROFILE, status=303)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (PHONE, "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36", "Chrome, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 15; K) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15", "Safari, macOS"),
        ("curl/8.0", "Nieznane urządzenie"),
        ("<script>alert(1)</script>", "Nieznane urządzenie"),
        ("", "Nieznane urządzenie"),
    ],
)
def test_a_device_is_named_in_words(said, words):
    assert device_words(said) == words
