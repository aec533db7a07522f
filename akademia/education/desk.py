"""Courses as files at the staff desk."""

from akademia.core.area import DeskCard
from akademia.core.doors import Permission

CARDS = (DeskCard("Kursy w plikach", "course_files.show_files", Permission.CourseEdit, "education"),)
