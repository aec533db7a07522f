"""The calling card of promotion."""

from akademia.core.area import Area, Kind
from akademia.promotion.newsletter.queries import archive as newsletter

AREA = Area(
    name="promotion",
    label="Promocja",
    summary="Aktualności, listy i mapa podmiotów.",
    endpoint="promotion.show_area",
    kinds=(
        # An issue repeats what stands elsewhere in full.
        Kind("newsletter", "Newsletter", "newsletter.show_issue", newsletter.every_issue, newsletter.issue_items,
             newsletter.living_issues, "Numer newslettera", newsletter.issue_stamps, newsletter.issue_documents,
             desk=newsletter.issue_desk, weight=0.5, published_between=newsletter.issues_between),
    ),
)  # fmt: skip
