"""What the tests of attempts send and read."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from akademia.core.db import db
from akademia.education.quizzes import services
from akademia.education.quizzes.models import Answer, Attempt, Quiz

ANSWER, ATTEMPT = "/edukacja/podejscia/{}/odpowiedz", "/edukacja/podejscia/{}/"
JSON = {"Accept": "application/json"}


def begin_address(quiz: Quiz) -> str:
    return f"/edukacja/testy/{quiz.id}/podejscie"


def chosen(**by_place: Any) -> dict[str, Any]:
    """Return the form of a page: `chosen(q1=2)`, `chosen(q1=[1, 3], q2=[])`."""
    return {"pytanie": [name.removeprefix("q") for name in by_place], **by_place}


def all_right(attempt: Attempt) -> dict[str, Any]:
    """Return the form that answers every question of an attempt rightly."""
    return chosen(**{f"q{answer.position}": sorted(answer.question.right_ids) for answer in attempt.answers})


def answer_rightly(attempt: Attempt, how_many: int) -> Attempt:
    """Save right answers to the first questions."""
    for answer in attempt.answers[:how_many]:
        services.save_answer(attempt, answer.position, answer.question.right_ids)
    return attempt


def attempts() -> list[Attempt]:
    return list(db.session.scalars(select(Attempt).order_by(Attempt.id)))


def saved(attempt_id: int) -> list[list[int] | None]:
    """Return what is kept for each question, in order."""
    wanted = select(Answer.chosen).where(Answer.attempt_id == attempt_id).order_by(Answer.position)
    return list(db.session.scalars(wanted))


def close_due(now: datetime) -> int:
    """Close what is due at a moment, as the clock's work does, and return how many that was."""
    due = services.due_numbers(now)
    for number in due:
        services.close(number)
    return len(due)
