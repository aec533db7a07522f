"""The place of courses at the staff desk."""

from akademia.core.area import DeskCard
from akademia.core.doors import Permission
from akademia.education.courses.queries.building import waiting

CARDS = (
    DeskCard("Kursy", "courses_desk.show_courses", Permission.CourseEdit, area="education",
             new=("Nowy kurs", "courses_desk.new_course"), waiting=waiting),
)  # fmt: skip
