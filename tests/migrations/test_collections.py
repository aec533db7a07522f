"""The migration of collections: its tables take rows in their order, and go without a trace."""

import pytest
from flask_migrate import downgrade, upgrade

from tests.migrations.plain_rows import counts, write
from tests.migrations.test_desk_rows import house
from tests.migrations.test_versions import MIGRATIONS

__all__ = ["house"]
BEFORE, AFTER = "3f8a1c6e2d70", "7c4d19e8a3b5"
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
    upgrade(MIGRATIONS, revision=BEFORE)
    before = counts(*KEPT)
    assert before[0]

    upgrade(MIGRATIONS, revision=AFTER)
    write(*(f"INSERT INTO {table} {row}" for table, row in NEW.items()))
    assert counts(*NEW) == [1] * len(NEW)

    downgrade(MIGRATIONS, revision=BEFORE)
    assert counts(*KEPT) == before
    upgrade(MIGRATIONS, revision=AFTER)
    assert counts(*NEW) == [0] * len(NEW)
