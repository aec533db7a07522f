"""The migration of lessons on what changed: four tables come and go; courses, questions and people stay."""

import pytest
from flask_migrate import downgrade, upgrade

from tests.migrations.plain_rows import counts, write
from tests.migrations.test_versions import MIGRATIONS, house

__all__ = ["house"]
BEFORE, UPDATES = "4c7e19b0d5f2", "9d3b61f0a7c8"
TABLES = ("course_updates", "update_questions", "update_amendments", "update_passes")
OTHERS = ("users", "courses", "questions", "amendments")
pytestmark = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning",
)
HOUSE = (
    "INSERT INTO users (id, email, active, fs_uniquifier, created_at, roles, extra_time_percent, profile_version)"
    " VALUES (1, 'sosna-rower-47', :yes, 'k1', '2026-11-25 06:00:00', '[\"learner\"]', 0, 1)",
    "INSERT INTO courses (id, key, slug, title, summary, audience, outcomes, authors, level, hours, edition,"
    " legal_state_on, state, lesson_order, requires_lessons, requires_quiz, minimum_percent, digest, origin,"
    " changed_at) VALUES (1, 'k', 'k', 'Kurs', 'x', 'x', '[]', '[]', 'basic', 1, 1, '2022-09-22', 'published', 'free',"
    " :yes, :no, 0, '-', 'person', '2026-11-25 06:00:00')",
    "INSERT INTO questions (id, course_id, key, version, current, category, kind, difficulty, text, feedback,"
    " provisions, options, made_at) VALUES (1, 1, 'p', 1, :yes, 'd', 'single', 1, 'x', 'x', '[]', '[]',"
    " '2026-11-25 06:00:00')",
    "INSERT INTO acts (id, key, title, short) VALUES (1, 'uzs', 'Ustawa', 'ustawa')",
    "INSERT INTO amendments (id, act_id, key, title, display_address, eli, passed_on, promulgated_on)"
    " VALUES (1, 1, 'n', 'Zmiana', 'Dz.U. 2026 poz. 1', 'DU/2026/1', '2026-01-01', '2026-01-02')",
)
ROWS = (
    "INSERT INTO course_updates (id, course_id, slug, title, summary, html, legal_state_on, version, digest,"
    " published_at, changed_at) VALUES (1, 1, 'zmiana', 'Zmiana', 'x', '<p>x</p>', '2026-06-01', 1, '-',"
    " '2026-11-28 12:00:00', '2026-11-28 12:00:00')",
    "INSERT INTO update_questions (update_id, question_id, position) VALUES (1, 1, 1)",
    "INSERT INTO update_amendments (update_id, amendment_id, position) VALUES (1, 1, 1)",
    "INSERT INTO update_passes (update_id, user_id, version, changed_on, passed_at)"
    " VALUES (1, 1, 1, '2026-06-01', '2026-11-28 12:00:00')",
)


def test_lessons_on_what_changed_come_and_go_and_all_else_stays(house):
    downgrade(MIGRATIONS, revision=BEFORE)
    write(*HOUSE)

    upgrade(MIGRATIONS, revision=UPDATES)
    write(*ROWS)
    assert counts(*OTHERS, *TABLES) == [1] * 8

    downgrade(MIGRATIONS, revision=BEFORE)
    assert counts(*OTHERS) == [1] * 4
    upgrade(MIGRATIONS)
    assert counts(*OTHERS, *TABLES) == [1, 1, 1, 1, 0, 0, 0, 0]


def test_a_lesson_goes_with_its_course_and_an_amendment_leaves_the_lesson(house):
    write(*HOUSE, *ROWS)

    write("DELETE FROM amendments WHERE id = 1")
    assert counts("update_amendments", "course_updates") == [0, 1]

    write("DELETE FROM courses WHERE id = 1")
    assert counts(*TABLES, "users") == [0, 0, 0, 0, 1]
