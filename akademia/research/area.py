"""The calling card of research."""

from itertools import islice

from akademia.core.area import Area, Found, Kind
from akademia.research.statistics.queries import house as statistics
from akademia.research.surveys.queries import house as surveys
from akademia.research.surveys.queries import result_house as results


def _found(words: str) -> list[Found]:
    return [*surveys.found_studies(words), *statistics.found_items(words)]


AREA = Area(
    name="research",
    label="Badania",
    summary="Własne badania, liczby i rekomendacje.",
    endpoint="research.show_area",
    kinds=(
        # Names that many things bear (a centre, a club) are explained elsewhere: figures and studies stand back.
        Kind("series", "Statystyki", "statistics.show_one", statistics.every_item, statistics.public_items,
             statistics.living_items, "Szereg danych", statistics.stamps, statistics.documents,
             desk=statistics.item_desk, passages=statistics.passages,
             published_between=statistics.published_between, newest=statistics.newest_items, weight=0.5),
        Kind("study", "Badania", "surveys.show_survey", surveys.every_study, surveys.public_studies,
             surveys.living_studies, "Badanie", surveys.study_stamps, surveys.study_documents,
             desk=surveys.study_desk, passages=surveys.study_passages, published_between=surveys.studies_between,
             newest=lambda most: islice(surveys.every_study(), most), weight=0.6),
        Kind("result", "Wyniki badań", "survey_results.show_results", results.every_result, results.public_results,
             results.living_results, "Wyniki badania", results.result_stamps, results.result_documents,
             desk=results.result_desk, published_between=results.results_between,
             newest=lambda most: islice(results.every_result(), most), weight=0.6),
    ),
    find=_found,
)  # fmt: skip
