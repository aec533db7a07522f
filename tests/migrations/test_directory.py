"""The migration of the directory: its tables come and go, and the country's division stays."""

import pytest

from tests.migrations.new_tables import take_rows
from tests.migrations.plain_rows import write
from tests.migrations.test_versions import house

__all__ = ["house"]
BEFORE, DIRECTORY = "8d2f6a0b4c17", "9e3a7b1c5d28"
NEW = {
    "register_sheets": "(name, heads, cells, unread, made_by_number, made_at)"
    " VALUES ('a.csv', '[]', '[]', '[]', 1, '2026-11-28 06:00:00')",
    "entities": "(id, slug, kind, name, name_key, words, workshops, voivodeship_code, version, made_at, changed_at,"
    " origin, founder, founder_kind, founder_address, founder_nip, founder_regon, founder_krs, nip, regon, krs,"
    " register_number, address, postal_code, place, phone, contact_email, site, accessibility, description, html,"
    " digest) VALUES (1, 'a', 'cis', 'CIS', 'a', ' cis', '[]', '06', 1, '2026-11-28 06:00:00',"
    f" '2026-11-28 06:00:00', 'person', {', '.join(repr('') for _ in range(20))})",
    "entity_corrections": "(entity_id, changes, note, state, sent_at)"
    " VALUES (1, '{}', '', 'waiting', '2026-11-28 06:00:00')",
}
pytestmark = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning",
)


def test_the_directory_comes_and_goes_without_touching_the_country(house):
    write("INSERT INTO territories (code, level, name, name_key, kind, words) VALUES"
          " ('06', 'voivodeship', 'lubelskie', 'l', 'województwo', '')")  # fmt: skip

    take_rows(BEFORE, DIRECTORY, NEW, ("territories",))
