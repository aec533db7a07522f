"""How acts on people's data are told."""

from akademia.core.area import Thing, TrailCard

CARD = TrailCard(
    acts={"person.erased": "usunięcie danych osoby", "retention.done": "usunięcie danych po terminie"},
    things={"retention": Thing("termin przechowywania")},
)
