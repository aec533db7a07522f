"""The migration of tools: three tables come and go, people stay."""

import pytest
from flask_migrate import downgrade, upgrade

from tests.migrations.plain_rows import counts, write
from tests.migrations.test_versions import MIGRATIONS, house

__all__ = ["house"]
BEFORE, TOOLS = "4f0c9b7d2e61", "4c7a91e0d5b2"
pytestmark = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning",
)
PERSON = (
    "INSERT INTO users (id, email, active, fs_uniquifier, created_at, roles, extra_time_percent, profile_version)"
    " VALUES (1, 'sosna-rower-47', :yes, 'k1', '2026-11-25 06:00:00', '[\"learner\"]', 0, 1)"
)
ROWS = (
    "INSERT INTO tools (key, title, summary, legal_state_on, version, changed_at)"
    " VALUES ('terminarz', 'Terminarz', 'O czym', '2022-09-22', 1, '2026-11-28 12:00:00')",
    "INSERT INTO benefit_amounts (first_month, last_month, grosze, source, version)"
    " VALUES ('2025-06-01', '2026-05-01', 172190, 'x', 1)",
    "INSERT INTO tool_sheets (user_id, tool_key, answers, saved_at)"
    " VALUES (1, 'terminarz', '{}', '2026-11-28 12:00:00')",
)


def test_tools_come_and_go_and_people_stay(house):
    downgrade(MIGRATIONS, revision=BEFORE)
    write(PERSON)

    upgrade(MIGRATIONS, revision=TOOLS)
    write(*ROWS)
    assert counts("users", "tools", "benefit_amounts", "tool_sheets") == [1, 1, 1, 1]

    downgrade(MIGRATIONS, revision=BEFORE)
    assert counts("users") == [1]
    upgrade(MIGRATIONS)
    assert counts("users", "tools", "benefit_amounts", "tool_sheets") == [1, 0, 0, 0]


def test_a_sheet_goes_with_its_person(house):
    write(PERSON, *ROWS)

    write("DELETE FROM users WHERE id = 1")

    assert counts("tool_sheets", "tools") == [0, 1]
