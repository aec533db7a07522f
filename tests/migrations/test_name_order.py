"""The migration that lets a course's learners stand in the order of names: those who were there have their place."""

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from akademia.core.db import db, writing
from tests.migrations.test_desk_rows import house
from tests.migrations.test_versions import MIGRATIONS

__all__ = ["house"]
BEFORE = "8e2b5d4f7a13"
KEPT = text(
    "SELECT (SELECT count(*) FROM enrolments), (SELECT count(*) FROM lesson_progress), (SELECT count(*) FROM attempts)"
)
pytestmark = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning",
)


def kept() -> tuple[int, ...]:
    with db.engine.connect() as connection:
        return tuple(connection.execute(KEPT).one())


def test_enrolments_get_their_learners_key_and_lose_nothing_on_either_way(house):
    upgrade(MIGRATIONS, revision=BEFORE)
    with writing(), db.engine.begin() as connection:
        connection.execute(text("UPDATE users SET name_key = '60'"))

    upgrade(MIGRATIONS)
    with db.engine.connect() as connection:
        assert connection.scalars(text("SELECT name_key FROM enrolments")).all() == ["60"]
    assert kept() == (1, 1, 1)

    downgrade(MIGRATIONS, revision=BEFORE)
    assert kept() == (1, 1, 1)
    upgrade(MIGRATIONS)
