import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask_migrate import downgrade

from akademia.app import create_app
from akademia.core import clock, settings
from akademia.core.db import db
from akademia.running.preparing import copy_aside, has_pending_migrations


@pytest.fixture
def fresh(tmp_path) -> Flask:
    """An installation on which nothing was done yet."""
    app = create_app({"AKADEMIA_INSTANCE": str(tmp_path / "instance")})
    with app.app_context():
        yield app
        db.engine.dispose()


def put(database: str, word: str) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS words (word)")
        connection.execute("DELETE FROM words")
        connection.execute("INSERT INTO words VALUES (?)", [word])
        connection.commit()


def word_in(database) -> str:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT word FROM words").fetchone()[0]


def test_a_database_is_copied_aside_whole_and_for_the_owner_only(fresh):
    put(settings.here().instance / "akademia.db", "przed zmianą")

    copy = copy_aside(settings.here())

    assert word_in(copy) == "przed zmianą"
    assert copy.stat().st_mode & 0o777 == 0o600


def test_the_last_five_copies_stay(fresh, noon):
    for day in range(7):
        clock.freeze(noon + timedelta(days=day))
        put(settings.here().instance / "akademia.db", str(day))
        newest = copy_aside(settings.here())

    assert [word_in(path) for path in sorted(newest.parent.iterdir())] == ["2", "3", "4", "5", "6"]


def test_an_empty_database_and_a_servers_are_not_copied(fresh):
    chosen = settings.here()

    assert copy_aside(chosen) is None
    assert copy_aside(replace(chosen, database_url="postgresql+psycopg://localhost/akademia")) is None
    assert not (chosen.instance / "backups").exists()


def prepare(app: Flask) -> str:
    done = app.test_cli_runner().invoke(args=["prepare"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_preparing_makes_the_tables_once_keeps_the_accounts_and_copies_aside_what_is_behind(fresh):
    instance = settings.here().instance
    assert has_pending_migrations()
    first = prepare(fresh)
    accounts = (instance / "sample-accounts.txt").read_text()
    second = prepare(fresh)

    assert not has_pending_migrations()
    assert first == second
    assert (instance / "sample-accounts.txt").read_text() == accounts
    assert all(word in first for line in accounts.splitlines() for word in line.split())
    assert not (instance / "backups").exists()

    downgrade(revision="-1")
    put(instance / "akademia.db", "stare")
    prepare(fresh)

    (copy,) = (instance / "backups").iterdir()
    assert word_in(copy) == "stare"
    assert not has_pending_migrations()


def test_a_database_that_cannot_be_opened_is_told_without_a_traceback(tmp_path):
    environ = {"AKADEMIA_INSTANCE": str(tmp_path), "AKADEMIA_DATABASE_URL": "postgresql+psycopg://127.0.0.1:1/akademia"}

    done = create_app(environ).test_cli_runner().invoke(args=["prepare"])

    assert done.exit_code == 1
    assert done.output.startswith("Error: Nie można otworzyć bazy danych")
