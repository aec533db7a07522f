"""The migration of the desk of tests and learners, with rows in the tables that it rebuilds."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timezone
from typing import Any

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import MetaData, func, insert, select

from akademia.core import db as database
from akademia.core.db import db
from tests.migrations.conftest import Stand
from tests.migrations.test_versions import MIGRATIONS

BEFORE, AFTER = "55ae23d91077", "3c1f7be04d92"
NOW = datetime(2026, 11, 23, 11, tzinfo=timezone.utc)
ROWS: dict[str, dict[str, Any]] = {
    "users": {"email": "anna@example.org", "active": True, "fs_uniquifier": "x", "created_at": NOW,
              "roles": ["learner"], "extra_time_percent": 0, "profile_version": 1},
    "courses": {"key": "k", "slug": "k", "title": "K", "summary": "s", "audience": "a", "outcomes": [], "authors": [],
                "level": "basic", "hours": 1, "edition": 1, "legal_state_on": date(2022, 9, 22), "state": "published",
                "lesson_order": "free", "requires_lessons": True, "requires_quiz": True, "minimum_percent": 0,
                "digest": "d", "origin": "starter", "changed_at": NOW},
    "course_modules": {"course_id": 1, "position": 0, "title": "M", "provisions": "–"},
    "lessons": {"course_id": 1, "module_id": 1, "key": "l", "slug": "l", "position": 0, "title": "L", "summary": "s",
                "minutes": 1, "preview": False, "html": "<p>", "provisions": "–", "version": 1, "digest": "d",
                "changed_at": NOW},
    "lesson_twins": {"lesson_id": 1, "title": "T", "summary": "s", "minutes": 1, "html": "<p>", "version": 1,
                     "source_version": 1, "digest": "d"},
    "enrolments": {"course_id": 1, "user_id": 1, "enrolled_at": NOW, "touched_at": NOW},
    "lesson_progress": {"enrolment_id": 1, "lesson_id": 1, "done_at": NOW},
    "questions": {"course_id": 1, "key": "q", "version": 1, "current": True, "category": "c", "kind": "single",
                  "difficulty": 1, "text": "?", "feedback": "!", "provisions": [], "options": [], "digest": "d"},
    "quizzes": {"course_id": 1, "key": "t", "title": "T", "intro": "i", "counts": True, "pass_percent": 80,
                "shuffle": True, "review": "always", "after_lessons": False, "position": 0},
    "attempts": {"quiz_id": 1, "user_id": 1, "number": 1, "started_at": NOW},
    "attempt_answers": {"attempt_id": 1, "question_id": 1, "position": 1, "option_order": []},
    "starter_marks": {"name": "course ustawa-od-podstaw", "digest": "d"},
}  # fmt: skip


@pytest.fixture
def house(stand: Stand) -> Iterator[Flask]:
    """An academy as it was before the migration, with a row in each table that the migration touches or endangers."""
    with stand("before_desk_rows", _fill) as app:
        yield app


def _fill() -> None:
    upgrade(MIGRATIONS, revision=BEFORE)
    known = tables()
    with database.writing(), db.engine.begin() as connection:
        for name, row in ROWS.items():
            connection.execute(insert(known[name]).values(**row))


def tables() -> dict[str, Any]:
    seen = MetaData()
    seen.reflect(db.engine)
    return dict(seen.tables)


def row_of(name: str) -> Any:
    known = tables()
    with db.engine.connect() as connection:
        return connection.execute(select(known[name])).mappings().one()


def counts(names: Iterable[str] = tuple(ROWS)) -> dict[str, int]:
    """Return how many rows each of some tables has."""
    known = tables()
    with db.engine.connect() as connection:
        return {n: connection.execute(select(func.count()).select_from(known[n])).scalar_one() for n in names}


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning")
def test_no_row_is_lost_on_the_way_there_and_back(house: Flask):
    before = counts()

    upgrade(MIGRATIONS, revision=AFTER)
    assert counts() == before | {"starter_marks": 0}
    made_at = row_of("questions")["made_at"]
    assert made_at.replace(tzinfo=made_at.tzinfo or timezone.utc) == NOW
    assert row_of("quizzes")["version"] == 1
    assert (row_of("lessons")["provision_keys"], row_of("lesson_twins")["provision_keys"]) == ([], [])
    downgrade(MIGRATIONS, revision=BEFORE)

    assert counts() == before | {"starter_marks": 0}
    assert row_of("questions")["digest"] == ""
