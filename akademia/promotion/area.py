"""The calling card of promotion."""

from akademia.core.area import Area

AREA = Area(
    name="promotion",
    label="Promocja",
    summary="Aktualności, listy i mapa podmiotów.",
    endpoint="promotion.show_area",
)
