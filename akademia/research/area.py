"""The calling card of research."""

from akademia.core.area import Area, Kind
from akademia.research.statistics.queries import house as statistics

AREA = Area(
    name="research",
    label="Badania",
    summary="Własne badania, liczby i rekomendacje.",
    endpoint="research.show_area",
    kinds=(
        Kind("series", "Statystyki", "statistics.show_one", statistics.every_item, statistics.public_items,
             statistics.living_items, "Szereg danych", statistics.stamps, statistics.documents,
             desk=statistics.item_desk, passages=statistics.passages,
             published_between=statistics.published_between),
    ),
    find=statistics.found_items,
)  # fmt: skip
