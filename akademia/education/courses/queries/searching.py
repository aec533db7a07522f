"""Courses, lessons and easy-to-read twins as the search reads them: only what any visitor may find.

A course that is a draft or closed is left out with all of its lessons, as is whatever lies in the bin or belongs to a
module that does. A lesson that only learners may read is found by its words, which are not shown.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, literal, select

from akademia.core.area import Document
from akademia.core.db import db
from akademia.education.courses.models import Course, CourseModule, Lesson, LessonTwin
from akademia.texts.formats.reading import reading

_PUBLIC = Course.state == "published"


def course_stamps(refs: Collection[int] | None) -> Mapping[int, str]:
    """Return the stamps of published courses; a lesson or module that moves or goes changes its course's."""
    parts = func.coalesce(func.sum(Lesson.version + Lesson.position * 1_000 + Lesson.id), 0)
    modules = select(func.coalesce(func.sum(CourseModule.id * (CourseModule.position + 1)), 0)).where(
        CourseModule.course_id == Course.id
    )
    query = (
        select(Course.id, Course.slug, Course.changed_at, Course.digest, Course.title, parts,
               modules.scalar_subquery())
        .outerjoin(Lesson, (Lesson.course_id == Course.id) & Lesson.removed.is_(False))
        .where(_PUBLIC, *_among(Course.id, refs))
        .group_by(Course.id)
    )  # fmt: skip
    return {row[0]: " ".join(str(part) for part in row[1:]) for row in db.session.execute(query)}


def course_documents(refs: Collection[int]) -> Iterable[Document]:
    """Return published courses with the titles of their modules and lessons."""
    stamps, titles = course_stamps(refs), _titles(refs)
    for course in db.session.scalars(select(Course).where(_PUBLIC, Course.id.in_(refs)).order_by(Course.id)):
        if course.id in stamps:
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
    return _stamps(_lessons(Lesson.id, _stamp(Lesson.version, Lesson.preview), refs))


def lesson_documents(refs: Collection[int]) -> Iterable[Document]:
    """Return lessons of published courses."""
    columns = (Lesson.id, _stamp(Lesson.version, Lesson.preview), Lesson.title, Lesson.summary, Lesson.html)
    return [_document(row) for row in db.session.execute(_lessons(Lesson.id, columns, refs))]


def twin_stamps(refs: Collection[int] | None) -> Mapping[int, str]:
    """Return the stamps of easy-to-read twins in published courses."""
    query = _lessons(LessonTwin.id, _stamp(LessonTwin.version, Lesson.preview), refs)
    return _stamps(query.join(LessonTwin, LessonTwin.lesson_id == Lesson.id))


def twin_documents(refs: Collection[int]) -> Iterable[Document]:
    """Return easy-to-read twins in published courses."""
    stamp = _stamp(LessonTwin.version, Lesson.preview)
    columns = (LessonTwin.id, stamp, LessonTwin.title, LessonTwin.summary, LessonTwin.html)
    query = _lessons(LessonTwin.id, columns, refs).join(LessonTwin, LessonTwin.lesson_id == Lesson.id)
    return [_document(row, wersja="etr") for row in db.session.execute(query)]


def _among(column: Any, refs: Collection[int] | None) -> tuple[ColumnElement[bool], ...]:
    return () if refs is None else (column.in_(refs),)


def _stamp(version: Any, preview: Any) -> Any:
    """Return what differs whenever a lesson, its address or its place does, as SQL."""
    parts = (cast(version, String), Lesson.slug, Course.slug, cast(Course.changed_at, String), cast(preview, String))
    stamp: Any = literal("")
    for part in parts:
        stamp = stamp + part + " "
    return stamp


def _lessons(ref: Any, columns: Any, refs: Collection[int] | None) -> Select[Any]:
    """Ask for columns of lessons that readers may come to; a module in the bin takes its lessons with it."""
    wanted = columns if isinstance(columns, tuple) else (ref, columns)
    more = (Lesson.slug, Lesson.preview, Course.slug, Course.title, CourseModule.title, Course.legal_state_on)
    return (
        select(*wanted, *(column.label(name) for column, name in zip(more, _NAMES, strict=True)))
        .select_from(Lesson)
        .join(Course, Course.id == Lesson.course_id)
        .join(CourseModule, CourseModule.id == Lesson.module_id)
        .where(_PUBLIC, *_among(ref, refs))
        .order_by(ref)
    )


_NAMES = ("lesson_slug", "is_open", "slug", "course", "module", "legal_state_on")


def _stamps(query: Select[Any]) -> Mapping[int, str]:
    return {row[0]: row[1] for row in db.session.execute(query)}


def _document(row: Any, **more: str) -> Document:
    ref, stamp, title, summary, html = row[:5]
    text = reading(html)
    return Document(
        ref=ref, stamp=stamp, title=title, summary=summary, words=text.words, headings=text.headings,
        place={"slug": row.slug, "lesson_slug": row.lesson_slug, **more}, path=(row.course, row.module),
        legal_state_on=row.legal_state_on, family=f"{row.slug}/{row.lesson_slug}", is_open=row.is_open,
    )  # fmt: skip
