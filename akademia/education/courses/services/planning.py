"""Planned changes of a course's state: the clock publishes, closes or hides it within a minute of the moment."""

from datetime import datetime, timedelta

from sqlalchemy import select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.education.courses.models import Course
from akademia.education.courses.services.structure import change_state, held_course
from akademia.texts.services.publishing import FARTHEST_DAYS, BadMoment


class NothingToPlan(RuleBroken):
    message = "Kurs jest już w tym stanie. Wybierz inny."


def plan_state(course_id: int, state: str, moment: datetime, author: int) -> Course:
    """Plan one change of a course's state; a later plan takes the place of an earlier one.

    What the change needs (a lesson, a test, nobody enrolled) is asked when its moment comes.

    :raises BadMoment: it is past, or more than a year away.
    :raises NothingToPlan: the course is in that state.
    """
    if not clock.now() < moment < clock.now() + timedelta(days=FARTHEST_DAYS):
        raise BadMoment
    course = held_course(course_id)
    if course.state == state:
        raise NothingToPlan
    course.planned_state, course.planned_at, course.plan_trouble = state, moment, None
    record("course.state_planned", "course", course.id, actor=author, state=state, at=moment.isoformat())
    return course


def withdraw_plan(course_id: int, author: int) -> Course:
    """Take a plan back, and what was said of one that failed."""
    course = held_course(course_id)
    if course.planned_at is not None:
        record("course.plan_withdrawn", "course", course.id, actor=author)
    course.planned_state = course.planned_at = course.plan_trouble = None
    return course


def due_courses() -> list[int]:
    """Return the numbers of courses whose planned moment has come."""
    due = select(Course.id).where(Course.planned_at <= clock.now())
    return list(db.session.scalars(due.order_by(Course.planned_at, Course.id)))


def keep_plan(course_id: int) -> None:
    """Change a course's state as planned; calling it again changes nothing.

    :raises RuleBroken: it cannot be done; `mark_trouble` then keeps why.
    """
    course = held_course(course_id)
    if course.planned_state is not None and course.planned_at is not None and course.planned_at <= clock.now():
        change_state(course_id, course.planned_state, None)


def mark_trouble(course_id: int, words: str) -> None:
    """Keep why a planned change failed; it is not tried again by itself."""
    course = held_course(course_id)
    course.planned_state, course.planned_at, course.plan_trouble = None, None, words
    record("course.plan_failed", "course", course.id)
