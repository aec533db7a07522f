"""The calling card of promotion."""

from akademia.core.area import Area, Kind
from akademia.promotion.team.queries import house as team

AREA = Area(
    name="promotion",
    label="Promocja",
    summary="Aktualności, listy i mapa podmiotów.",
    endpoint="promotion.show_area",
    kinds=(
        Kind("member", "Kadra", "team.show_member", team.every_member, team.shown_members, team.living_members,
             "Osoba z kadry", team.member_stamps, team.member_documents, desk=team.member_desk,
             passages=team.member_passages),
    ),
    find=team.found_members,
)  # fmt: skip
