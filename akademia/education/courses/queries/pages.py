"""What the pages of courses show, read in a constant number of queries and without the lessons' texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from akademia.core.area import Item, LearningRow
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.text import counted
from akademia.education.courses import rules
from akademia.education.courses.models import Course, CourseModule, Enrolment, Lesson, LessonProgress, LessonTwin
from akademia.education.courses.queries.enrolments import certificate_code, done_ids, enrolment
from akademia.education.courses.queries.programme import Follower, ProgrammeRow, added_rows
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
class ModuleRow:
    title: str
    provisions: str
    lessons: tuple[LessonRow, ...]

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)

    @property
    def done(self) -> int:
        return sum(lesson.state == rules.DONE for lesson in self.lessons)

    @property
    def holds_here(self) -> bool:
        return any(lesson.state == rules.HERE for lesson in self.lessons)


@dataclass(frozen=True)
class Outline:
    """A course's programme with the learner's state in it."""

    modules: tuple[ModuleRow, ...]
    extra: tuple[ProgrammeRow, ...]
    done_ids: frozenset[int]
    next: LessonRow | None

    @property
    def lessons(self) -> tuple[LessonRow, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    @property
    def total(self) -> int:
        return len(self.lessons)

    @property
    def done(self) -> int:
        return len(self.done_ids)

    @property
    def minutes_left(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons if lesson.id not in self.done_ids)

    @property
    def twins(self) -> int:
        return sum(lesson.has_twin for lesson in self.lessons)


@dataclass(frozen=True)
class CoursePage:
    course: Course
    outline: Outline
    enrolment: Enrolment | None
    certificate_code: str | None


@dataclass(frozen=True)
class LessonPage:
    """A lesson with its way around. `html` is None for a reader to whom the lesson is not open."""

    course: Course
    lesson: Lesson
    outline: Outline
    enrolment: Enrolment | None
    html: Markup | None
    title: str
    summary: str
    minutes: int
    twin: bool
    twin_outdated: bool
    state: str
    done: bool
    number: int
    previous: LessonRow | None
    next: LessonRow | None


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


def lesson_at(course: Course, slug: str) -> Lesson:
    """Return a lesson of a course, following an old slug.

    :raises Missing: there is none.
    """
    wanted = select(Lesson).options(joinedload(Lesson.twin)).where(Lesson.course_id == course.id)
    lesson = db.session.scalar(wanted.where(Lesson.slug == slug))
    if lesson is None:
        lesson = db.session.scalar(wanted.where(Lesson.id == moved_to("lesson", slug, scope=course.id)))
    if lesson is None:
        raise Missing
    return lesson


def published() -> list[CatalogueRow]:
    """Return the catalogue: published courses, the newest first."""
    lessons = select(func.count(Lesson.id)).where(Lesson.course_id == Course.id).scalar_subquery()
    twins = select(func.count(LessonTwin.id)).join(Lesson).where(Lesson.course_id == Course.id).scalar_subquery()
    rows = db.session.execute(
        select(Course.slug, Course.title, Course.summary, Course.level, Course.hours, lessons.label("lessons"),
               twins.label("twins"), Course.legal_state_on, Course.changed_at, Course.id)
        .where(Course.state == "published")
        .order_by(Course.published_at.desc(), Course.id)
    )  # fmt: skip
    return [CatalogueRow(*row) for row in rows]


def every_item() -> list[Item]:
    """Return every published course as others may show it."""
    return [
        Item(
            kind="course",
            ref=row.id,
            title=row.title,
            summary=row.summary,
            place={"slug": row.slug},
            legal_state_on=row.legal_state_on,
            changed_at=row.changed_at,
            facts=(
                counted(row.lessons, "lekcja", "lekcje", "lekcji"),
                counted(row.hours, "godzina", "godziny", "godzin"),
                "zaświadczenie",
            ),
        )
        for row in published()
    ]


def _rows(course_id: int) -> tuple[list[tuple[int, str, str]], list[LessonRow]]:
    modules = db.session.execute(
        select(CourseModule.id, CourseModule.title, CourseModule.provisions)
        .where(CourseModule.course_id == course_id)
        .order_by(CourseModule.position)
    )
    lessons = db.session.execute(
        select(
            Lesson.id,
            Lesson.slug,
            Lesson.title,
            Lesson.minutes,
            Lesson.preview,
            LessonTwin.id.is_not(None),
            Lesson.module_id,
        )
        .outerjoin(LessonTwin)
        .where(Lesson.course_id == course_id)
        .order_by(Lesson.position)
    )
    return [(row.id, row.title, row.provisions) for row in modules], [LessonRow(*row) for row in lessons]


def outline(course: Course, found: Enrolment | None, here: int | None = None, extra: bool = True) -> Outline:
    """Return the programme of a course.

    :param here: the number of the lesson being read.
    """
    modules, lessons = _rows(course.id)
    done = done_ids(found.id) if found else set()
    numbers = [lesson.id for lesson in lessons]
    states = rules.states(course.lesson_order if found else "free", numbers, done, here)
    stated = [_with_state(lesson, states[lesson.id]) for lesson in lessons]
    readable = [number for number in numbers if states[number] != rules.SHUT]
    following = rules.next_lesson(readable, done, found.last_lesson_id) if found else None
    follower = Follower(found.user_id, len(set(numbers) - done)) if found else None
    return Outline(
        modules=tuple(
            ModuleRow(title, provisions, tuple(lesson for lesson in stated if lesson.module_id == number))
            for number, title, provisions in modules
        ),
        extra=tuple(added_rows(course.id, follower)) if extra else (),
        done_ids=frozenset(done & set(numbers)),
        next=next((lesson for lesson in stated if lesson.id == following), None),
    )


def _with_state(row: LessonRow, state: str) -> LessonRow:
    return LessonRow(row.id, row.slug, row.title, row.minutes, row.preview, row.has_twin, row.module_id, state)


def course_page(slug: str, user_id: int | None) -> CoursePage:
    """Return a course as one reader sees it.

    :raises Missing: there is none at this address.
    """
    course = course_at(slug)
    found = enrolment(course.id, user_id) if user_id else None
    code = certificate_code(course.id, user_id) if user_id and found else None
    return CoursePage(course, outline(course, found), found, code)


def lesson_page(course_slug: str, lesson_slug: str, user_id: int | None, twin: bool) -> LessonPage:
    """Return a lesson as one reader sees it; `twin` asks for the easy-to-read text, where there is one.

    :raises Missing: there is none at this address.
    """
    course = course_at(course_slug)
    lesson = lesson_at(course, lesson_slug)
    found = enrolment(course.id, user_id) if user_id else None
    around = outline(course, found, here=lesson.id)
    place = next(n for n, row in enumerate(around.lessons) if row.id == lesson.id)
    state = around.lessons[place].state
    text = lesson.twin if twin and lesson.twin else lesson
    readable = (lesson.preview or found is not None) and state != rules.SHUT
    return LessonPage(
        course=course,
        lesson=lesson,
        outline=around,
        enrolment=found,
        html=Markup(text.html) if readable else None,  # noqa: S704 - cleaned when it was saved
        title=text.title,
        summary=text.summary,
        minutes=text.minutes,
        twin=text is not lesson,
        twin_outdated=lesson.twin is not None and lesson.twin.source_version != lesson.version,
        state=state,
        done=found is not None and lesson.id in around.done_ids,
        number=place + 1,
        previous=around.lessons[place - 1] if place else None,
        next=around.lessons[place + 1] if place + 1 < around.total else None,
    )


def learning_rows(user_id: int) -> Sequence[LearningRow]:
    """Return the learner's courses, the one last touched first."""
    total = select(func.count(Lesson.id)).where(Lesson.course_id == Enrolment.course_id).scalar_subquery()
    finished = (
        select(func.count(LessonProgress.id)).where(LessonProgress.enrolment_id == Enrolment.id).scalar_subquery()
    )
    last = select(Lesson.title).where(Lesson.id == Enrolment.last_lesson_id).scalar_subquery()
    rows = db.session.execute(
        select(Course.slug, Course.title, Enrolment.completed_at, Enrolment.touched_at, total, finished, last)
        .join(Course)
        .where(Enrolment.user_id == user_id, Course.state.in_(VISIBLE))
        .order_by(Enrolment.touched_at.desc())
    )
    return [
        LearningRow(
            title=title,
            endpoint="courses.show_course",
            place={"slug": slug},
            state="done" if completed_at else "going",
            done=done,
            total=count,
            next_title=last_title,
            next_endpoint="courses.resume",
            next_place={"slug": slug},
            touched_at=touched_at,
        )
        for slug, title, completed_at, touched_at, count, done, last_title in rows
    ]
