"""The migration of the search's index: it comes empty beside rows that stay, and goes with all that it holds."""

import pytest
from flask_migrate import downgrade, upgrade

from tests.migrations.plain_rows import counts, write
from tests.migrations.test_versions import MIGRATIONS, house

__all__ = ["house"]
BEFORE, INDEX = "c14e7a6b90d2", "4f0c9b7d2e61"
TABLES = ("search_builds", "search_shelves", "search_documents", "search_terms", "search_forms", "search_postings")
pytestmark = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning",
)
ROWS = (
    "INSERT INTO search_builds (id, live, documents, digest, made_at) VALUES (1, :yes, 1, 'd', '2026-11-28 12:00:00')",
    "INSERT INTO search_shelves (id, kind, year) VALUES (1, 'page', 2022)",
    "INSERT INTO search_documents (id, build_id, shelf_id, kind, ref, stamp, title, summary, words, path, endpoint,"
    " family, place, is_open) VALUES (1, 1, 1, 'page', 1, 's', 'T', '', '', '[]', 'e', '', '{}', :yes)",
    "INSERT INTO search_terms (id, build_id, key, documents) VALUES (1, 1, 'klub', 1)",
    "INSERT INTO search_forms (term_id, form, folded, build_id) VALUES (1, 'kluby', 'kluby', 1)",
    "INSERT INTO search_postings (document_id, term_id, impact, shelf_id) VALUES (1, 1, 500, 1)",
)
PAGE = (
    "INSERT INTO pages (id, key, slug, title, summary, html, version, digest, origin, changed_at, removed)"
    " VALUES (1, 'a', 'a', 'A', '', '', 1, 'd', 'starter', '2026-11-28 12:00:00', :no)"
)


def test_the_index_comes_and_goes_and_touches_nothing_it_was_made_of(house):
    downgrade(MIGRATIONS, revision=BEFORE)
    write(PAGE)

    upgrade(MIGRATIONS, revision=INDEX)
    write(*ROWS)
    assert counts(*TABLES) == [1] * len(TABLES)

    downgrade(MIGRATIONS, revision=BEFORE)
    assert counts("pages") == [1]
    upgrade(MIGRATIONS)
    assert counts(*TABLES) == [0] * len(TABLES)
    assert counts("pages") == [1]
