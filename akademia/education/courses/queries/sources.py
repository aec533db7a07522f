"""A stored course as the plain values of its folder."""

from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.education.courses.formats.folder import (
    CourseSource,
    LessonSource,
    ModuleSource,
    ProjectSource,
    TwinSource,
)
from akademia.education.courses.models import Course, CourseModule, Lesson, LessonTwin
from akademia.organisations.models import Project
from akademia.texts.formats.source import Source
from akademia.texts.models import Revision

NOWHERE = Path()


class SourceMissing(RuleBroken):
    """A text has no source to write out."""


def sources(kind: str, refs: list[int]) -> dict[int, tuple[str, str]]:
    """Return number -> (title, Markdown) of the newest version of some texts."""
    newest = (
        select(Revision.ref, func.max(Revision.version).label("version"))
        .where(Revision.kind == kind, Revision.ref.in_(refs))
        .group_by(Revision.ref)
        .subquery()
    )
    same = (Revision.ref == newest.c.ref) & (Revision.version == newest.c.version) & (Revision.kind == kind)
    found = db.session.execute(select(Revision.ref, Revision.title, Revision.source).join(newest, same))
    return {row.ref: (row.title, row.source) for row in found}


def course_source(course: Course) -> CourseSource:
    """Return a course with its lessons as plain values, the same that its folder would give.

    :raises SourceMissing: a lesson, or its twin, has no kept source.
    """
    wanted = select(Lesson).options(joinedload(Lesson.twin)).where(Lesson.course_id == course.id)
    lessons = list(db.session.scalars(wanted.order_by(Lesson.position)))
    texts = sources("lesson", [lesson.id for lesson in lessons])
    twins = sources("twin", [lesson.twin.id for lesson in lessons if lesson.twin])
    modules = db.session.scalars(
        select(CourseModule).where(CourseModule.course_id == course.id).order_by(CourseModule.position)
    )
    return CourseSource(
        key=course.key,
        slug=course.slug,
        title=course.title,
        summary=course.summary,
        audience=course.audience,
        outcomes=tuple(course.outcomes),
        authors=tuple(course.authors),
        level=course.level,
        hours=course.hours,
        edition=course.edition,
        legal_state_on=course.legal_state_on,
        state=course.state,
        lesson_order=course.lesson_order,
        requires_lessons=course.requires_lessons,
        requires_quiz=course.requires_quiz,
        minimum_percent=course.minimum_percent,
        modules=tuple(
            ModuleSource(
                module.title,
                module.provisions,
                tuple(_lesson(lesson, texts, twins) for lesson in lessons if lesson.module_id == module.id),
            )
            for module in modules
        ),
        digest="",
        path=NOWHERE,
        project=_project(course.project_id),
    )


def _project(ref: int | None) -> ProjectSource | None:
    row = db.session.get(Project, ref) if ref is not None else None
    return project_values(row) if row is not None else None


def project_values(row: Project) -> ProjectSource:
    """Return a project as a course's folder tells it."""
    notice = row.notice.replace("\r\n", "\n").replace("\r", "\n")
    return ProjectSource(row.key, row.title, row.programme, row.number, notice, tuple(row.logos))


def _lesson(lesson: Lesson, texts: dict[int, tuple[str, str]], twins: dict[int, tuple[str, str]]) -> LessonSource:
    if lesson.id not in texts:
        raise SourceMissing(f"Lekcja „{lesson.title}” nie ma zapisanego tekstu źródłowego. Otwórz ją i zapisz.")
    return LessonSource(
        key=lesson.key,
        slug=lesson.slug,
        title=lesson.title,
        summary=lesson.summary,
        minutes=lesson.minutes,
        preview=lesson.preview,
        provisions=tuple(lesson.provision_keys),
        text=_text(texts[lesson.id][1]),
        twin=_twin(lesson.twin, twins) if lesson.twin else None,
        legal_state_on=lesson.legal_state_on,
        act=lesson.default_act,
    )


def _twin(twin: LessonTwin, twins: dict[int, tuple[str, str]]) -> TwinSource:
    if twin.id not in twins:
        raise SourceMissing(f"Łatwa wersja „{twin.title}” nie ma zapisanego tekstu źródłowego. Otwórz ją i zapisz.")
    return TwinSource(
        twin.title, twin.summary, twin.minutes, tuple(twin.provision_keys), _text(twins[twin.id][1]),
        twin.legal_state_on, twin.default_act,
    )  # fmt: skip


def _text(body: str) -> Source:
    return Source(NOWHERE, {}, body.replace("\r\n", "\n").replace("\r", "\n"), 1, "")
