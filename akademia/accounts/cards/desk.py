"""The administrator's place for clubs at the staff desk."""

from akademia.core.area import DeskCard
from akademia.core.doors import Permission

CARDS = (
    DeskCard(
        "Kluby i karty",
        "cards.desk_clubs",
        Permission.PeopleManage,
        new=("Daj prawo do kart", "cards.add_worker"),
    ),
)
