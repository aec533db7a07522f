"""How acts on the library are told."""

from collections.abc import Collection, Mapping

from akademia.core.area import Found, Thing, TrailCard
from akademia.core.text import row_numbers
from akademia.publishing.library.queries.house import item_desk


def _items(refs: Collection[str]) -> Mapping[str, Found]:
    return {str(number): found for number, found in item_desk(row_numbers(refs)).items()}


CARD = TrailCard(
    acts={
        "item.begun": "rozpoczęcie pozycji biblioteki",
        "item.handed_over": "przekazanie pozycji do sprawdzenia",
        "item.taken_back": "cofnięcie pozycji do szkicu",
        "item.withdrawn": "wycofanie pozycji biblioteki",
        "item.brought_back": "przywrócenie wycofanej pozycji",
        "department.saved": "zmiana działu biblioteki",
        "department.removed": "usunięcie działu biblioteki",
    },
    things={"guide": Thing("pozycja biblioteki", _items), "department": Thing("dział biblioteki")},
)
