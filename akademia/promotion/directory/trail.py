"""How acts on the directory are told."""

from collections.abc import Collection, Mapping

from akademia.core.area import Found, Thing, TrailCard
from akademia.core.text import row_numbers
from akademia.promotion.directory.queries.house import entity_desk


def _entities(refs: Collection[str]) -> Mapping[str, Found]:
    return {str(number): found for number, found in entity_desk(row_numbers(refs)).items()}


CARD = TrailCard(
    acts={
        "entity.saved": "zmiana podmiotu w katalogu",
        "entity.removed": "przeniesienie podmiotu do kosza",
        "entity.erased": "usunięcie podmiotu z kosza na zawsze",
        "entity.taken_back": "wyjęcie podmiotu z kosza",
        "entity.asked": "prośba do podmiotu o potwierdzenie danych",
        "entity.confirmed": "potwierdzenie danych podmiotu",
        "entity.correction_settled": "załatwienie poprawki do katalogu",
        "register.read": "odczytanie pliku rejestru",
        "register.carried": "wczytanie pliku rejestru do katalogu",
        "register.dropped": "usunięcie pliku rejestru",
    },
    things={"entity": Thing("podmiot", _entities), "register": Thing("plik rejestru")},
    codes={"accepted": "przyjęta", "refused": "odrzucona"},
)
