"""The migration of the quarterly: people and files stay, with and without numbers that name them."""

import pytest
from flask_migrate import downgrade, upgrade

from tests.migrations.plain_rows import counts, write
from tests.migrations.test_versions import MIGRATIONS, house

__all__ = ["house"]
BEFORE, AFTER = "b1d7c9e04a35", "5b1d7e3a9c04"
TABLES = ("persons", "stored_files")
NEW = ("journal_issues", "journal_articles", "journal_authors", "journal_errata", "journal_files")
ROWS = (
    "INSERT INTO persons (id, given_names, family_name, name_key) VALUES (1, 'g', 'f', 'f')",
    "INSERT INTO stored_files (id, key, sha256, size_bytes, kind, name, made_at)"
    " VALUES (1, 'k', 's', 1, 'pdf', 'n', '2026-11-26 06:00:00')",
)
JOURNAL = (
    "INSERT INTO journal_issues (id, year, number, title, summary, is_record, available_at, imprint, state, version,"
    " edition, origin, changed_at) VALUES (1, 2026, 1, 't', '', :no, '', '{}', 'draft', 1, 0, 'person',"
    " '2026-11-26 06:00:00')",
    "INSERT INTO journal_articles (id, issue_id, slug, position, title, summary, keywords, html, version, digest,"
    " changed_at) VALUES (1, 1, 's', 1, 't', '', '[]', '', 1, '', '2026-11-26 06:00:00')",
    "INSERT INTO journal_authors (article_id, position, person_id) VALUES (1, 1, 1)",
    "INSERT INTO journal_errata (article_id, issue_id, words, told_on) VALUES (1, 1, 'w', '2026-11-26')",
    "INSERT INTO journal_files (key, issue_id, format, edition, file_id, made_at)"
    " VALUES ('k', 1, 'pdf', 1, 1, '2026-11-26 06:00:00')",
)
pytestmark = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning",
)


def test_the_quarterly_comes_and_goes_without_touching_people_and_files(house):
    downgrade(MIGRATIONS, revision=BEFORE)
    write(*ROWS)

    upgrade(MIGRATIONS, revision=AFTER)
    write(*JOURNAL)
    assert counts(*TABLES, *NEW) == [1, 1, 1, 1, 1, 1, 1]

    downgrade(MIGRATIONS, revision=BEFORE)
    assert counts(*TABLES) == [1, 1]
    upgrade(MIGRATIONS)
    assert counts(*TABLES, *NEW) == [1, 1, 0, 0, 0, 0, 0]
