"""Taking a test: begin, save, submit; and closing what ran out of time. Nothing is committed here."""

from collections.abc import Mapping, Set
from datetime import datetime
from random import SystemRandom

from sqlalchemy import func, select

from akademia.accounts.models import User
from akademia.accounts.services import set_certificate_name
from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import Missing, RuleBroken
from akademia.education.courses import queries as courses
from akademia.education.courses.models import Enrolment
from akademia.education.courses.services.learning import report_quiz
from akademia.education.quizzes import queries, rules
from akademia.education.quizzes.models import Answer, Attempt, Question, Quiz


class NotEnrolled(RuleBroken):
    message = "Najpierw zapisz się na kurs. To jedno kliknięcie na stronie kursu."


class LessonsFirst(RuleBroken):
    message = "Ten test otworzy się po ukończeniu wszystkich lekcji."


class NameMissing(RuleBroken):
    message = "Przed testem podaj imię i nazwisko na zaświadczenie."


class NoAttemptsLeft(RuleBroken):
    message = "Wszystkie podejścia do tego testu są już wykorzystane."


class NoQuestions(RuleBroken):
    message = "Ten test nie ma jeszcze pytań."


class AttemptClosed(RuleBroken):
    message = "To podejście jest już zakończone. Liczą się odpowiedzi zapisane wcześniej."


class ChoiceImpossible(RuleBroken):
    message = "Tej odpowiedzi nie ma w tym pytaniu. Odśwież stronę i wybierz jeszcze raz."


def give_name(user: User, name: str) -> None:
    """Keep the name for certificates.

    :raises NameUnfit: it cannot stand on a certificate.
    """
    set_certificate_name(user, name)


def begin(quiz: Quiz, user: User) -> Attempt:
    """Begin an attempt, or return the one that is open.

    :raises NotEnrolled: the learner is not on the course.
    :raises LessonsFirst: the test waits for the lessons.
    :raises NameMissing: the test counts and there is no name for the certificate yet.
    :raises NoAttemptsLeft: the allowed attempts are used up.
    """
    found = queries.open_attempt(quiz.id, user.id)
    if found is not None and not rules.is_over(found.ends_at, clock.now()):
        return found
    if found is not None:
        submit_attempt(found)
    # From here a learner's beginnings wait for each other. Whoever marks holds the attempt first, the enrolment second.
    enrolment = courses.enrolment(quiz.course_id, user.id, lock=True)
    if enrolment is None:
        raise NotEnrolled
    return queries.open_attempt(quiz.id, user.id) or _open(quiz, user, _check_may_begin(quiz, user, enrolment) + 1)


def _check_may_begin(quiz: Quiz, user: User, enrolment: Enrolment) -> int:
    """Return how many attempts were begun before."""
    if quiz.after_lessons and courses.lessons_left(enrolment):
        raise LessonsFirst
    if quiz.counts and not user.certificate_name:
        raise NameMissing
    used = db.session.scalar(
        select(func.count(Attempt.id)).where(Attempt.quiz_id == quiz.id, Attempt.user_id == user.id)
    )
    allowed = queries.allowed_attempts(quiz, user.id)
    if allowed is not None and (used or 0) >= allowed:
        raise NoAttemptsLeft
    return used or 0


def _open(quiz: Quiz, user: User, number: int) -> Attempt:
    bank = {question.id: question for question in queries.bank_of(quiz)}
    if not bank:
        raise NoQuestions
    chance, now = SystemRandom(), clock.now()
    attempt = Attempt(
        quiz_id=quiz.id,
        user_id=user.id,
        number=number,
        started_at=now,
        ends_at=rules.end_of(now, quiz.minutes_allowed, user.extra_time_percent),
    )
    categories = {number: question.category for number, question in bank.items()}
    drawn = rules.draw(list(bank), quiz.draw, quiz.shuffle, chance, categories)
    attempt.answers = [_answer(bank[number], place, quiz.shuffle, chance) for place, number in enumerate(drawn, 1)]
    db.session.add(attempt)
    db.session.flush()
    return attempt


def _answer(question: Question, position: int, shuffle: bool, chance: SystemRandom) -> Answer:
    ids = [option["id"] for option in question.options]
    order = rules.option_order(ids, question.kind, shuffle, chance)
    return Answer(question_id=question.id, position=position, option_order=order)


def save_answer(attempt: Attempt, position: int, chosen: Set[int]) -> datetime:
    """Save what is chosen for one question, as `save_answers` does for many."""
    return save_answers(attempt, {position: chosen})


def save_answers(attempt: Attempt, choices: Mapping[int, Set[int]]) -> datetime:
    """Save what is chosen, by the question's position, and return when. Nothing chosen empties the answer.

    The attempt is held, so that an answer is either saved before the marking, and marked, or refused after it.

    :raises AttemptClosed: the attempt was submitted or its time ended.
    :raises ChoiceImpossible: an option of another question, or two where one may be chosen.
    :raises Missing: the attempt has no question at a position.
    """
    now = clock.now()
    if not queries.hold_open(attempt.id) or rules.is_over(attempt.ends_at, now):
        raise AttemptClosed
    answers = queries.answers_at(attempt.id, choices)
    for position, chosen in choices.items():
        if position not in answers:
            raise Missing
        _save(answers[position], chosen, now)
    db.session.flush()
    return now


def _save(answer: Answer, chosen: Set[int], now: datetime) -> None:
    if not rules.fits(answer.question.kind, answer.question.option_ids, chosen):
        raise ChoiceImpossible
    if answer.chosen is None or set(answer.chosen) != chosen:
        answer.chosen, answer.saved_at = sorted(chosen), now


def submit_attempt(attempt: Attempt) -> Attempt:
    """Mark an attempt from its saved answers and report a counted result to the course.

    Submitting again, or at one moment from two places, returns the first outcome.
    """
    locked = queries.lock(attempt.id)
    if locked.submitted_at is None:
        _mark(locked, "clock" if rules.is_over(locked.ends_at, clock.now()) else "learner")
    return locked


def _mark(attempt: Attempt, closed_by: str) -> None:
    answers, quiz = attempt.answers, attempt.quiz
    for answer in answers:
        answer.right = rules.is_right(answer.question.right_ids, set(answer.chosen) if answer.chosen else None)
    right_count = sum(bool(answer.right) for answer in answers)
    percent = rules.score_percent(right_count, len(answers))
    attempt.right_count, attempt.score_percent, attempt.passed = right_count, percent, percent >= quiz.pass_percent
    attempt.closed_by, attempt.submitted_at = closed_by, clock.now()
    db.session.flush()
    record("attempt.submit", "attempt", attempt.id)
    if quiz.counts:
        report_quiz(quiz.course_id, attempt.user_id, percent, quiz.pass_percent, attempt.passed)


def due_numbers(now: datetime) -> list[int]:
    """Return the open attempts whose time, with the grace, ended."""
    return queries.due_ids(now - rules.GRACE)


def close(number: int) -> None:
    """Mark an attempt whose time ended, from what was saved. To be committed before the next one.

    A clock that held many at once could wait for a learner who waits for it.
    """
    attempt = queries.lock(number)
    if attempt.submitted_at is None:
        _mark(attempt, "clock")
