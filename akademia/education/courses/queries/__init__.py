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
from akademia.education.courses.queries.shape import course_at, lesson_at, moved_course, published

__all__ = [
    "certificate_code",
    "certificate_name",
    "course_at",
    "course_page",
    "done_ids",
    "enrolment",
    "every_item",
    "learning_rows",
    "lesson_at",
    "lesson_count",
    "lesson_page",
    "lessons_left",
    "moved_course",
    "published",
    "undone_before",
]
