"""The calling card of promotion."""

from akademia.core.area import Area, Kind
from akademia.promotion.directory.queries import house as directory

AREA = Area(
    name="promotion",
    label="Promocja",
    summary="Aktualności, listy i mapa podmiotów.",
    endpoint="promotion.show_area",
    kinds=(
        Kind("entity", "Podmioty", "directory.show_entity", directory.every_entity, directory.public_entities,
             directory.living_entities, "Podmiot", directory.entity_stamps, directory.entity_documents,
             desk=directory.entity_desk),
    ),
)  # fmt: skip
