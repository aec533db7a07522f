"""Passwords are hashed slowly on purpose, so no writer may wait for it (in a trial: autosave 2,849 ms against 3.5)."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from time import sleep

import pytest
from flask_security.core import _default_config
from passlib.context import CryptContext
from sqlalchemy import text

from akademia.accounts.security import SETTINGS, OutsideContext
from akademia.accounts.services import make_samples
from akademia.core.db import db
from tests.accounts.post import (
    CHANGE,
    CONFIRM,
    FORGOT,
    REGISTER,
    SIGN_IN,
    credentials,
    letters_to,
    link_to,
    registration,
)
from tests.factories import PASSWORD, make_user

ANNA = "anna@example.org"


@pytest.fixture
def probe(app, monkeypatch):
    """At each hash and comparison, have another connection begin to write; list what came of it."""
    seen: list[str] = []

    def begin_to_write() -> str:
        if db.session().in_transaction():
            return "a transaction is open"
        if db.engine.dialect.name != "sqlite":
            return _others_open(app)
        other = sqlite3.connect(db.engine.url.database, timeout=0, isolation_level=None)
        try:
            other.execute("BEGIN IMMEDIATE")
            return "free"
        except sqlite3.OperationalError as error:
            return str(error)
        finally:
            other.close()

    for name in ("hash", "verify"):
        real = getattr(CryptContext, name)

        def watched(self, *given, _real=real, **named):
            if "argon2" in self.schemes():  # the context of passwords, not that of tokens
                seen.append(begin_to_write())
            return _real(self, *given, **named)

        monkeypatch.setattr(CryptContext, name, watched)
    return seen


def _others_open(app) -> str:
    with db.engine.connect() as connection:
        count = connection.execute(
            text(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'"
            )
        ).scalar()
    return "free" if count == 0 else f"{count} transactions are open"


@pytest.fixture
def anna(app):
    user = make_user(email=ANNA)
    db.session.commit()
    return user


def test_the_probe_sees_a_writer(app, probe):
    make_user()

    app.extensions["security"].pwd_context.hash(PASSWORD)

    assert probe == ["free", "a transaction is open"]


def test_signing_in_holds_no_lock_while_the_password_is_compared(client, anna, probe):
    client.post(SIGN_IN, credentials(ANNA))

    assert probe == ["free"]


def test_a_failed_sign_in_holds_none_either(client, anna, probe):
    client.post(SIGN_IN, credentials(ANNA, "inne hasło, też długie"), status=422)
    client.post(SIGN_IN, credentials("nikt@example.org"), status=422)

    assert probe == ["free", "free"]


def test_registering_holds_no_lock_while_the_password_is_hashed(client, anna, probe):
    client.post(REGISTER, registration("ewa@example.org"))
    client.post(REGISTER, registration(ANNA))

    assert set(probe) == {"free"}
    assert letters_to("ewa@example.org")


def test_asking_for_letters_holds_no_lock(client, anna, probe):
    client.post(FORGOT, {"email": ANNA})
    client.post(CONFIRM, {"email": ANNA})

    assert probe == ["free", "free"]


def test_a_new_password_is_hashed_without_a_lock(client, anna, probe):
    client.post(FORGOT, {"email": ANNA})
    client.post(link_to(FORGOT, letters_to(ANNA)[0]), {"password": "czternaście wiewiórek"})
    client.post(SIGN_IN, credentials(ANNA, "czternaście wiewiórek"))
    client.post(CHANGE, {"password": "czternaście wiewiórek", "new_password": PASSWORD})

    assert len(probe) == 5
    assert set(probe) == {"free"}


def test_sample_accounts_are_hashed_before_any_is_written(app, tmp_path, probe):
    make_samples(tmp_path / "sample-accounts.txt", "local")

    assert probe == ["free"] * 4


def test_real_installations_use_argon2id(app):
    """The tests' own fast scheme stands only in the test bench."""
    made = CryptContext(schemes=["argon2"], **SETTINGS["PASSWORD_HASH_PASSLIB_OPTIONS"]).hash("x")

    assert made.startswith("$argon2id$v=19$m=19456,t=3,p=1$")
    assert "PASSWORD_HASH" not in SETTINGS
    assert _default_config["PASSWORD_HASH"] == "argon2"


def test_a_crowd_at_the_sign_in_does_not_eat_the_memory(app, monkeypatch):
    now, most, guard = [0], [0], Lock()

    def weigh(_self, secret):
        with guard:
            now[0] += 1
            most[0] = max(most[0], now[0])
        sleep(0.02)
        with guard:
            now[0] -= 1
        return secret

    monkeypatch.setattr(CryptContext, "hash", weigh)
    context = OutsideContext(schemes=["plaintext"])

    def hash_once(_number):
        with app.app_context():
            context.hash(PASSWORD)

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(hash_once, range(24)))

    assert most[0] == 4
