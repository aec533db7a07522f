"""What an enrolment says."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, bindparam, func, select

from akademia.accounts.models import User
from akademia.certificates.models import Certificate
from akademia.core.db import db, rows
from akademia.education.courses.models import Course, Enrolment, Lesson, LessonProgress


@dataclass(frozen=True)
class Standing:
    """Where a learner stands in a course, for pages that only show it."""

    user_id: int
    last_lesson_id: int | None
    completed_at: datetime | None
    done_ids: frozenset[int]


_STANDING = (
    select(Enrolment.last_lesson_id, Enrolment.completed_at, LessonProgress.lesson_id)
    .outerjoin(LessonProgress, LessonProgress.enrolment_id == Enrolment.id)
    .where(Enrolment.course_id == bindparam("course"), Enrolment.user_id == bindparam("user"))
)


def standing(course_id: int, user_id: int) -> Standing | None:
    """Return where a learner stands, in one statement; None for who is not on the course."""
    found = rows(_STANDING, course=course_id, user=user_id).all()
    if not found:
        return None
    done = frozenset(row.lesson_id for row in found if row.lesson_id is not None)
    return Standing(user_id, found[0].last_lesson_id, found[0].completed_at, done)


def enrolment(course_id: int, user_id: int, lock: bool = False) -> Enrolment | None:
    """Return a learner's enrolment.

    :param lock: hold the row until the transaction ends, so that two results wait for each other.
    """
    wanted = select(Enrolment).where(Enrolment.course_id == course_id, Enrolment.user_id == user_id)
    if lock:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(wanted)


def done_ids(enrolment_id: int) -> set[int]:
    """Return the numbers of the lessons done."""
    return set(db.session.scalars(select(LessonProgress.lesson_id).where(LessonProgress.enrolment_id == enrolment_id)))


def lesson_count(course_id: int) -> int:
    return db.session.scalar(select(func.count(Lesson.id)).where(Lesson.course_id == course_id)) or 0


def lessons_left(found: Enrolment) -> int:
    """Return how many lessons of the course are not done."""
    done = select(LessonProgress.lesson_id).where(LessonProgress.enrolment_id == found.id)
    left = select(func.count(Lesson.id)).where(Lesson.course_id == found.course_id, Lesson.id.not_in(done))
    return db.session.scalar(left) or 0


def undone_before(found: Enrolment, lesson: Lesson) -> bool:
    """Say whether a lesson before this one is not done."""
    done = select(LessonProgress.lesson_id).where(LessonProgress.enrolment_id == found.id)
    earlier = select(Lesson.id).where(
        Lesson.course_id == found.course_id, Lesson.position < lesson.position, Lesson.id.not_in(done)
    )
    return db.session.scalar(earlier.limit(1)) is not None


def certificate_name(user_id: int) -> str | None:
    return db.session.scalar(select(User.certificate_name).where(User.id == user_id))


def certificate_code(course_id: int, user_id: int) -> str | None:
    """Return the code of the learner's living certificate for the course's present edition."""
    return db.session.scalar(_codes(course_id, user_id).where(Certificate.revoked_at.is_(None)))


def revoked_code(course_id: int, user_id: int) -> str | None:
    """Return the code of the learner's last revoked certificate for the course's present edition."""
    revoked = _codes(course_id, user_id).where(Certificate.revoked_at.is_not(None))
    return db.session.scalar(revoked.order_by(Certificate.id.desc()).limit(1))


def _codes(course_id: int, user_id: int) -> Select[str]:
    return (
        select(Certificate.code)
        .join(Course, (Course.key == Certificate.subject_key) & (Course.edition == Certificate.edition))
        .where(Course.id == course_id, Certificate.kind == "course", Certificate.holder_id == user_id)
    )
