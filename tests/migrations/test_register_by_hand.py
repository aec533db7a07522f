"""The migration of the register by hand: every row of the register stays, as the starter's."""

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from akademia.core.db import db
from tests.migrations.plain_rows import counts, write
from tests.migrations.test_versions import MIGRATIONS, house

__all__ = ["house"]
BEFORE, AFTER = "8e2d51c7a490", "a41c7e5b93d2"
TABLES = ("acts", "provisions", "amendments", "provision_changes", "provision_references", "citations")
ROWS = (
    "INSERT INTO acts (id, key, title, short) VALUES (1, 'uzs', 'Ustawa', 'ustawa')",
    "INSERT INTO provisions (id, act_id, key, label, kind, status, summary, position)"
    " VALUES (1, 1, 'art-1', 'art. 1', 'art', 'in_force', 'O czym jest.', 0)",
    "INSERT INTO amendments (id, act_id, key, title, display_address, eli, passed_on, promulgated_on)"
    " VALUES (1, 1, 'du-2004-624', 'Ustawa', 'Dz.U.', 'DU/2004/624', '2004-03-04', '2004-04-20')",
    "INSERT INTO provision_changes (id, amendment_id, provision_id, kind, what, unit, in_force_on, position)"
    " VALUES (1, 1, 1, 'changed', 'Zmieniono.', 'art. 6', '2004-05-05', 0)",
    "INSERT INTO provision_references (id, provision_id, words, position) VALUES (1, 1, 'przepisy', 0)",
    "INSERT INTO citations (id, kind, ref, version, provision_id) VALUES (1, 'lesson', 1, 1, 1)",
)
TEXT = (
    "INSERT INTO provision_texts (provision_id, html, source, legal_state_on, kept_at)"
    " VALUES (1, '<p>x</p>', 'Dz.U. 2022 poz. 2241', '2022-09-22', '2026-11-28 12:00:00')"
)


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning")
def test_the_register_keeps_its_rows_and_is_the_starters(house):
    downgrade(MIGRATIONS, revision=BEFORE)
    write(*ROWS)

    upgrade(MIGRATIONS, revision=AFTER)
    write(TEXT)

    assert counts(*TABLES) == [1] * len(TABLES)
    with db.engine.connect() as connection:
        for table in TABLES[:3]:
            row = connection.execute(text(f"SELECT origin, version FROM {table}")).one()
            assert tuple(row) == ("starter", 1)

    downgrade(MIGRATIONS, revision=BEFORE)
    assert counts(*TABLES) == [1] * len(TABLES)
    upgrade(MIGRATIONS)
