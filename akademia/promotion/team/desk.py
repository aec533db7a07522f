"""The place of the team at the staff desk."""

from akademia.core.area import DeskCard
from akademia.core.doors import Permission
from akademia.promotion.team.queries.desk import found_at_desk, waiting

CARDS = (
    DeskCard("Kadra", "team_desk.show_list", Permission.TeamEdit, "promotion",
             new=("Nowa osoba w kadrze", "team_desk.begin_member"), waiting=waiting, find=found_at_desk),
)  # fmt: skip
