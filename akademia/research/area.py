"""The calling card of research."""

from akademia.core.area import Area, Kind
from akademia.research.surveys.queries import house as surveys
from akademia.research.surveys.queries import result_house as results

AREA = Area(
    name="research",
    label="Badania",
    summary="Własne badania, liczby i rekomendacje.",
    endpoint="research.show_area",
    kinds=(
        Kind("study", "Badania", "surveys.show_survey", surveys.every_study, surveys.public_studies,
             surveys.living_studies, "Badanie", surveys.study_stamps, surveys.study_documents,
             desk=surveys.study_desk, passages=surveys.study_passages, published_between=surveys.studies_between),
        Kind("result", "Wyniki badań", "survey_results.show_results", results.every_result, results.public_results,
             results.living_results, "Wyniki badania", results.result_stamps, results.result_documents,
             desk=results.result_desk, published_between=results.results_between),
    ),
    find=surveys.found_studies,
)  # fmt: skip
