"""What courses keep about a person."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select

from akademia.core.area import PrivacyCard
from akademia.core.db import db
from akademia.education.courses.models import Course, Enrolment, Lesson, LessonProgress


def export(user_id: int) -> Mapping[str, Any]:
    rows = db.session.execute(select(Enrolment, Course.title).join(Course).where(Enrolment.user_id == user_id)).all()
    return {"kursy": [_told(enrolment, title) for enrolment, title in rows]}


def _told(enrolment: Enrolment, title: str) -> dict[str, Any]:
    done = db.session.execute(
        select(Lesson.title, LessonProgress.done_at)
        .join(LessonProgress, LessonProgress.lesson_id == Lesson.id)
        .where(LessonProgress.enrolment_id == enrolment.id)
        .order_by(Lesson.position)
    )
    return {
        "kurs": title,
        "zapis": enrolment.enrolled_at.isoformat(),
        "ukończono": enrolment.completed_at.isoformat() if enrolment.completed_at else None,
        "najlepszy wynik testu": enrolment.quiz_percent,
        "ukończone lekcje": [{"lekcja": lesson, "kiedy": at.isoformat()} for lesson, at in done],
    }


def erase(user_id: int) -> None:
    """Remove enrolments with all progress."""
    own = select(Enrolment.id).where(Enrolment.user_id == user_id)
    db.session.execute(delete(LessonProgress).where(LessonProgress.enrolment_id.in_(own)))
    db.session.execute(delete(Enrolment).where(Enrolment.user_id == user_id))


CARD = PrivacyCard("education.courses", "Kursy", ("enrolments", "lesson_progress"), export, erase)
