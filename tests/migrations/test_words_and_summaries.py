"""The migration of questions' words and of the register's summaries: rows stay, and what is out of date waits."""

import json

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from akademia.core.db import db
from tests.migrations.plain_rows import counts, write
from tests.migrations.test_register_by_hand import ROWS
from tests.migrations.test_versions import MIGRATIONS, house

__all__ = ["house"]
BEFORE, AFTER = "4c7e19b0d5f2", "7b3e90c5d1a4"
TABLES = ("acts", "provisions", "amendments", "provision_changes")
OLD = (
    "UPDATE acts SET legal_state_on = '2022-09-22'",
    "INSERT INTO provision_changes (id, amendment_id, provision_id, kind, what, unit, in_force_on, position)"
    " VALUES (2, 1, 1, 'changed', 'Później.', 'art. 7', '2026-05-05', 1)",
    "INSERT INTO provision_changes (id, amendment_id, provision_id, kind, what, unit, in_force_on, position)"
    " VALUES (3, 1, 1, 'repealed', 'Uchylono.', 'art. 8', '2026-06-06', 2)",
    "INSERT INTO reviews (kind, ref, amendment_id, due_on, changes, opened_at)"
    " VALUES ('lesson', 1, 1, '2026-05-05', '[]', '2026-11-28 12:00:00')",
)
pytestmark = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning",
)


def test_rows_stay_and_a_summary_older_than_a_change_waits(house):
    downgrade(MIGRATIONS, revision=BEFORE)
    write(*ROWS[:4], *OLD)

    upgrade(MIGRATIONS, revision=AFTER)

    assert counts(*TABLES, "reviews") == [1, 1, 1, 3, 2]
    with db.engine.connect() as connection:
        found = connection.execute(
            text("SELECT ref, amendment_id, due_on, changes FROM reviews WHERE kind <> 'lesson'")
        )
        ref, amendment, day, changes = found.one()
    told = json.loads(changes) if isinstance(changes, str) else changes
    assert (ref, amendment, str(day)) == (1, 1, "2026-05-05")
    assert told == [{"key": "art-1", "label": "art. 1", "what": "Później."}]

    downgrade(MIGRATIONS, revision=BEFORE)
    assert counts(*TABLES, "reviews") == [1, 1, 1, 3, 1]
    upgrade(MIGRATIONS)
