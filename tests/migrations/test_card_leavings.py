"""The migration of accounts that wait to take a card's place: cards and people are not touched."""

import pytest
from flask_migrate import downgrade, upgrade

from tests.migrations.plain_rows import counts, write
from tests.migrations.test_club_cards import CARD, ROWS
from tests.migrations.test_versions import MIGRATIONS, house

__all__ = ["house"]
BEFORE = "c0a1e5d7b942"
pytestmark = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning",
)
WAITING = (
    "INSERT INTO card_leavings (user_id, new_email, secret, nonce, stays_shown, expires_at)"
    " VALUES (1, 'ola@example.org', 's', 'n', :yes, '2026-11-26 06:00:00')"
)


def test_what_waits_comes_and_goes_without_touching_cards_and_people(house):
    downgrade(MIGRATIONS, revision=BEFORE)
    write(*ROWS, *CARD)

    upgrade(MIGRATIONS)
    write(WAITING)
    assert counts("users", "sittings", "club_cards", "club_workers", "card_leavings") == [1, 1, 1, 1, 1]

    downgrade(MIGRATIONS, revision=BEFORE)
    upgrade(MIGRATIONS)
    assert counts("users", "sittings", "club_cards", "club_workers", "card_leavings") == [1, 1, 1, 1, 0]
