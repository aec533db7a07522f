"""What courses keep about a person."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import joinedload

from akademia.core.area import Merged, PrivacyCard
from akademia.core.db import db
from akademia.core.text import counted
from akademia.education.courses.models import Course, Enrolment, Lesson, LessonProgress, name_key_of


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


def merge(second_id: int, kept_id: int) -> Merged:
    """Move enrolments; where both accounts are on a course, what was done on either counts for the kept one."""
    kept = {row.course_id: row for row in _enrolments(kept_id)}
    kept_name = db.session.scalar(select(name_key_of(kept_id))) or ""
    moved, left = [], []
    for enrolment in _enrolments(second_id):
        title = f"kurs „{enrolment.course.title}”"
        if enrolment.course_id not in kept:
            enrolment.user_id, enrolment.name_key = kept_id, kept_name
            moved.append(f"{title}: zapis z postępem")
        else:
            _join(enrolment, kept[enrolment.course_id])
            left.append(f"{title}: oba konta są zapisane; postęp i lepszy wynik testu liczą się razem")
    db.session.flush()
    return Merged(tuple(moved), tuple(left))


def _enrolments(user_id: int) -> list[Enrolment]:
    wanted = select(Enrolment).options(joinedload(Enrolment.course)).where(Enrolment.user_id == user_id)
    return list(db.session.scalars(wanted.order_by(Enrolment.id)))


def _join(second: Enrolment, kept: Enrolment) -> None:
    done = select(LessonProgress.lesson_id).where(LessonProgress.enrolment_id == kept.id)
    mine = LessonProgress.enrolment_id == second.id
    db.session.execute(
        update(LessonProgress)
        .where(mine, LessonProgress.lesson_id.not_in(done))
        .values(enrolment_id=kept.id)
        .execution_options(synchronize_session=False)
    )
    if (second.quiz_percent or -1) > (kept.quiz_percent or -1):
        kept.quiz_percent, kept.quiz_pass_percent = second.quiz_percent, second.quiz_pass_percent
    kept.quiz_passed_at = min(filter(None, (kept.quiz_passed_at, second.quiz_passed_at)), default=None)
    kept.completed_at = min(filter(None, (kept.completed_at, second.completed_at)), default=None)
    kept.enrolled_at = min(kept.enrolled_at, second.enrolled_at)
    db.session.execute(delete(LessonProgress).where(mine))
    db.session.execute(delete(Enrolment).where(Enrolment.id == second.id))


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
    merge=merge,
)
