"""What may be chosen in the editor of such a lesson: questions of its course's bank, and later amendments."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

from akademia.certificates.models import Certificate
from akademia.core.db import db
from akademia.core.text import date_words
from akademia.education.courses.models import Course
from akademia.education.quizzes.models import Question
from akademia.education.updates.models import UpdateAmendment, UpdateQuestion
from akademia.law.models import Amendment, ProvisionChange


def single_questions(course_id: int, update_id: int | None) -> Mapping[str, str]:
    """Return key -> words of the single choice questions of a course, those asked in a lesson among them."""
    asked = select(UpdateQuestion.question_id).where(UpdateQuestion.update_id == update_id)
    columns = (Question.key, Question.category, Question.text, Question.current)
    found = db.session.execute(
        select(*columns).where(
            Question.course_id == course_id, Question.kind == "single", Question.current | Question.id.in_(asked)
        ).order_by(Question.current, Question.category, Question.key)
    )  # fmt: skip
    return {row.key: _question_words(row) for row in found}


def _question_words(row: Any) -> str:
    return f"{row.category}: {row.text}{'' if row.current else ' (dawne brzmienie)'}"


def present_question(course_id: int, key: str, update_id: int | None) -> Question | None:
    """Return the version of a question that a lesson may ask: the present one; of a retired one, what it asks now."""
    own = select(Question).where(Question.course_id == course_id, Question.key == key, Question.kind == "single")
    asked = select(UpdateQuestion.question_id).where(UpdateQuestion.update_id == update_id)
    return db.session.scalar(own.where(Question.current)) or db.session.scalar(own.where(Question.id.in_(asked)))


def later_amendments(course: Course, update_id: int | None) -> Mapping[str, str]:
    """Return number -> words of the amendments that took or take force after the oldest day a graduate knows.

    Those that a lesson tells of already are among them.
    """
    told = select(UpdateAmendment.amendment_id).where(UpdateAmendment.update_id == update_id)
    columns = (Amendment.id, Amendment.display_address, func.min(ProvisionChange.in_force_on).label("first_on"))
    found = db.session.execute(
        select(*columns).join(ProvisionChange, ProvisionChange.amendment_id == Amendment.id)
        .where((ProvisionChange.in_force_on > oldest_day(course)) | Amendment.id.in_(told))
        .group_by(Amendment.id, Amendment.display_address)
        .order_by(func.min(ProvisionChange.in_force_on).desc(), Amendment.id)
    )  # fmt: skip
    return {str(row.id): f"{row.display_address}, od {date_words(row.first_on)}" for row in found}


def oldest_day(course: Course) -> date:
    """Return the oldest state of the law that a graduate of a course may know."""
    own = (Certificate.kind == "course", Certificate.subject_key == course.key, Certificate.revoked_at.is_(None))
    oldest = db.session.scalar(select(func.min(Certificate.legal_state_on)).where(*own))
    return min(course.legal_state_on, oldest) if oldest else course.legal_state_on


def first_change(amendment_id: int, after: date) -> date | None:
    """Return when the first change of an amendment after some day takes force."""
    wanted = select(func.min(ProvisionChange.in_force_on)).where(ProvisionChange.amendment_id == amendment_id)
    return db.session.scalar(wanted.where(ProvisionChange.in_force_on > after))
