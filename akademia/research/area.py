"""The calling card of research."""

from akademia.core.area import Area, Found, Kind
from akademia.research.statistics.queries import house as statistics
from akademia.research.surveys.queries import house as surveys


def _found(words: str) -> list[Found]:
    return [*surveys.found_studies(words), *statistics.found_items(words)]


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
        Kind("study", "Badania", "surveys.show_survey", surveys.every_study, surveys.public_studies,
             surveys.living_studies, "Badanie", surveys.study_stamps, surveys.study_documents,
             desk=surveys.study_desk, passages=surveys.study_passages, published_between=surveys.studies_between),
    ),
    find=_found,
)  # fmt: skip
