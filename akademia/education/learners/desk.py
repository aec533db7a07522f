"""Learners at the staff desk."""

from akademia.core.area import DeskCard
from akademia.core.doors import Permission

CARDS = (DeskCard("Uczestnicy", "learners.show_courses", Permission.LearnersManage, "education"),)
