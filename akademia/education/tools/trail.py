"""How acts on the amounts that tools reckon with are told."""

from akademia.core.area import Thing, TrailCard

CARD = TrailCard(
    acts={
        "benefit.add": "nowa kwota zasiłku",
        "benefit.edit": "zmiana kwoty zasiłku",
        "benefit.remove": "usunięcie kwoty zasiłku",
    },
    things={"benefit": Thing("kwota zasiłku")},
)
