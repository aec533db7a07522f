"""Courses, modules, lessons and easy-to-read twins as kinds of text that people edit."""

from akademia.education.courses.services.authoring.courses import COURSE
from akademia.education.courses.services.authoring.lessons import LESSON
from akademia.education.courses.services.authoring.modules import MODULE
from akademia.education.courses.services.authoring.twins import TWIN

__all__ = ["COURSE", "LESSON", "MODULE", "TWIN"]
