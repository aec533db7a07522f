"""The calling card of publishing."""

from akademia.core.area import Area

AREA = Area(
    name="publishing",
    label="Publikacje",
    summary="Poradniki, kwartalnik i zbiory interpretacji.",
    endpoint="publishing.show_area",
)
