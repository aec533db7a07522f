"""The migration of the newsletter: its tables take rows in their order, and go without a trace."""

import pytest

from tests.migrations.new_tables import take_rows
from tests.migrations.test_desk_rows import house

__all__ = ["house"]
BEFORE, AFTER = "af4b8c2d6e39", "b05c9d3e7f4a"
AT = "'2026-11-28 12:00:00'"
NEW = {
    "newsletter_subscribers": (
        "(id, key, nonce, email, email_key, state, topics, consent_version, consent_text, asked_at, ended_by)"
        f" VALUES (1, 'k', 'n', 'a@example.org', 'a@example.org', 'waiting', '', 'v', 't', {AT}, '')"
    ),
    "newsletter_issues": (
        "(id, number, title, summary, first_on, last_on, topics, state, version, per_minute, changed_at, html)"
        f" VALUES (1, 1, 't', 's', '2026-11-01', '2026-11-30', '', 'draft', 1, 300, {AT}, '')"
    ),
    "newsletter_blocks": (
        "(id, issue_id, position, kind, shown, source, html, cited, label, title, summary, path)"
        " VALUES (1, 1, 0, 'words', '1', '', '', '[]', '', '', '', '')"
    ),
    "newsletter_runs": (
        "(issue_id, state, subject, text_body, html_body, queued_to, all_queued, serial, troubles, server_words,"
        f" started_at, files_gone) VALUES (1, 'queueing', 's', 't', 'h', 0, '0', 1, 0, '', {AT}, '0')"
    ),
    "newsletter_letters": (
        f"(id, issue_id, subscriber_id, state, attempts, due_at, server_words) VALUES (1, 1, 1, 'waiting', 0, {AT}, '')"
    ),
}
KEPT = ("users", "territories", "provisions", "stored_files")
pytestmark = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning",
)


def test_every_table_takes_a_row_and_what_stood_before_stands_after(house):
    take_rows(BEFORE, AFTER, NEW, KEPT)
