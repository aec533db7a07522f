"""Who finished a course, for which state of the law, and to whom its changes are therefore news.

What counts is the newest certificate that was not revoked; without one, the day of the course or the day on which it
was finished, whichever is earlier.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, bindparam, func, or_, select

from akademia.accounts.models import User
from akademia.certificates.models import Certificate
from akademia.core import clock
from akademia.core.area import RefreshRow
from akademia.core.db import db, rows
from akademia.education.courses.models import Course, Enrolment
from akademia.education.courses.queries.shape import VISIBLE
from akademia.education.updates.models import CourseUpdate, UpdateAmendment, UpdatePass
from akademia.law.models import ProvisionChange

# When the last of the changes that a lesson tells of took force; NULL when it tells of none any more.
last_change: Any = (
    select(func.max(ProvisionChange.in_force_on))
    .join(UpdateAmendment, UpdateAmendment.amendment_id == ProvisionChange.amendment_id)
    .where(
        UpdateAmendment.update_id == CourseUpdate.id, ProvisionChange.in_force_on <= CourseUpdate.legal_state_on
    )
    .correlate(CourseUpdate)
    .scalar_subquery()
)  # fmt: skip
_known_on: Any = (
    select(func.max(Certificate.legal_state_on))
    .where(
        Certificate.kind == "course", Certificate.subject_key == Course.key, Certificate.revoked_at.is_(None),
        Certificate.holder_id == Enrolment.user_id,
    )
    .correlate(Course, Enrolment)
    .scalar_subquery()
)  # fmt: skip
_FINISHED = Enrolment.completed_at.is_not(None)
SEEN = (CourseUpdate.removed.is_(False), Course.state.in_(VISIBLE), Course.removed.is_(False))


@dataclass(frozen=True)
class Graduate:
    """A person who finished a course and can be written to."""

    user_id: int
    address: str


def is_news(changed_on: Any) -> ColumnElement[bool]:
    """Say of an enrolment, with its course, that a change of that day is news to its learner."""
    uncertified = or_(Course.legal_state_on < changed_on, func.date(Enrolment.completed_at, type_=Date) < changed_on)
    return and_(_FINISHED, or_(_known_on < changed_on, and_(_known_on.is_(None), uncertified)))


def people_before(day: Any, *outer: Any) -> Any:
    """Count, in a statement about courses, who finished a course and to whom a change of some day is news.

    :param outer: the tables of that statement.
    """
    counted = select(func.count(Enrolment.id)).where(Enrolment.course_id == Course.id, is_news(day))
    return counted.correlate(*outer).scalar_subquery()


def changed_on(update_id: int) -> date | None:
    """Return when the last of the changes that a lesson tells of takes force."""
    return db.session.scalar(select(last_change).select_from(CourseUpdate).where(CourseUpdate.id == update_id))


_OFFERED = (
    select(Enrolment.user_id)
    .join(Course, Course.id == Enrolment.course_id)
    .join(CourseUpdate, CourseUpdate.course_id == Course.id)
    .where(CourseUpdate.id == bindparam("update"), *SEEN, last_change <= bindparam("today"), is_news(last_change))
)


def is_news_to(update_id: int, user_id: int) -> bool:
    """Say whether a lesson that is in sight tells a person something new."""
    wanted = _OFFERED.where(Enrolment.user_id == bindparam("user"))
    return rows(wanted, update=update_id, user=user_id, today=clock.today()).first() is not None


def graduates_of(update_id: int, after: int, count: int) -> list[Graduate]:
    """Return some of those to whom a lesson is news and who have not passed it, by number.

    :param after: only those whose number is greater.
    """
    passed = select(UpdatePass.id).where(
        UpdatePass.update_id == CourseUpdate.id, UpdatePass.user_id == Enrolment.user_id
    )
    wanted = (
        _OFFERED.add_columns(User.email)
        .join(User, User.id == Enrolment.user_id)
        .where(User.active, User.email.is_not(None), Enrolment.user_id > after, ~passed.exists())
        .order_by(Enrolment.user_id)
        .limit(count)
    )
    return [Graduate(*row) for row in rows(wanted, update=update_id, today=clock.today())]


_REFRESHING = (
    select(
        CourseUpdate.id, CourseUpdate.title, CourseUpdate.slug, Course.slug, Course.key, Course.title,
        func.coalesce(UpdatePass.changed_on, last_change), UpdatePass.passed_at, and_(*SEEN),
    )
    .select_from(Enrolment)
    .join(Course, Course.id == Enrolment.course_id)
    .join(CourseUpdate, CourseUpdate.course_id == Course.id)
    .outerjoin(UpdatePass, (UpdatePass.update_id == CourseUpdate.id) & (UpdatePass.user_id == Enrolment.user_id))
    .where(
        Enrolment.user_id == bindparam("user"),
        or_(
            UpdatePass.id.is_not(None),
            and_(*SEEN, last_change <= bindparam("today"), is_news(last_change)),
        ),
    )
    .order_by(CourseUpdate.legal_state_on.desc(), CourseUpdate.id.desc())
)  # fmt: skip


def refresh_rows(user_id: int) -> Sequence[RefreshRow]:
    """Return the lessons that are offered to a person or were passed, in one statement."""
    return [_row(*row[1:]) for row in rows(_REFRESHING, user=user_id, today=clock.today())]


def _row(
    title: str, slug: str, course_slug: str, key: str, course: str, day: date, passed_at: datetime | None,
    seen: bool,
) -> RefreshRow:  # fmt: skip
    endpoint = "updates.show_update" if seen else ""
    place = {"slug": course_slug, "update_slug": slug}
    return RefreshRow(title, endpoint, place, ("course", key), course, day, passed_at)
