"""Reading courses: what a learner's enrolment says, and what pages show."""

from akademia.education.courses.queries.enrolments import (
    certificate_code,
    certificate_name,
    done_ids,
    enrolment,
    lesson_count,
    lessons_left,
    undone_before,
)
from akademia.education.courses.queries.pages import course_page, every_item, learning_rows, lesson_page
from akademia.education.courses.queries.public import course_items, lesson_items, twin_items
from akademia.education.courses.queries.shape import course_at, lesson_at, moved_course, published

__all__ = [
    "certificate_code",
    "certificate_name",
    "course_at",
    "course_items",
    "course_page",
    "done_ids",
    "enrolment",
    "every_item",
    "learning_rows",
    "lesson_at",
    "lesson_count",
    "lesson_items",
    "lesson_page",
    "lessons_left",
    "moved_course",
    "published",
    "twin_items",
    "undone_before",
]
