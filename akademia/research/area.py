"""The calling card of research."""

from akademia.core.area import Area

AREA = Area(
    name="research",
    label="Badania",
    summary="Własne badania, liczby i rekomendacje.",
    endpoint="research.show_area",
)
