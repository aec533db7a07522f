"""The calling card of publishing."""

from akademia.core.area import Area, Kind
from akademia.publishing.library.queries import house
from akademia.publishing.library.queries.passages import guide_passages

AREA = Area(
    name="publishing",
    label="Publikacje",
    summary="Poradniki, kwartalnik i zbiory interpretacji.",
    endpoint="publishing.show_area",
    kinds=(
        Kind("guide", "Biblioteka", "library.show_item", house.every_item, house.public_items, house.living_items,
             "Publikacja", house.item_stamps, house.item_documents, desk=house.item_desk,
             passages=guide_passages),
    ),
    find=house.found_items,
)  # fmt: skip
