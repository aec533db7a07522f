"""Nobody learns from us who has an account: answers are the same to the byte, and so is the slow work behind them."""

import re

import pytest
from passlib.context import CryptContext

from akademia.core.db import db
from tests.accounts.post import (
    CONFIRM,
    FORGOT,
    REGISTER,
    SIGN_IN,
    credentials,
    letters_to,
    registration,
)
from tests.factories import make_user

KNOWN, UNCONFIRMED, SHUT, UNKNOWN = "anna@example.org", "ewa@example.org", "jan@example.org", "nikt@example.org"
WRONG = "zupełnie inne hasło"


@pytest.fixture
def people(app):
    make_user(email=KNOWN)
    make_user(email=UNCONFIRMED, confirmed=False)
    make_user(email=SHUT).active = False
    db.session.commit()


@pytest.fixture
def slow_work(monkeypatch):
    """Count the hashes and comparisons of passwords."""
    done: list[str] = []
    for name in ("hash", "verify"):
        real = getattr(CryptContext, name)

        def counted(self, *given, _real=real, _name=name, **named):
            if "argon2" in self.schemes():  # the context of passwords, not that of tokens
                done.append(_name)
            return _real(self, *given, **named)

        monkeypatch.setattr(CryptContext, name, counted)
    return done


def answer(new_client, address, fields, status):
    """Return what one sees after sending a form: where one is led and what stands there, without address and token."""
    client = new_client()
    sent = client.post(address, fields, status=status)
    page = client.get(sent.location) if status == 303 else sent
    text = re.sub(r'(?<=name="csrf_token" type="hidden" value=")[^"]+', "", page.text)
    text = re.sub(r'(?<=name="csrf_token" value=")[^"]+', "", text)
    text = re.sub(r'(?<=data-options=")[^"]+', "", text)  # the question to a passkey, each time another
    return sent.location, text.replace(fields["email"], "ADRES"), sorted(sent.headers.keys())


@pytest.mark.parametrize(
    "tried",
    [
        (KNOWN, WRONG),
        (UNCONFIRMED, None),
        (UNCONFIRMED, WRONG),
        (SHUT, None),
        (SHUT, WRONG),
    ],
)
def test_every_failed_sign_in_looks_like_that_of_an_unknown_address(new_client, people, slow_work, tried):
    email, password = tried
    unknown = answer(new_client, SIGN_IN, credentials(UNKNOWN), 422)
    spent_on_unknown = len(slow_work)
    slow_work.clear()

    fields = credentials(email) if password is None else credentials(email, password)
    assert answer(new_client, SIGN_IN, fields, 422) == unknown
    assert len(slow_work) == spent_on_unknown == 1


@pytest.mark.parametrize("email", [KNOWN, UNCONFIRMED, SHUT])
def test_registering_a_taken_address_looks_like_registering_a_new_one(new_client, people, slow_work, email):
    new = answer(new_client, REGISTER, registration(UNKNOWN), 303)
    spent_on_new = len(slow_work)
    slow_work.clear()

    assert answer(new_client, REGISTER, registration(email), 303) == new
    assert len(slow_work) == spent_on_new
    assert letters_to(email)


@pytest.mark.parametrize("email", [KNOWN, UNCONFIRMED, SHUT])
def test_a_mistake_beside_a_taken_address_is_told_as_beside_a_new_one(new_client, people, email):
    new = answer(new_client, REGISTER, {"email": UNKNOWN, "password": "krótkie"}, 422)

    assert answer(new_client, REGISTER, {"email": email, "password": "krótkie"}, 422) == new
    assert not letters_to(email)


@pytest.mark.parametrize("email", [KNOWN, UNCONFIRMED, SHUT])
@pytest.mark.parametrize("asked", [FORGOT, CONFIRM])
def test_asking_for_a_letter_looks_the_same_for_every_address(new_client, people, slow_work, asked, email):
    unknown = answer(new_client, asked, {"email": UNKNOWN}, 303)
    spent_on_unknown = len(slow_work)
    slow_work.clear()

    assert answer(new_client, asked, {"email": email}, 303) == unknown
    assert len(slow_work) == spent_on_unknown == 1
    assert not letters_to(UNKNOWN)


def test_the_password_of_a_fresh_registration_does_not_tell_that_the_address_was_new(new_client, people):
    """Otherwise one could register any address and then, by signing in, learn whether it had an account before."""
    for email in (KNOWN, UNKNOWN):
        new_client().post(REGISTER, registration(email, "hasło zgadującego"))

    tried = [answer(new_client, SIGN_IN, credentials(e, "hasło zgadującego"), 422) for e in (KNOWN, UNKNOWN)]

    assert tried[0] == tried[1]


def test_a_person_who_was_switched_off_gets_no_link_to_a_new_password(new_client, people):
    new_client().post(FORGOT, {"email": SHUT})

    assert not letters_to(SHUT)
