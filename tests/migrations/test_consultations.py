"""The migration of consultations: people and letters stay, with and without consultations beside them."""

import pytest
from flask_migrate import downgrade, upgrade

from tests.migrations.plain_rows import counts, write
from tests.migrations.test_club_cards import CARD, ROWS
from tests.migrations.test_versions import MIGRATIONS, house

__all__ = ["house"]
BEFORE, AFTER = "4c7e19b0d5f2", "9d2e6b1f40a7"
TABLES = ("users", "club_cards", "letters")
NEW = ("consultation_keepers", "consultation_hours", "consultation_exceptions", "consultation_bookings")
LETTER = (
    "INSERT INTO letters (id, token, to_address, template, subject, text_body, html_body, queued_at)"
    " VALUES (1, 't', 'ola@example.org', 'probe', 's', 't', 'h', '2026-11-26 06:00:00')"
)
CONSULTATIONS = (
    "INSERT INTO consultation_keepers (id, user_id, name, about, open, minutes, buffer_minutes, notice_hours, per_day,"
    " days_ahead, hold_hours, in_person, by_phone, online, place, link, version)"
    " VALUES (1, 1, 'n', '', :yes, 30, 10, 24, 0, 30, 24, :yes, :yes, :yes, 'p', '', 1)",
    "INSERT INTO consultation_hours (keeper_id, weekday, starts, ends, seats, mode)"
    " VALUES (1, 2, '09:00:00', '11:00:00', 1, '')",
    "INSERT INTO consultation_exceptions (keeper_id, first_on, last_on, opens, seats, mode)"
    " VALUES (1, '2026-12-01', '2026-12-02', :no, 1, '')",
    "INSERT INTO consultation_bookings (keeper_id, user_id, key, token_hash, state, starts_at, ends_at, seat, mode,"
    " name, email, phone, topic, sequence, made_at, reason, note) VALUES (1, 1, 'k', 'h', 'booked',"
    " '2026-12-02 08:00:00', '2026-12-02 08:30:00', 1, 'place', 'n', 'e', '', 't', 0, '2026-11-26 06:00:00', '', '')",
)
pytestmark = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning",
)


def test_consultations_come_and_go_without_touching_people_and_letters(house):
    downgrade(MIGRATIONS, revision=BEFORE)
    write(*ROWS, *CARD, LETTER)

    upgrade(MIGRATIONS, revision=AFTER)
    write(*CONSULTATIONS, "UPDATE letters SET calendar = 'c'")
    assert counts(*TABLES, *NEW) == [1, 1, 1, 1, 1, 1, 1]

    downgrade(MIGRATIONS, revision=BEFORE)
    assert counts(*TABLES) == [1, 1, 1]
    upgrade(MIGRATIONS)
    assert counts(*TABLES, *NEW) == [1, 1, 1, 0, 0, 0, 0]
