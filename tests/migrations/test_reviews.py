"""The migration of reviews: what texts cite stays, each citation gets a day, and citations of whole acts go back."""

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from akademia.core.db import db
from tests.migrations.plain_rows import counts, write
from tests.migrations.test_register_by_hand import ROWS
from tests.migrations.test_versions import MIGRATIONS, house

__all__ = ["house"]
BEFORE, AFTER = "a41c7e5b93d2", "c14e7a6b90d2"
TABLES = ("acts", "provisions", "amendments", "provision_changes", "citations")
DATED = (
    "INSERT INTO citations (id, kind, ref, version, provision_id, legal_state_on)"
    " VALUES (2, 'lesson', 2, 1, 1, '2026-01-01')"
)
NEW = (
    "INSERT INTO citations (id, kind, ref, version, act_id, legal_state_on) VALUES (3, 'page', 1, 1, 1, '2026-01-01')",
    "INSERT INTO reviews (kind, ref, amendment_id, due_on, changes, opened_at)"
    " VALUES ('lesson', 1, 1, '2027-01-01', '[]', '2026-11-28 12:00:00')",
)
pytestmark = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning",
)


def days() -> list[str]:
    with db.engine.connect() as connection:
        return [str(day) for day in connection.scalars(text("SELECT legal_state_on FROM citations ORDER BY id"))]


def test_citations_get_a_day_and_stay_and_what_is_new_goes_back(house):
    downgrade(MIGRATIONS, revision=BEFORE)
    write(*ROWS, DATED)

    upgrade(MIGRATIONS, revision=AFTER)
    assert days() == ["2022-09-22", "2026-01-01"]
    write(*NEW)
    assert counts(*TABLES, "reviews") == [1, 1, 1, 1, 3, 1]

    downgrade(MIGRATIONS, revision=BEFORE)
    assert counts(*TABLES) == [1, 1, 1, 1, 2]
    upgrade(MIGRATIONS, revision=AFTER)
    assert counts(*TABLES, "reviews") == [1, 1, 1, 1, 2, 0]


def test_a_review_goes_with_its_amendment(house):
    write(*ROWS[:4], NEW[1])

    write("DELETE FROM provision_changes", "DELETE FROM amendments")

    assert counts("reviews") == [0]
