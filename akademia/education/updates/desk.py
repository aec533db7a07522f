"""The place of lessons on what changed at the staff desk."""

from akademia.core.area import DeskCard
from akademia.core.doors import Permission
from akademia.education.updates.queries.desk import waiting

CARDS = (
    DeskCard("Co się zmieniło", "updates_desk.show_updates", Permission.CourseEdit, "education", waiting=waiting),
)  # fmt: skip
