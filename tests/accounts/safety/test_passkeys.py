"""Passkeys: added, signed in with alone or after the password, refused when anything about them is wrong."""

import json
from datetime import timedelta

import pytest

from akademia.accounts.safety.models import Passkey, RecoveryCode
from akademia.core import clock
from akademia.core.db import db
from tests.accounts.post import PROFILE, SIGN_IN, letters_to
from tests.accounts.safety.conftest import ANNA
from tests.accounts.safety.keys import SoftKey, b64, options_on
from tests.accounts.safety.walk import (
    AGAIN,
    AGAIN_KEY,
    CODES,
    KEY_SIGN_IN,
    NEW_KEY,
    SAFETY,
    STEP,
    STEP_KEY,
    add_key,
    grow_old,
    password_given,
)
from tests.factories import make_user


def sign_in_with(client, key, **bent):
    """Sign in by a passkey alone; return where that leads."""
    answered = key.answer(options_on(client.get(SIGN_IN).text), **bent)
    return client.post(KEY_SIGN_IN, {"credential": answered, "next": PROFILE}).location


@pytest.fixture
def key(client, anna):
    """Anna's passkey; she is signed in nowhere."""
    made = SoftKey()
    add_key(client.sign_in(anna), made)
    client.post("/konto/wyloguj/")
    return made


def test_a_key_is_added_with_a_name_and_recovery_codes(client, anna):
    led = add_key(client.sign_in(anna), SoftKey(), "  telefon   służbowy ")

    assert led.location == CODES
    assert "Zapisz je teraz" in client.words(CODES)
    assert "telefon służbowy" in client.words(SAFETY)
    assert "jeszcze nieużyty" in client.words(SAFETY)
    assert letters_to(ANNA)[-1].subject == "Nowy klucz dostępu"
    assert "telefon służbowy" in letters_to(ANNA)[-1].text_body


@pytest.mark.parametrize(
    ("typed", "kept"), [("", "Nieznane urządzenie"), ("   ", "Nieznane urządzenie"), ("x" * 90, "x" * 60)]
)
def test_a_name_left_out_or_too_long_is_mended(client, anna, typed, kept):
    add_key(client.sign_in(anna), SoftKey(), typed)

    assert db.session.query(Passkey).one().name == kept


def test_the_browser_is_asked_for_a_key_of_any_kind(client, anna):
    """Flask-Security's own options let only keys apart from the device sign in; a phone's is what most people have."""
    options = options_on(client.sign_in(anna).get(NEW_KEY).text)

    assert "authenticatorAttachment" not in options["authenticatorSelection"]
    assert options["rp"]["id"] == "localhost"
    assert ANNA not in options["user"]["id"]


def test_one_signs_in_by_a_key_alone(client, key):
    assert sign_in_with(client, key) == PROFILE
    assert ANNA in client.words(PROFILE)
    assert "z drugim krokiem" in client.words(SAFETY)
    assert "jeszcze nieużyty" not in client.words(SAFETY)


def test_a_key_that_does_not_know_its_person_is_not_enough_alone(client, key):
    key.verified = False

    assert sign_in_with(client, key).startswith(SIGN_IN)
    client.get(PROFILE, status=303)


def test_after_the_password_a_key_is_the_second_step(client, key):
    key.verified = False
    led = password_given(client, ANNA)
    assert led.location.startswith(STEP)

    client.post(STEP_KEY, {"credential": key.answer(options_on(client.get(led.location).text))})

    client.get(PROFILE)


def test_with_keys_alone_no_code_is_asked_for(client, key):
    page = client.get(password_given(client, ANNA).location).text

    assert 'name="code"' not in page
    client.post(STEP, {"code": "123456"}, status=422)


def test_another_persons_key_is_no_second_step(client, key):
    ewa = make_user(email="ewa@example.org")
    db.session.commit()
    hers = SoftKey()
    add_key(client.sign_in(ewa), hers)
    client.post("/konto/wyloguj/")
    led = password_given(client, ANNA)

    client.post(STEP_KEY, {"credential": hers.answer(options_on(client.get(led.location).text))})

    client.get(PROFILE, status=303)


@pytest.mark.parametrize(
    "bend",
    [
        {"origin": "https://zly.example"},
        {"origin": "http://localhost:8001"},
        {"host": "zly.example"},
        {"secret": SoftKey().secret},
        {"id": b"nieznany klucz.."},
        {"handle": b64(b"ktos inny")},
        {"count": 0},
    ],
    ids=lambda bend: next(iter(bend)),
)
def test_an_answer_that_does_not_hold_lets_nobody_in(client, key, bend):
    sign_in_with(client, key)
    client.post("/konto/wyloguj/")

    for name, value in bend.items():
        setattr(key, name, value)

    assert sign_in_with(client, key).startswith(SIGN_IN)
    client.get(PROFILE, status=303)


def test_an_answer_works_once(client, key):
    question = client.get(SIGN_IN).text
    answered = key.answer(options_on(question))
    with client.inner.session_transaction() as kept:
        cookie = dict(kept)
    client.post(KEY_SIGN_IN, {"credential": answered, "next": PROFILE})
    client.post("/konto/wyloguj/")

    with client.inner.session_transaction() as kept:
        kept.update(cookie)

    assert client.post(KEY_SIGN_IN, {"credential": answered}).location == SIGN_IN


def test_an_answer_to_another_question_lets_nobody_in(client, new_client, key):
    """Asked in another browser, for another purpose, too long ago, or never by us."""
    elsewhere = key.answer(options_on(new_client().get(SIGN_IN).text))
    step = options_on(client.get(password_given(client, ANNA).location).text)
    forged = {**step, "challenge": b64(f"sign-in|x|{int(clock.now().timestamp() * 1000)}|y|z".encode())}

    for answered in (elsewhere, key.answer(step), key.answer(forged)):
        assert client.post(KEY_SIGN_IN, {"credential": answered}).location == SIGN_IN
    client.get(PROFILE, status=303)


def test_a_question_is_good_for_ten_minutes(client, key, stop_clock):
    stop_clock(clock.now())
    options = options_on(client.get(SIGN_IN).text)

    stop_clock(clock.now() + timedelta(minutes=11))

    assert client.post(KEY_SIGN_IN, {"credential": key.answer(options)}).location == SIGN_IN


NONSENSE = ["", "{", "[]", "null", '{"id": 1}', '{"id": "x", "response": {}}', "[" * 9000, "x" * 20_001,
            '{"id": "x", "rawId": "x", "response": {"clientDataJSON": "ą"}}']  # fmt: skip


@pytest.mark.parametrize("sent", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_instead_of_an_answer_is_refused(client, key, sent):
    assert client.post(KEY_SIGN_IN, {"credential": sent}).location == SIGN_IN
    client.post(KEY_SIGN_IN, {"credential": json.dumps({"id": b64(key.id), "response": {}})})
    client.get(PROFILE, status=303)


@pytest.mark.parametrize("sent", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_instead_of_a_new_key_is_refused(client, anna, sent):
    client.sign_in(anna).post(NEW_KEY, {"credential": sent, "name": "x"}, status=422)

    assert db.session.query(Passkey).count() == 0


def test_a_key_is_added_once_whoever_adds_it(client, anna):
    made, ewa = SoftKey(), make_user(email="ewa@example.org")
    db.session.commit()
    add_key(client.sign_in(anna), made)

    page = add_key(client.sign_in(ewa), made, status=422).text

    assert "Ten klucz jest już dodany." in page
    assert db.session.query(Passkey).count() == 1


def test_a_key_that_was_removed_opens_nothing(client, anna, key):
    sign_in_with(client, key)
    number = db.session.query(Passkey).one().id

    client.post(f"{SAFETY}klucze/{number}/usun/")

    assert letters_to(ANNA)[-1].subject == "Klucz dostępu usunięty"
    assert db.session.query(RecoveryCode).count() == 0
    client.post("/konto/wyloguj/")
    assert sign_in_with(client, key).startswith(SIGN_IN)


def test_nobody_removes_another_persons_key(client, key):
    ewa = make_user(email="ewa@example.org")
    db.session.commit()
    number = db.session.query(Passkey).one().id

    client.sign_in(ewa).post(f"{SAFETY}klucze/{number}/usun/", status=404)

    assert db.session.query(Passkey).count() == 1


@pytest.mark.parametrize("barred", [{"active": False}, {"confirmed_at": None}], ids=["shut", "unconfirmed"])
def test_a_person_who_may_not_sign_in_does_not_by_a_key(client, anna, key, barred):
    for name, value in barred.items():
        setattr(anna, name, value)
    db.session.commit()

    assert sign_in_with(client, key).startswith(SIGN_IN)


def test_a_key_proves_again_who_one_is(client, key):
    sign_in_with(client, key)
    grow_old(client)
    led = client.get(NEW_KEY, status=303)
    assert led.location.startswith(AGAIN)

    back = client.post(
        AGAIN_KEY, {"credential": key.answer(options_on(client.get(led.location).text)), "next": NEW_KEY}
    )

    assert back.location == NEW_KEY
    client.get(NEW_KEY)
