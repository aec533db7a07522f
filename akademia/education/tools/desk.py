"""The amounts that tools reckon with, at the staff desk."""

from akademia.core.area import DeskCard
from akademia.core.doors import Permission

CARDS = (
    DeskCard("Kwoty zasiłku", "tools_desk.show_amounts", Permission.CourseEdit, "education",
             ("Nowa kwota zasiłku", "tools_desk.new_amount")),
)  # fmt: skip
