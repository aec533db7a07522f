"""The migration of collections: its tables take rows in their order, and go without a trace."""

import pytest

from tests.migrations.new_tables import take_rows
from tests.migrations.test_desk_rows import house

__all__ = ["house"]
BEFORE, AFTER = "5b1d7e3a9c04", "7c4d19e8a3b5"
AT = "'2026-11-28 12:00:00'"
NEW = {
    "collections": (
        "(id, slug, title, summary, subjects, source, html, chosen, seen, news, version, origin, made_at, changed_at)"
        f" VALUES (1, 's', 't', '', '[]', '', '', '[]', '{{}}', '{{}}', 1, 'person', {AT}, {AT})"
    ),
    "collection_editions": (
        "(id, collection_id, number, title, summary, html, publisher, place, issued_on, issued_at, reason, checksum)"
        f" VALUES (1, 1, 1, 't', '', '', 'p', '', '2026-11-28', {AT}, '', 'c')"
    ),
    "collection_passages": (
        "(id, edition_id, position, kind, ref, part, article_key, article, label, title, heading, html, digest,"
        " version, place, endpoint, provisions)"
        " VALUES (1, 1, 1, 'answer', 1, '', 'a', 'a', 'l', 't', '', '<p>h</p>', 'd', 1,"
        " '{}', '', '[]')"
    ),
    "reader_sets": f"(user_id, spots, changed_at) SELECT min(id), '[]', {AT} FROM users",
    "reader_books": f"(id, token, spots, refs, asked_at, trouble) VALUES (1, 'x', '[]', '[]', {AT}, '')",
}
KEPT = ("users", "territories", "provisions", "stored_files")
pytestmark = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning",
)


def test_every_table_takes_a_row_and_what_stood_before_stands_after(house):
    take_rows(BEFORE, AFTER, NEW, KEPT)
