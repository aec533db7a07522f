"""How acts on series are told."""

from collections.abc import Collection, Mapping

from akademia.core.area import Found, Thing, TrailCard
from akademia.core.text import row_numbers
from akademia.research.statistics.queries.house import item_desk


def _series(refs: Collection[str]) -> Mapping[str, Found]:
    return {str(number): found for number, found in item_desk(row_numbers(refs)).items()}


CARD = TrailCard(
    acts={
        "series.figure_added": "dodanie liczby do szeregu",
        "series.figure_changed": "zmiana liczby w szeregu",
        "series.figure_removed": "usunięcie liczby z szeregu",
        "series.figures_brought": "liczby szeregu z arkusza",
        "series.withdrawn": "wycofanie szeregu danych",
        "series.brought_back": "przywrócenie szeregu danych",
    },
    things={"series": Thing("szereg danych", _series)},
)
