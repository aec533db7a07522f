"""Courses, modules, lessons and easy-to-read twins as kinds of text that people edit."""

from akademia.education.courses.services.authoring.courses import COURSE, MODULE
from akademia.education.courses.services.authoring.lessons import LESSON, TWIN

__all__ = ["COURSE", "LESSON", "MODULE", "TWIN"]
