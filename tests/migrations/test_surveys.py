"""The migration of surveys: its tables take rows in their order, and go without a trace."""

import pytest

from tests.migrations.new_tables import take_rows
from tests.migrations.test_desk_rows import house

__all__ = ["house"]
BEFORE, AFTER = "c16d0e4f8a5b", "d27e1f5a9b6c"
AT = "'2026-11-28 12:00:00'"
NEW = {
    "studies": (
        "(id, slug, title, title_key, summary, purpose, period, region, team, consent, thanks, html, mode, state,"
        " frozen_digest, version, changes, digest, origin, made_at, changed_at)"
        f" VALUES (1, 's', 't', 't', '', '', '', '', '', '', '', '', 'tokens', 'draft', '', 0, 1, '', 'person', {AT},"
        f" {AT})"
    ),
    "survey_groups": (
        "(id, study_id, key, name, summary, position, body, version, frozen_digest)"
        " VALUES (1, 1, 'k', 'n', '', 0, '{}', 1, '')"
    ),
    "survey_invitations": (
        "(key, group_id, token_hash, address, is_paper, used, invited_on, reminders)"
        " SELECT 'k', 1, 'h', 'a@example.org', removed, removed, '2026-11-28', 0 FROM studies"
    ),
    "survey_passes": "(hash, group_id) VALUES ('h', 1)",
    "survey_drafts": "(hash, group_id, sealed, kept_until) VALUES ('h', 1, 's', '2026-12-28')",
    "survey_waiting": "(key, group_id, sealed) VALUES ('k', 1, 's')",
    "survey_answers": "(key, group_id, body) VALUES ('k', 1, '{}')",
    "study_results": f"(study_id, secret, data_digest, version, counted_at) VALUES (1, 's', '', 1, {AT})",
    "result_parts": "(group_id, key, body) VALUES (1, '', '{}')",
    "survey_code_books": f"(group_id, question, version, codes, made_at) VALUES (1, 'q', 1, '[]', {AT})",
    "survey_coded_answers": (
        "(answer_key, question, codes, quotation, book_version, version) VALUES ('k', 'q', '[]', '', 1, 1)"
    ),
}
KEPT = ("users", "territories", "provisions", "stored_files")
pytestmark = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index:sqlalchemy.exc.SAWarning",
)


def test_every_table_takes_a_row_and_what_stood_before_stands_after(house):
    take_rows(BEFORE, AFTER, NEW, KEPT)
