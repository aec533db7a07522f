"""What courses keep about a person."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, func, select

from akademia.core.area import PrivacyCard
from akademia.core.db import db
from akademia.core.text import counted
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


def tally(user_id: int) -> list[str]:
    enrolments = db.session.scalar(select(func.count(Enrolment.id)).where(Enrolment.user_id == user_id)) or 0
    own = select(Enrolment.id).where(Enrolment.user_id == user_id)
    lessons = select(func.count()).select_from(LessonProgress).where(LessonProgress.enrolment_id.in_(own))
    done = db.session.scalar(lessons) or 0
    words = [counted(enrolments, "zapis na kurs", "zapisy na kursy", "zapisów na kursy")] if enrolments else []
    return words + ([counted(done, "ukończona lekcja", "ukończone lekcje", "ukończonych lekcji")] if done else [])


CARD = PrivacyCard(
    "education.courses",
    "Kursy",
    ("enrolments", "lesson_progress"),
    export,
    erase,
    purpose="Żeby pamiętać, na czym kończysz, i wiedzieć, kiedy kurs jest ukończony.",
    basis="Umowa o konto (art. 6 ust. 1 lit. b RODO).",
    kept="Do usunięcia konta.",
    removes="Zapisy na kursy i oznaczone lekcje.",
    tally=tally,
    correct=(("Zobacz swoje kursy", "pages.learning_desk"),),
)
