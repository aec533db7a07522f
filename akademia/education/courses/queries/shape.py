"""What is the same for every reader of a course: its facts, its programme, its lessons' texts.

These values are kept (`core/kept.py`) and told apart by identity, so that what is made of them can be found again fast.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime

from markupsafe import Markup
from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload

from akademia.core.db import db, rows
from akademia.core.errors import Missing
from akademia.core.kept import same_for_all
from akademia.education.courses import rules
from akademia.education.courses.models import Course, CourseModule, Lesson, LessonTwin
from akademia.law.queries import Notice, notices
from akademia.law.queries.cited import articles_of_text
from akademia.organisations.queries.projects import ProjectCard, project_card
from akademia.texts.queries import moved_to

VISIBLE = ("published", "archived")


@dataclass(frozen=True)
class LessonRow:
    """A lesson in a programme."""

    id: int
    slug: str
    title: str
    minutes: int
    preview: bool
    has_twin: bool
    module_id: int
    state: str = rules.OPEN


@dataclass(frozen=True)
class ModuleShape:
    id: int
    title: str
    provisions: str


@dataclass(frozen=True, eq=False)
class CourseFacts:
    """A course as its pages show it."""

    id: int
    slug: str
    title: str
    summary: str
    audience: str
    outcomes: tuple[str, ...]
    authors: tuple[str, ...]
    level: str
    hours: int
    legal_state_on: date
    state: str
    lesson_order: str
    requires_lessons: bool
    requires_quiz: bool


@dataclass(frozen=True, eq=False)
class CourseShape:
    """A course with its programme, in order."""

    course: CourseFacts
    modules: tuple[ModuleShape, ...]
    lessons: tuple[LessonRow, ...]
    project: ProjectCard | None = None


@dataclass(frozen=True)
class Text:
    """A lesson's text, or its easy-to-read twin's."""

    title: str
    summary: str
    minutes: int
    html: Markup


@dataclass(frozen=True, eq=False)
class LessonTexts:
    """A lesson with its texts. `slug` is the present one, whichever address asked.

    `legal_state_on`: where it is not the course's. `notices`: what has changed since in the law it speaks of.
    `articles`: what it speaks of, as the window of questions is told of one -> its label.
    """

    id: int
    slug: str
    module_id: int
    provisions: str
    preview: bool
    full: Text
    twin: Text | None
    twin_outdated: bool
    legal_state_on: date | None = None
    notices: tuple[Notice, ...] = ()
    articles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CatalogueRow:
    slug: str
    title: str
    summary: str
    level: str
    hours: int
    lessons: int
    twins: int
    legal_state_on: date
    changed_at: datetime
    id: int


def course_at(slug: str) -> Course:
    """Return a course that readers may see.

    :raises Missing: there is none at this address.
    """
    course = db.session.scalar(select(Course).where(Course.slug == slug, Course.state.in_(VISIBLE)))
    if course is None:
        raise Missing
    return course


def moved_course(slug: str) -> str | None:
    """Return the present slug of a course that once had this one."""
    ref = moved_to("course", slug)
    return db.session.scalar(select(Course.slug).where(Course.id == ref, Course.slug != slug)) if ref else None


def lesson_at(course_id: int, slug: str) -> Lesson:
    """Return a lesson of a course, following an old slug.

    :raises Missing: there is none.
    """
    wanted = select(Lesson).options(joinedload(Lesson.twin)).where(Lesson.course_id == course_id)
    lesson = db.session.scalar(wanted.where(Lesson.slug == slug))
    if lesson is None:
        lesson = db.session.scalar(wanted.where(Lesson.id == moved_to("lesson", slug, scope=course_id)))
    if lesson is None:
        raise Missing
    return lesson


def shape_at(slug: str) -> CourseShape:
    """Return a course that readers may see, with its programme.

    :raises Missing: there is none at this address.
    """
    return same_for_all(("course", slug), lambda: shape_of(course_at(slug)))


def texts_at(course_id: int, slug: str) -> LessonTexts:
    """Return a lesson's texts, following an old slug.

    :raises Missing: there is none.
    """
    return same_for_all(("lesson", course_id, slug), lambda: _texts(lesson_at(course_id, slug)))


def published() -> tuple[CatalogueRow, ...]:
    """Return the catalogue: published courses, the newest first."""
    return same_for_all("catalogue", _catalogue)


def shape_of(course: Course) -> CourseShape:
    """Return a course in any state with its programme, read anew."""
    values = {field.name: getattr(course, field.name) for field in fields(CourseFacts)}
    values |= {"outcomes": tuple(course.outcomes), "authors": tuple(course.authors)}
    return CourseShape(
        CourseFacts(**values),
        tuple(ModuleShape(*row) for row in rows(_MODULES, course=course.id)),
        tuple(LessonRow(*row) for row in rows(_LESSONS, course=course.id)),
        project_card(course.project_id),
    )


_MODULES = (
    select(CourseModule.id, CourseModule.title, CourseModule.provisions)
    .where(CourseModule.course_id == bindparam("course"), CourseModule.removed.is_(False))
    .order_by(CourseModule.position)
)
_LESSONS = (
    select(
        Lesson.id,
        Lesson.slug,
        Lesson.title,
        Lesson.minutes,
        Lesson.preview,
        LessonTwin.id.is_not(None),
        Lesson.module_id,
    )
    .outerjoin(LessonTwin, (LessonTwin.lesson_id == Lesson.id) & LessonTwin.removed.is_(False))
    .where(Lesson.course_id == bindparam("course"), Lesson.removed.is_(False))
    .order_by(Lesson.position)
)


def _texts(lesson: Lesson) -> LessonTexts:
    twin = lesson.twin
    return LessonTexts(
        id=lesson.id,
        slug=lesson.slug,
        module_id=lesson.module_id,
        provisions=lesson.provisions,
        preview=lesson.preview,
        full=_text(lesson),
        twin=_text(twin) if twin else None,
        twin_outdated=twin is not None and twin.source_version != lesson.version,
        legal_state_on=lesson.legal_state_on,
        notices=notices("lesson", [lesson.id]).get(lesson.id, ()),
        articles=articles_of_text("lesson", lesson.id),
    )


def _text(kept: Lesson | LessonTwin) -> Text:
    return Text(kept.title, kept.summary, kept.minutes, Markup(kept.html))  # noqa: S704 - cleaned when it was saved


def _catalogue() -> tuple[CatalogueRow, ...]:
    lessons = select(func.count(Lesson.id)).where(Lesson.course_id == Course.id).scalar_subquery()
    twins = select(func.count(LessonTwin.id)).join(Lesson).where(Lesson.course_id == Course.id).scalar_subquery()
    rows = db.session.execute(
        select(Course.slug, Course.title, Course.summary, Course.level, Course.hours, lessons.label("lessons"),
               twins.label("twins"), Course.legal_state_on, Course.changed_at, Course.id)
        .where(Course.state == "published")
        .order_by(Course.published_at.desc(), Course.id)
    )  # fmt: skip
    return tuple(CatalogueRow(*row) for row in rows)
