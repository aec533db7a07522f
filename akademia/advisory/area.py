"""The calling card of advisory."""

from akademia.core.area import Area

AREA = Area(
    name="advisory",
    label="Doradztwo",
    summary="Pytania do praktyków i ich odpowiedzi.",
    endpoint="advisory.show_area",
)
