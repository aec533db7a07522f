"""How acts on surveys are told. Who answers is told nowhere."""

from collections.abc import Collection, Mapping

from akademia.core.area import Found, Thing, TrailCard
from akademia.core.text import row_numbers
from akademia.research.surveys.queries.house import study_desk


def _studies(refs: Collection[str]) -> Mapping[str, Found]:
    return {str(number): found for number, found in study_desk(row_numbers(refs)).items()}


CARD = TrailCard(
    acts={
        "study.begun": "rozpoczęcie badania",
        "study.planned": "zmiana ustawień badania",
        "study.group_added": "dodanie grupy badania",
        "study.group_changed": "zmiana nazwy grupy badania",
        "study.group_removed": "usunięcie grupy badania",
        "study.questions_changed": "zmiana pytań ankiety",
        "study.opened": "otwarcie badania",
        "study.not_opened": "zaplanowane otwarcie badania nie udało się",
        "study.extended": "przedłużenie badania",
        "study.closed": "zamknięcie badania",
        "study.invited": "zaproszenie do badania listami",
        "study.paper_made": "przygotowanie papierowych zaproszeń do badania",
        "study.reminded": "przypomnienie o badaniu",
        "results.asked": "policzenie wyników badania",
        "results.published": "publikacja wyników badania",
        "results.withdrawn": "wycofanie wyników badania",
        "results.answers_taken": "pobranie pojedynczych odpowiedzi badania",
        "results.codes_saved": "zmiana kodów odpowiedzi otwartych",
        "results.answers_coded": "nadanie kodów odpowiedziom otwartym",
        "results.report_published": "publikacja raportu z badania w bibliotece",
        "results.report_handed": "przekazanie raportu z badania do biblioteki",
    },
    things={"study": Thing("badanie", _studies)},
)
