"""Finding published courses and lessons by their titles, with or without Polish letters."""

from sqlalchemy import select

from akademia.core.area import Found
from akademia.core.db import db
from akademia.core.text import fold
from akademia.education.courses.models import Course, Lesson

MOST = 8


def found(words: str) -> list[Found]:
    """Return the few courses and lessons whose titles hold the words, courses first. Two queries."""
    wanted = fold(words)
    courses = db.session.execute(select(Course.title, Course.slug).where(Course.state == "published"))
    lessons = db.session.execute(
        select(Lesson.title, Lesson.slug, Course.slug.label("course"), Course.title.label("course_title"))
        .join(Course, Course.id == Lesson.course_id)
        .where(Course.state == "published")
        .order_by(Course.id, Lesson.position)
    )
    hits = [Found(row.title, "courses.show_course", {"slug": row.slug}, ("kurs",))
            for row in courses if wanted in fold(row.title)]  # fmt: skip
    hits += [
        Found(
            row.title,
            "courses.show_lesson",
            {"slug": row.course, "lesson_slug": row.slug},
            ("lekcja", row.course_title),
        )
        for row in lessons
        if wanted in fold(row.title)
    ]
    return hits[:MOST]
