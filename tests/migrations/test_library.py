"""The migrations of the library: courses stay as they are; works, files and what hangs on them come and go whole."""

import pytest
from flask_migrate import downgrade, upgrade

from tests.migrations.plain_rows import counts, write
from tests.migrations.test_course_updates import HOUSE
from tests.migrations.test_versions import MIGRATIONS, house

__all__ = ["house"]
BEFORE, LIBRARY = "9d2e6b1f40a7", "3f8a1c6e2d70"
PROJECT = (
    "INSERT INTO projects (id, key, title, programme, number, notice, logos, version)"
    " VALUES (1, 'p', 't', '', '', 'n', '[]', 1)"
)
WORKS = (
    "INSERT INTO persons (id, given_names, family_name, name_key) VALUES (1, 'Anna', 'Nowak', 'n')",
    "INSERT INTO library_departments (id, slug, title, summary, position, is_proposed, version, origin, digest)"
    " VALUES (1, 'd', 't', '', 0, :no, 1, 'starter', '')",
    *(
        "INSERT INTO library_items (id, slug, department_id, project_id, kind, title, title_key, subtitle, summary,"
        " publisher, place, language, audience, keywords, licence, permission, available_at, isbn, issn, doi, html,"
        " state, version, digest, origin, made_at, changed_at, withdrawn_why) VALUES"
        f" ({ref}, 's{ref}', 1, 1, 'guide', 't', 't', '', '', '', '', 'pl', '', '[]', '', '', '', '', '', '', '',"
        " 'draft', 0, '', 'person', '2026-11-28 06:00:00', '2026-11-28 06:00:00', '')"
        for ref in (1, 2)
    ),
    "INSERT INTO library_credits (item_id, position, role, person_id, body) VALUES (1, 0, 'author', 1, '')",
    "INSERT INTO library_relations (item_id, kind, other_id) VALUES (1, 'part_of', 2)",
)
TABLES = ("courses", "projects", "library_departments", "library_items", "library_credits", "library_relations")
pytestmark = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning",
)


def test_the_library_and_the_projects_of_courses_come_and_go_without_touching_courses(house):
    downgrade(MIGRATIONS, revision=BEFORE)
    write(HOUSE[1])

    upgrade(MIGRATIONS, revision=LIBRARY)
    write(PROJECT, *WORKS)
    upgrade(MIGRATIONS)
    write("UPDATE courses SET project_id = 1", "DELETE FROM library_items WHERE id = 2")
    assert counts(*TABLES) == [1, 1, 1, 1, 1, 0]

    downgrade(MIGRATIONS, revision=LIBRARY)
    assert counts(*TABLES) == [1, 1, 1, 1, 1, 0]
    downgrade(MIGRATIONS, revision=BEFORE)
    assert counts("courses") == [1]
    upgrade(MIGRATIONS)
    assert counts(*TABLES) == [1, 0, 0, 0, 0, 0]
