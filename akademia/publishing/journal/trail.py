"""How acts on the quarterly are told."""

from collections.abc import Collection, Mapping

from akademia.core.area import Found, Thing, TrailCard
from akademia.publishing.journal.queries.public import article_desk, issue_desk


def _articles(refs: Collection[str]) -> Mapping[str, Found]:
    return {str(ref): found for ref, found in article_desk([int(ref) for ref in refs]).items()}


def _issues(refs: Collection[str]) -> Mapping[str, Found]:
    return {str(ref): found for ref, found in issue_desk([int(ref) for ref in refs]).items()}


CARD = TrailCard(
    acts={
        "journal.saved": "zapisano dane kwartalnika",
        "issue.saved": "zapisano numer kwartalnika",
        "issue.published": "opublikowano numer kwartalnika",
        "issue.imprint_renewed": "odświeżono metryczkę numeru",
        "article.corrected": "dodano sprostowanie",
        "article.correction_dropped": "usunięto sprostowanie",
        "article.brought": "wczytano artykuł z pliku DOCX",
    },
    things={
        "journal": Thing("kwartalnik"),
        "issue": Thing("numer kwartalnika", _issues),
        "article": Thing("artykuł", _articles),
    },
)
