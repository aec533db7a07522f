"""How acts on the library are told."""

from akademia.core.area import Thing, TrailCard

CARD = TrailCard(
    acts={
        "item.file_attached": "dodanie pliku do pozycji biblioteki",
        "item.file_described": "opis pliku pozycji biblioteki",
        "item.file_removed": "usunięcie pliku pozycji biblioteki",
        "item.proposal_accepted": "przyjęcie danych z pliku do opisu pozycji",
    },
    things={"guide": Thing("pozycja biblioteki")},
)
