"""The place of projects at the staff desk."""

from akademia.core.area import DeskCard
from akademia.core.doors import Permission

CARDS = (DeskCard("Projekty", "projects_desk.show_projects", Permission.LibraryEdit),)
