"""What editors see: amendments that reach a course and are told to nobody yet, and the lessons that tell of them.

Which amendments reach a course follows from the reviews of its texts: what nobody has to look at, and what was found
still right, calls for no lesson.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, func, or_, select

from akademia.core import clock
from akademia.core.area import WaitingRow
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.text import counted, date_words
from akademia.education.courses.models import Course, Lesson, LessonTwin
from akademia.education.courses.queries.desk_rows import DeskRow, adds_desk_rows
from akademia.education.courses.queries.shape import VISIBLE
from akademia.education.quizzes.models import Question
from akademia.education.updates.models import CourseUpdate, UpdateAmendment, UpdatePass
from akademia.education.updates.queries.graduates import people_before
from akademia.law.models import Amendment, Review
from akademia.texts.models import Draft
from akademia.texts.queries import DraftRow, open_drafts, waiting_drafts


@dataclass(frozen=True)
class Untold:
    """An amendment in force that reaches a course and that no lesson tells of. `people`: to whom it is news."""

    course_id: int
    course: str
    amendment_id: int
    amendment: str
    since: date
    opened_at: datetime
    people: int


@dataclass(frozen=True)
class UpdateRow:
    """A lesson at the desk. `passed`: how many people answered all of its questions rightly."""

    id: int
    title: str
    course: str
    version: int
    legal_state_on: date
    changed_at: datetime
    passed: int
    has_draft: bool


@dataclass(frozen=True)
class UpdatesDesk:
    """The desk of such lessons, of all courses or of one. `fresh`: drafts of lessons that are still new."""

    course: Course | None
    courses: Sequence[tuple[int, str]]
    untold: Sequence[Untold]
    updates: Sequence[UpdateRow]
    fresh: Sequence[DraftRow]


_REACHED: Any = or_(
    and_(Review.kind == "lesson", Review.ref.in_(select(Lesson.id).where(Lesson.course_id == Course.id))),
    and_(
        Review.kind == "twin",
        Review.ref.in_(select(LessonTwin.id).join(Lesson, Lesson.id == LessonTwin.lesson_id)
                       .where(Lesson.course_id == Course.id)),
    ),
    and_(Review.kind == "question", Review.ref.in_(select(Question.id).where(Question.course_id == Course.id))),
)  # fmt: skip


def untold(course_id: int | None = None) -> list[Untold]:
    """Return what nobody tells the graduates of published courses yet, of all courses or of one, in one statement."""
    told = (
        select(UpdateAmendment.id)
        .join(CourseUpdate, CourseUpdate.id == UpdateAmendment.update_id)
        .where(
            CourseUpdate.course_id == Course.id, CourseUpdate.removed.is_(False),
            UpdateAmendment.amendment_id == Amendment.id, CourseUpdate.legal_state_on >= Review.due_on,
        )
    )  # fmt: skip
    query = (
        select(Course.id, Course.title, Amendment.id, Amendment.display_address, Review.due_on,
               func.min(Review.opened_at), people_before(Review.due_on, Course, Review))
        .select_from(Review)
        .join(Course, _REACHED)
        .join(Amendment, Amendment.id == Review.amendment_id)
        .where(
            Course.state.in_(VISIBLE), Review.due_on <= clock.today(),
            or_(Review.verdict.is_(None), Review.verdict == "version"), ~told.exists(),
        )
        .group_by(Course.id, Course.title, Amendment.id, Amendment.display_address, Review.due_on)
        .order_by(Review.due_on, Course.id)
    )  # fmt: skip
    if course_id is not None:
        query = query.where(Course.id == course_id)
    found = [Untold(*row) for row in db.session.execute(query)]
    return [row for row in found if row.people]


def desk_of(course_id: int | None) -> UpdatesDesk:
    """Return the desk of these lessons.

    :raises Missing: there is no such course.
    """
    listed = db.session.execute(select(Course.id, Course.title).order_by(Course.title))
    courses = [(number, title) for number, title in listed]
    course = db.session.scalar(select(Course).where(Course.id == course_id)) if course_id is not None else None
    if course is None and course_id is not None:
        raise Missing
    parents = [course_id] if course_id is not None else [number for number, _title in courses]
    return UpdatesDesk(course, courses, untold(course_id), _updates(course_id), open_drafts(("update",), parents))


def _updates(course_id: int | None) -> list[UpdateRow]:
    passed = select(func.count(UpdatePass.id)).where(UpdatePass.update_id == CourseUpdate.id).scalar_subquery()
    drafted = select(Draft.id).where(Draft.kind == "update", Draft.ref == CourseUpdate.id, Draft.is_open).exists()
    query = select(
        CourseUpdate.id, CourseUpdate.title, Course.title, CourseUpdate.version, CourseUpdate.legal_state_on,
        CourseUpdate.changed_at, passed, drafted,
    ).join(Course, Course.id == CourseUpdate.course_id)  # fmt: skip
    if course_id is not None:
        query = query.where(Course.id == course_id)
    order = CourseUpdate.legal_state_on.desc(), CourseUpdate.id.desc()
    return [UpdateRow(*row) for row in db.session.execute(query.order_by(*order))]


def people_words(count: int) -> str:
    """Return how many finished a course („3 osoby ukończyły”)."""
    return counted(count, "osoba ukończyła", "osoby ukończyły", "osób ukończyło")


def waiting(user_id: int) -> list[WaitingRow]:
    """Return what waits for an editor: amendments that nobody tells of, and drafts."""
    standing = or_(
        Draft.ref.is_(None) & Draft.parent.in_(select(Course.id)),
        Draft.ref.in_(select(CourseUpdate.id).join(Course, Course.id == CourseUpdate.course_id)),
    )
    return waiting_drafts(user_id, ("update",), standing) + [
        WaitingRow(
            f"{row.amendment} a kurs „{row.course}”: {people_words(row.people)} go wcześniej",
            "updates_desk.show_updates", {"kurs": row.course_id}, "nikt nie mówi, co się zmieniło", row.opened_at,
        )
        for row in untold()
    ]  # fmt: skip


@adds_desk_rows
def _beside_course(course_id: int) -> Sequence[DeskRow]:
    place = {"kurs": course_id}
    return [
        DeskRow(
            f"{row.amendment}, od {date_words(row.since)}".removesuffix("."),
            f"{people_words(row.people)} ten kurs wcześniej, a żadna lekcja „Co się zmieniło” o tym nie mówi",
            "updates_desk.show_updates", place,
        )
        for row in untold(course_id)
    ]  # fmt: skip
