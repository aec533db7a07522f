"""What attempts keep about a person."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import joinedload, selectinload

from akademia.core.area import Merged, PrivacyCard
from akademia.core.db import db
from akademia.core.text import counted
from akademia.education.quizzes.models import Answer, Attempt, ExtraAttempt, Quiz


def export(user_id: int) -> Mapping[str, Any]:
    attempts = db.session.scalars(
        select(Attempt)
        .options(joinedload(Attempt.quiz), selectinload(Attempt.answers).joinedload(Answer.question))
        .where(Attempt.user_id == user_id)
        .order_by(Attempt.started_at)
    )
    added = db.session.execute(
        select(Quiz.title, ExtraAttempt.given_at).join(Quiz).where(ExtraAttempt.user_id == user_id)
    )
    return {
        "podejścia do testów": [_told(attempt) for attempt in attempts],
        "dodatkowe podejścia": [{"test": title, "kiedy": at.isoformat()} for title, at in added],
    }


def _told(attempt: Attempt) -> dict[str, Any]:
    return {
        "test": attempt.quiz.title,
        "rozpoczęto": attempt.started_at.isoformat(),
        "oddano": attempt.submitted_at.isoformat() if attempt.submitted_at else None,
        "wynik w procentach": attempt.score_percent,
        "odpowiedzi": [{"pytanie": a.question.text, "wybrano": _words(a)} for a in attempt.answers],
    }


def _words(answer: Answer) -> list[str]:
    chosen = set(answer.chosen or ())
    return [option["text"] for option in answer.question.options if option["id"] in chosen]


def erase(user_id: int) -> None:
    """Remove what was answered, added attempts, and open ones whole: there is no course left to report them to.

    That an attempt was submitted stays, under a number that no longer leads to anyone.
    """
    db.session.execute(delete(ExtraAttempt).where(ExtraAttempt.user_id == user_id))
    for attempt in db.session.scalars(select(Attempt).where(Attempt.user_id == user_id)):
        if attempt.submitted_at is None:
            db.session.delete(attempt)
            continue
        for answer in attempt.answers:
            answer.chosen = None


def tally(user_id: int) -> list[str]:
    count = db.session.scalar(select(func.count(Attempt.id)).where(Attempt.user_id == user_id)) or 0
    return [counted(count, "podejście do testu", "podejścia do testów", "podejść do testów")] if count else []


def merge(second_id: int, kept_id: int) -> Merged:
    """Move attempts behind those of the kept account. Of two open ones the kept account's goes on."""
    moved, left = 0, []
    for attempt in _attempts(second_id):
        known = [row for row in _attempts(kept_id) if row.quiz_id == attempt.quiz_id]
        if attempt.submitted_at is None and any(row.submitted_at is None for row in known):
            left.append(
                f"test „{attempt.quiz.title}”: oba konta mają otwarte podejście; otwarte podejście drugiego przepada"
            )
            db.session.delete(attempt)
        else:
            attempt.number = max((row.number for row in known), default=0) + 1
            attempt.user_id = kept_id
            moved += 1
        db.session.flush()
    told = (counted(moved, "podejście do testu", "podejścia do testów", "podejść do testów"),) if moved else ()
    return Merged(told, tuple(left))


def _attempts(user_id: int) -> list[Attempt]:
    wanted = select(Attempt).options(joinedload(Attempt.quiz)).where(Attempt.user_id == user_id)
    return list(db.session.scalars(wanted.order_by(Attempt.quiz_id, Attempt.number)))


CARD = PrivacyCard(
    "education.quizzes",
    "Testy",
    ("attempts", "attempt_answers", "extra_attempts"),
    export,
    erase,
    purpose="Żeby policzyć wynik, pokazać Ci omówienie i dać dokończyć przerwany test.",
    basis="Umowa o konto (art. 6 ust. 1 lit. b RODO).",
    kept="Do usunięcia konta.",
    removes="Twoje odpowiedzi i niedokończone podejścia.",
    keeps="Że pod pustym numerem ktoś oddał test i z jakim wynikiem. Bez tego nie zgadzałyby się statystyki testu.",
    tally=tally,
    correct=(("Zobacz swoje wyniki", "pages.learning_desk"),),
    merge=merge,
)
