"""The administrator's places at the staff desk."""

from akademia.administration.queries.people import found_people
from akademia.core.area import DeskCard
from akademia.core.doors import Permission

CARDS = (
    DeskCard(
        "Osoby",
        "administration.list_people",
        Permission.PeopleManage,
        new=("Zaproś osobę", "administration.invite_person"),
        find=found_people,
    ),
    DeskCard("Dziennik", "administration.show_trail", Permission.AuditRead),
)
