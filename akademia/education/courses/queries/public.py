"""Lessons, their easy-to-read twins and courses as others may show them: what readers may see, among some numbers."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from akademia.core.area import Found, Item
from akademia.core.clock import day_span
from akademia.core.db import WITH_BIN, db, rows
from akademia.education.courses.models import Course, Lesson, LessonTwin
from akademia.education.courses.queries.shape import VISIBLE


def lesson_items(refs: Collection[int]) -> list[Item]:
    """Return the lessons among some numbers whose course readers may see."""
    return [_item("lesson", *row) for row in rows(_LESSONS, refs=list(refs)).all()]


def twin_items(refs: Collection[int]) -> list[Item]:
    """Return the easy-to-read texts among some numbers whose lesson and course readers may see."""
    return [_item("twin", *row, wersja="etr") for row in rows(_TWINS, refs=list(refs)).all()]


def course_items(refs: Collection[int]) -> list[Item]:
    """Return the courses among some numbers that readers may see."""
    return [Item("course", ref, title, said, {"slug": slug}, day) for ref, title, said, slug, day in
            rows(_COURSES, refs=list(refs))]  # fmt: skip


def courses_between(first: date, last: date) -> list[Item]:
    """Return the courses published in some days that readers may see, the oldest first."""
    begins, ends = day_span(first, last)
    return [Item("course", ref, title, said, {"slug": slug}, day) for ref, title, said, slug, day in
            rows(_BETWEEN, begins=begins, ends=ends)]  # fmt: skip


def lesson_desk(refs: Collection[int]) -> dict[int, Found]:
    """Return where lessons among some numbers are edited, also of courses that nobody sees yet."""
    columns = (Lesson.id, Lesson.title, Course.title.label("course"))
    found = db.session.execute(select(*columns).join(Course, Course.id == Lesson.course_id).where(Lesson.id.in_(refs)))
    return {
        row.id: Found(row.title, "editor.edit_text", {"kind": "lekcja", "ref": row.id}, (row.course,)) for row in found
    }


def twin_desk(refs: Collection[int]) -> dict[int, Found]:
    """The same of easy-to-read texts."""
    found = db.session.execute(
        select(LessonTwin.id, LessonTwin.title, Course.title.label("course"))
        .join(Lesson, Lesson.id == LessonTwin.lesson_id)
        .join(Course, Course.id == Lesson.course_id)
        .where(LessonTwin.id.in_(refs))
    )
    return {
        row.id: Found(row.title, "editor.edit_text", {"kind": "etr", "ref": row.id}, (row.course,)) for row in found
    }


def living_lessons(refs: Collection[int]) -> set[int]:
    """Return those of some numbers that are lessons, in the bin or not."""
    return set(db.session.scalars(select(Lesson.id).where(Lesson.id.in_(refs)).execution_options(**WITH_BIN)))


def living_twins(refs: Collection[int]) -> set[int]:
    """Return those of some numbers that are easy-to-read texts, in the bin or not."""
    return set(db.session.scalars(select(LessonTwin.id).where(LessonTwin.id.in_(refs)).execution_options(**WITH_BIN)))


def living_courses(refs: Collection[int]) -> set[int]:
    """Return those of some numbers that are courses, in the bin or not."""
    return set(db.session.scalars(select(Course.id).where(Course.id.in_(refs)).execution_options(**WITH_BIN)))


def _item(
    kind: str, ref: int, title: str, said: str, slug: str, course: str, course_slug: str, day: date, **more: str
) -> Item:
    place = {"slug": course_slug, "lesson_slug": slug, **more}
    return Item(kind, ref, title, said, place, day, facts=(course,))


_REFS: Any = bindparam("refs", expanding=True)
_SEEN = Course.state.in_(VISIBLE) & Course.removed.is_(False)
_LESSONS: Any = (
    select(Lesson.id, Lesson.title, Lesson.summary, Lesson.slug, Course.title, Course.slug, Course.legal_state_on)
    .join(Course, Course.id == Lesson.course_id)
    .where(Lesson.id.in_(_REFS), Lesson.removed.is_(False), _SEEN)
    .order_by(Course.id, Lesson.position)
)  # fmt: skip
_TWINS: Any = (
    select(LessonTwin.id, LessonTwin.title, LessonTwin.summary, Lesson.slug, Course.title, Course.slug,
           Course.legal_state_on)
    .join(Lesson, Lesson.id == LessonTwin.lesson_id)
    .join(Course, Course.id == Lesson.course_id)
    .where(LessonTwin.id.in_(_REFS), LessonTwin.removed.is_(False), Lesson.removed.is_(False), _SEEN)
    .order_by(Course.id, Lesson.position)
)  # fmt: skip
_SEEN_COURSES: Any = select(Course.id, Course.title, Course.summary, Course.slug, Course.legal_state_on).where(_SEEN)
_COURSES: Any = _SEEN_COURSES.where(Course.id.in_(_REFS))
_BETWEEN: Any = _SEEN_COURSES.where(
    Course.published_at >= bindparam("begins"), Course.published_at < bindparam("ends")
).order_by(Course.published_at, Course.id)
