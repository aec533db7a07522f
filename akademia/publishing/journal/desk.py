"""The quarterly's place at the staff desk."""

from akademia.core.area import DeskCard
from akademia.core.doors import Permission
from akademia.publishing.journal.queries.desk import waiting

CARDS = (
    DeskCard("Kwartalnik", "journal_desk.show_issues", Permission.JournalEdit, "publishing",
             ("Nowy numer", "journal_desk.new_issue"), waiting=waiting),
)  # fmt: skip
