"""How acts on attempts are told."""

from akademia.core.area import Thing, TrailCard

CARD = TrailCard(acts={"attempt.submit": "oddanie testu"}, things={"attempt": Thing("podejście")})
