"""The calling card of publishing."""

from akademia.core.area import Area, Kind
from akademia.publishing.journal.queries import public as journal

AREA = Area(
    name="publishing",
    label="Publikacje",
    summary="Poradniki, kwartalnik i zbiory interpretacji.",
    endpoint="publishing.show_area",
    kinds=(
        Kind("article", "Artykuły", "journal.show_article", journal.every_article, journal.article_items,
             journal.living_articles, "Artykuł", journal.article_stamps, journal.article_documents,
             desk=journal.article_desk),
        Kind("issue", "Numery kwartalnika", "journal.show_issue", journal.every_issue, journal.issue_items,
             journal.living_issues, "Numer kwartalnika", journal.issue_stamps, journal.issue_documents,
             desk=journal.issue_desk),
    ),
)  # fmt: skip
