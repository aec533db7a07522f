"""The migration of club cards: who is signed in stays so, and cards go and come without touching anybody."""

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from akademia.core.db import db
from tests.migrations.plain_rows import counts, write
from tests.migrations.test_versions import MIGRATIONS, house

__all__ = ["house"]
BEFORE, CARDS = "5a099241fe24", "b7c41f0a9d36"
pytestmark = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning",
)
ROWS = (
    "INSERT INTO users (id, email, active, fs_uniquifier, created_at, roles, extra_time_percent, profile_version)"
    " VALUES (1, 'sosna-rower-47', :yes, 'k1', '2026-11-25 06:00:00', '[\"learner\"]', 0, 1)",
    "INSERT INTO organisations (id, nip, name) VALUES (1, '5260250274', 'Klub')",
    "INSERT INTO sittings (id, user_id, key_hash, device, begun_at, seen_at, two_steps)"
    " VALUES (1, 1, 'h', 'Firefox', '2026-11-25 06:00:00', '2026-11-25 06:00:00', :yes)",
)
CARD = (
    "INSERT INTO club_cards (user_id, organisation_id, called, state, wrong_tries, issued_at, pin_made_at)"
    " VALUES (1, 1, 'Ola', 'working', 0, '2026-11-25 06:00:00', '2026-11-25 06:00:00')",
    "INSERT INTO club_workers (user_id, organisation_id, since) VALUES (1, 1, '2026-11-25 06:00:00')",
)


def test_sittings_stay_open_and_are_not_short_and_cards_go_without_their_people(house):
    downgrade(MIGRATIONS, revision=BEFORE)
    write(*ROWS)

    upgrade(MIGRATIONS, revision=CARDS)
    with db.engine.connect() as connection:
        assert not connection.execute(text("SELECT short FROM sittings")).scalar_one()
    write(*CARD)
    assert counts("club_cards", "club_workers") == [1, 1]

    downgrade(MIGRATIONS, revision=BEFORE)
    assert counts("users", "organisations", "sittings") == [1, 1, 1]
    upgrade(MIGRATIONS)
    assert counts("users", "sittings", "club_cards") == [1, 1, 0]
