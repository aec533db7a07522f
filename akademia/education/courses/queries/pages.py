"""What the pages of courses show: what is the same for everybody, with one reader's state in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sqlalchemy import bindparam, func, select

from akademia.core.area import Item, LearningRow
from akademia.core.db import rows
from akademia.core.text import counted
from akademia.education.courses import rules
from akademia.education.courses.models import Course, Enrolment, Lesson, LessonProgress
from akademia.education.courses.queries.enrolments import Standing, certificate_code, revoked_code, standing
from akademia.education.courses.queries.programme import Follower, LaterRow, ProgrammeRow, added_rows, later_rows
from akademia.education.courses.queries.shape import (
    VISIBLE,
    CourseFacts,
    CourseShape,
    LessonRow,
    LessonTexts,
    Text,
    published,
    shape_at,
    texts_at,
)
from akademia.organisations.queries.projects import ProjectCard

MOST_OUTLINES = 1_000


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


@dataclass(frozen=True, eq=False)
class Outline:
    """A course's programme with the learner's state in it; told apart by identity, as what it is made of."""

    modules: tuple[ModuleRow, ...]
    lessons: tuple[LessonRow, ...]
    extra: tuple[ProgrammeRow, ...]
    done_ids: frozenset[int]
    next: LessonRow | None

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
    course: CourseFacts
    outline: Outline
    enrolment: Standing | None
    certificate_code: str | None
    revoked_code: str | None
    later: Sequence[LaterRow] = ()
    project: ProjectCard | None = None


@dataclass(frozen=True)
class LessonPage:
    """A lesson with its way around. `readable`: whether the text is open to this reader."""

    course: CourseFacts
    lesson: LessonTexts
    outline: Outline
    enrolment: Standing | None
    text: Text
    twin: bool
    readable: bool
    done: bool
    number: int
    previous: LessonRow | None
    next: LessonRow | None


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


def outline(shape: CourseShape, found: Standing | None, here: int | None = None) -> Outline:
    """Return the programme of a course.

    :param here: the number of the lesson being read.
    """
    numbers = {lesson.id for lesson in shape.lessons}
    if found is None:
        return _arranged(shape, False, frozenset(), None, here, tuple(added_rows(shape.course.id, None)))
    done = found.done_ids & numbers
    extra = added_rows(shape.course.id, Follower(found.user_id, len(numbers) - len(done)))
    return _arranged(shape, True, done, found.last_lesson_id, here, tuple(extra))


@lru_cache(maxsize=MOST_OUTLINES)
def _arranged(
    shape: CourseShape, enrolled: bool, done: frozenset[int], last: int | None, here: int | None,
    extra: tuple[ProgrammeRow, ...],
) -> Outline:  # fmt: skip
    """Arrange a programme for one standing; learners who stand at the same place share it."""
    numbers = [lesson.id for lesson in shape.lessons]
    homes = {lesson.module_id for lesson in shape.lessons}
    states = rules.states(shape.course.lesson_order if enrolled else "free", numbers, done, here)
    lessons = tuple(replace(lesson, state=states[lesson.id]) for lesson in shape.lessons)
    readable = [number for number in numbers if states[number] != rules.SHUT]
    following = rules.next_lesson(readable, done, last) if enrolled else None
    return Outline(
        modules=tuple(
            ModuleRow(module.title, module.provisions, tuple(row for row in lessons if row.module_id == module.id))
            for module in shape.modules
            if module.id in homes
        ),
        lessons=lessons,
        extra=extra,
        done_ids=done,
        next=next((lesson for lesson in lessons if lesson.id == following), None),
    )


def course_page(slug: str, user_id: int | None) -> CoursePage:
    """Return a course as one reader sees it.

    :raises Missing: there is none at this address.
    """
    shape = shape_at(slug)
    found = standing(shape.course.id, user_id) if user_id else None
    code = revoked = None
    if user_id and found and found.completed_at:
        code = certificate_code(shape.course.id, user_id)
        revoked = None if code else revoked_code(shape.course.id, user_id)
    later = later_rows(shape.course.id)
    return CoursePage(shape.course, outline(shape, found), found, code, revoked, later, shape.project)


def lesson_page(course_slug: str, lesson_slug: str, user_id: int | None, twin: bool) -> LessonPage:
    """Return a lesson as one reader sees it; `twin` asks for the easy-to-read text, where there is one.

    :raises Missing: there is none at this address.
    """
    shape = shape_at(course_slug)
    lesson = texts_at(shape.course.id, lesson_slug)
    found = standing(shape.course.id, user_id) if user_id else None
    around = outline(shape, found, here=lesson.id)
    place = next(n for n, row in enumerate(around.lessons) if row.id == lesson.id)
    text = lesson.twin if twin and lesson.twin else lesson.full
    return LessonPage(
        course=shape.course,
        lesson=lesson,
        outline=around,
        enrolment=found,
        text=text,
        twin=text is lesson.twin,
        readable=(lesson.preview or found is not None) and around.lessons[place].state != rules.SHUT,
        done=lesson.id in around.done_ids,
        number=place + 1,
        previous=around.lessons[place - 1] if place else None,
        next=around.lessons[place + 1] if place + 1 < around.total else None,
    )


_LEARNING = (
    select(
        Course.slug,
        Course.title,
        Enrolment.completed_at,
        Enrolment.touched_at,
        select(func.count(Lesson.id))
        .where(Lesson.course_id == Enrolment.course_id, Lesson.removed.is_(False))
        .scalar_subquery(),
        select(func.count(LessonProgress.id))
        .join(Lesson, Lesson.id == LessonProgress.lesson_id)
        .where(LessonProgress.enrolment_id == Enrolment.id, Lesson.removed.is_(False))
        .scalar_subquery(),
        select(Lesson.title).where(Lesson.id == Enrolment.last_lesson_id).scalar_subquery(),
    )
    .join(Course)
    .where(Enrolment.user_id == bindparam("user"), Course.state.in_(VISIBLE), Course.removed.is_(False))
    .order_by(Enrolment.touched_at.desc())
)


def learning_rows(user_id: int) -> Sequence[LearningRow]:
    """Return the learner's courses, the one last touched first."""
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
        for slug, title, completed_at, touched_at, count, done, last_title in rows(_LEARNING, user=user_id)
    ]
