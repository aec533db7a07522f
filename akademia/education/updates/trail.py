"""How lessons on what changed are told of."""

from akademia.core.area import Thing, TrailCard

CARD = TrailCard(acts={}, things={"update": Thing("lekcja o zmianach")})
