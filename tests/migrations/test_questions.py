"""The migration of the window of questions: its tables take rows in their order, and go without a trace."""

import pytest

from tests.migrations.new_tables import take_rows
from tests.migrations.test_desk_rows import house

__all__ = ["house"]
BEFORE, AFTER = "b7d03f5c1e84", "42fbf5e10629"
AT, DAY = "'2026-11-28 12:00:00'", "'2026-12-05'"
NEW = {
    "case_topics": (
        "(id, key, slug, name, summary, promise_days, position, is_open, version, origin, digest)"
        " VALUES (1, 'k', 'k', 'Kluby', 's', 5, 0, :yes, 1, 'starter', '')"
    ),
    "cases": (
        "(id, number, topic_id, state, title, digest, priority, due_on, asked_at, moved_at, consent, version)"
        f" VALUES (1, '2026/1', 1, 'new', 't', 'd', 1, {DAY}, {AT}, {AT}, 'none', 1)"
    ),
    "case_messages": (
        f"(id, case_id, kind, source, html, version, sent_at) VALUES (1, 1, 'question', 's', '<p>s</p>', 0, {AT})"
    ),
    "case_attachments": "(id, message_id, name) VALUES (1, 1, 'a.pdf')",
    "case_notes": f"(id, case_id, words, written_at) VALUES (1, 1, 'n', {AT})",
    "saved_parts": f"(id, title, source, version, changed_at) VALUES (1, 'Wstęp', 's', 1, {AT})",
    "expert_topics": "(user_id, topic_id) SELECT min(id), 1 FROM users",
    "expert_absences": f"(id, user_id, from_on, until_on) SELECT 1, min(id), {DAY}, {DAY} FROM users",
    "published_answers": (
        "(id, case_id, topic_id, slug, title, summary, question, html, version, published_at, changed_at)"
        f" VALUES (1, 1, 1, 's', 't', 's', 'q', '<p>h</p>', 1, {AT}, {AT})"
    ),
    "answer_corrections": f"(id, answer_id, version, words, made_at) VALUES (1, 1, 1, 'w', {AT})",
    "answer_readings": f"(id, case_id, digest, verdict, words, read_at) VALUES (1, 1, 'd', 'approved', '', {AT})",
    "answer_opinions": f"(id, answer_id, is_helpful, comment, sent_at) VALUES (1, 1, :yes, '', {AT})",
    "answer_subscriptions": f"(id, email, topic_id, token_hash, asked_at) VALUES (1, 'a@example.org', 1, 'h', {AT})",
}
KEPT = ("users", "territories", "provisions", "stored_files")
pytestmark = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning",
)


def test_every_table_takes_a_row_and_what_stood_before_stands_after(house):
    take_rows(BEFORE, AFTER, NEW, KEPT)
