"""Courses, lessons and easy-to-read twins as the search reads them: only what any visitor may find.

A course that is a draft or closed is left out with all of its lessons, as is whatever lies in the bin or belongs to a
module that does. A lesson that only learners may read is found by its words, which are not shown.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from akademia.core.area import Document
from akademia.core.db import db, rows
from akademia.education.courses.models import Course, CourseModule, Lesson, LessonTwin
from akademia.texts.formats.reading import reading

_PUBLIC = (Course.state == "published") & Course.removed.is_(False)
_REFS: Any = bindparam("refs", expanding=True)
_COURSES = (
    select(
        Course.id, Course.slug, Course.changed_at, Course.digest, Course.title,
        select(func.coalesce(func.sum(Lesson.version + Lesson.position * 1_000 + Lesson.id), 0))
        .where(Lesson.course_id == Course.id, Lesson.removed.is_(False)).scalar_subquery(),
        select(func.coalesce(func.sum(CourseModule.id * (CourseModule.position + 1)), 0))
        .where(CourseModule.course_id == Course.id, CourseModule.removed.is_(False)).scalar_subquery(),
    )
    .where(_PUBLIC)
)  # fmt: skip
_SOME_COURSES = _COURSES.where(Course.id.in_(_REFS))
_PLACE = (Lesson.slug.label("lesson_slug"), Course.slug, Course.changed_at, Lesson.preview)
_TOLD = (Course.title.label("course"), CourseModule.title.label("module"), Course.legal_state_on)


def _asked(*columns: Any) -> Select[Any]:
    """Ask for lessons that readers may come to: neither they nor their module or course lie in the bin."""
    return (
        select(*columns, *_PLACE)
        .select_from(Lesson)
        .join(Course, Course.id == Lesson.course_id)
        .join(CourseModule, CourseModule.id == Lesson.module_id)
        .where(_PUBLIC, Lesson.removed.is_(False), CourseModule.removed.is_(False))
    )


def _twins(query: Select[Any]) -> Select[Any]:
    return query.join(LessonTwin, (LessonTwin.lesson_id == Lesson.id) & LessonTwin.removed.is_(False))


_LESSONS = _asked(Lesson.id, Lesson.version)
_SOME_LESSONS = _LESSONS.where(Lesson.id.in_(_REFS))
_LESSON_TEXTS = (
    _asked(Lesson.id, Lesson.version, Lesson.title, Lesson.summary, Lesson.html, *_TOLD)
    .where(Lesson.id.in_(_REFS)).order_by(Lesson.id)
)  # fmt: skip
_TWINS = _twins(_asked(LessonTwin.id, LessonTwin.version))
_SOME_TWINS = _TWINS.where(LessonTwin.id.in_(_REFS))
_TWIN_TEXTS = (
    _twins(_asked(LessonTwin.id, LessonTwin.version, LessonTwin.title, LessonTwin.summary, LessonTwin.html, *_TOLD))
    .where(LessonTwin.id.in_(_REFS)).order_by(LessonTwin.id)
)  # fmt: skip


def course_stamps(refs: Collection[int] | None) -> Mapping[int, str]:
    """Return the stamps of published courses; a lesson or module that moves or goes changes its course's."""
    found = rows(_COURSES) if refs is None else rows(_SOME_COURSES, refs=list(refs))
    return {row[0]: " ".join(map(str, row[1:])) for row in found}


def course_documents(refs: Collection[int]) -> Iterable[Document]:
    """Return published courses with the titles of their modules and lessons."""
    stamps, titles = course_stamps(refs), _titles(refs)
    for course in db.session.scalars(select(Course).where(_PUBLIC, Course.id.in_(refs)).order_by(Course.id)):
        yield Document(
            ref=course.id, stamp=stamps[course.id], title=course.title, summary=course.summary,
            place={"slug": course.slug}, headings=tuple(titles.get(course.id, ())),
            words=" ".join([course.audience, *course.outcomes]), legal_state_on=course.legal_state_on,
        )  # fmt: skip


def _titles(refs: Collection[int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    modules = select(CourseModule.course_id, CourseModule.title).where(CourseModule.course_id.in_(refs))
    lessons = select(Lesson.course_id, Lesson.title).where(Lesson.course_id.in_(refs))
    queries = modules.order_by(CourseModule.position), lessons.order_by(Lesson.position)
    for course_id, title in (row for query in queries for row in db.session.execute(query)):
        found.setdefault(course_id, []).append(title)
    return found


def lesson_stamps(refs: Collection[int] | None) -> Mapping[int, str]:
    """Return the stamps of lessons of published courses."""
    return _stamps(rows(_LESSONS) if refs is None else rows(_SOME_LESSONS, refs=list(refs)))


def lesson_documents(refs: Collection[int]) -> Iterable[Document]:
    """Return lessons of published courses."""
    return [_document(row) for row in rows(_LESSON_TEXTS, refs=list(refs))]


def twin_stamps(refs: Collection[int] | None) -> Mapping[int, str]:
    """Return the stamps of easy-to-read twins in published courses."""
    return _stamps(rows(_TWINS) if refs is None else rows(_SOME_TWINS, refs=list(refs)))


def twin_documents(refs: Collection[int]) -> Iterable[Document]:
    """Return easy-to-read twins in published courses."""
    return [_document(row, wersja="etr") for row in rows(_TWIN_TEXTS, refs=list(refs))]


def _stamp(row: Any) -> str:
    """Return what differs whenever a lesson, its address or its course does."""
    return f"{row.version} {row.lesson_slug} {row.slug} {row.changed_at} {row.preview}"


def _stamps(found: Iterable[Any]) -> Mapping[int, str]:
    return {row.id: _stamp(row) for row in found}


def _document(row: Any, **more: str) -> Document:
    text = reading(row.html)
    return Document(
        ref=row.id, stamp=_stamp(row), title=row.title, summary=row.summary, words=text.words, headings=text.headings,
        place={"slug": row.slug, "lesson_slug": row.lesson_slug, **more}, path=(row.course, row.module),
        legal_state_on=row.legal_state_on, family=f"{row.slug}/{row.lesson_slug}", is_open=row.preview,
    )  # fmt: skip
