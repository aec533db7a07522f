"""Tests and attempts as their learners meet them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload, selectinload

from akademia.accounts.models import User
from akademia.core.area import ResultRow
from akademia.core.db import db, rows
from akademia.core.errors import Missing
from akademia.core.kept import same_for_all
from akademia.core.text import counted
from akademia.education.courses.models import Course, Enrolment, Lesson
from akademia.education.courses.queries.enrolments import certificate_code, enrolment, lessons_left
from akademia.education.courses.queries.programme import Follower, ProgrammeRow, adds_rows
from akademia.education.quizzes import policy, rules
from akademia.education.quizzes.models import Answer, Attempt, ExtraAttempt, Question, Quiz
from akademia.law.queries import Gist, some_gists


@dataclass(frozen=True)
class QuizPage:
    """A test as its own page shows it. `asked`: how many questions; `left` None: no limit of attempts.

    `allowed`: attempts of the test with those given to this learner besides.
    """

    quiz: Quiz
    asked: int
    minutes: int | None
    allowed: int | None
    left: int | None
    lessons_left: int
    enrolment: Enrolment | None
    attempts: Sequence[Attempt]
    open: Attempt | None

    @property
    def needed(self) -> int:
        """How many right answers pass."""
        return rules.needed_right(self.asked, self.quiz.pass_percent)


@dataclass(frozen=True)
class Shown:
    """One question of an attempt, its options in the order of this attempt. `explained`: its feedback as it is read;
    empty where only plain words were kept."""

    position: int
    kind: str
    text: str
    feedback: str
    explained: Markup
    options: tuple[dict[str, Any], ...]
    chosen: frozenset[int]
    answered: bool
    right: bool | None
    gists: tuple[Gist, ...]


@dataclass(frozen=True)
class Outcome:
    """A marked attempt looked back at. `questions` and `repeat` are empty where the test does not show them.

    `needed`: right answers that pass; `lessons_left`: of the course, not done yet; `left` None: no limit of attempts.
    """

    asked: int
    needed: int
    questions: Sequence[Shown]
    repeat: Sequence[tuple[str, str]]
    lessons_left: int
    left: int | None
    code: str | None


def quiz_at(number: int) -> Quiz:
    """Return a test of a course that readers may see.

    :raises Missing: there is none.
    """
    quiz = db.session.scalar(
        select(Quiz).options(joinedload(Quiz.course)).join(Course).where(Quiz.id == number, Course.state != "draft")
    )
    if quiz is None:
        raise Missing
    return quiz


def bank_of(quiz: Quiz) -> list[Question]:
    """Return the questions a test draws from, in the order of the bank."""
    wanted = select(Question).where(Question.course_id == quiz.course_id, Question.current)
    if quiz.categories:
        wanted = wanted.where(Question.category.in_(quiz.categories))
    return list(db.session.scalars(wanted.order_by(Question.key)))


def bank_size(quiz: Quiz) -> int:
    wanted = select(func.count(Question.id)).where(Question.course_id == quiz.course_id, Question.current)
    if quiz.categories:
        wanted = wanted.where(Question.category.in_(quiz.categories))
    return db.session.scalar(wanted) or 0


def allowed_attempts(quiz: Quiz, user_id: int) -> int | None:
    """Return how many attempts a learner has, with those that staff added; None without a limit."""
    if quiz.attempts_allowed is None:
        return None
    added = select(func.count(ExtraAttempt.id)).where(ExtraAttempt.quiz_id == quiz.id, ExtraAttempt.user_id == user_id)
    return quiz.attempts_allowed + (db.session.scalar(added) or 0)


def quiz_page(number: int, user: User) -> QuizPage:
    """Return a test as one learner meets it.

    :raises Missing: there is none.
    """
    quiz = quiz_at(number)
    found = enrolment(quiz.course_id, user.id)
    attempts = list(
        db.session.scalars(
            select(Attempt)
            .where(Attempt.quiz_id == quiz.id, Attempt.user_id == user.id)
            .order_by(Attempt.number.desc())
        )
    )
    size = bank_size(quiz)
    minutes, allowed = quiz.minutes_allowed, allowed_attempts(quiz, user.id)
    return QuizPage(
        quiz=quiz,
        asked=min(quiz.draw or size, size),
        minutes=minutes * (100 + user.extra_time_percent) // 100 if minutes else None,
        allowed=allowed,
        left=None if allowed is None else max(0, allowed - len(attempts)),
        lessons_left=lessons_left(found) if found and quiz.after_lessons else 0,
        enrolment=found,
        attempts=attempts,
        open=next((attempt for attempt in attempts if attempt.submitted_at is None), None),
    )


def own_attempt(number: int, user: User) -> Attempt:
    """Return a learner's own attempt with its test.

    :raises Missing: there is none, or it is another person's.
    """
    attempt = db.session.scalar(
        select(Attempt).options(joinedload(Attempt.quiz).joinedload(Quiz.course)).where(Attempt.id == number)
    )
    if attempt is None or not policy.may_open(user, attempt):
        raise Missing
    return attempt


def open_attempt(quiz_id: int, user_id: int) -> Attempt | None:
    return db.session.scalar(
        select(Attempt).where(Attempt.quiz_id == quiz_id, Attempt.user_id == user_id, Attempt.submitted_at.is_(None))
    )


def lock(number: int) -> Attempt:
    """Return an attempt with its answers, its row held until the transaction ends."""
    return db.session.scalars(
        select(Attempt)
        .options(selectinload(Attempt.answers).joinedload(Answer.question))
        .where(Attempt.id == number)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def due_ids(moment: datetime) -> list[int]:
    """Return open attempts whose time ended before a moment."""
    return list(db.session.scalars(select(Attempt.id).where(Attempt.submitted_at.is_(None), Attempt.ends_at < moment)))


def hold_open(number: int) -> bool:
    """Hold an attempt until the transaction ends; return whether it is open. Who marks it waits, or was waited for."""
    held = select(Attempt.id, Attempt.submitted_at).where(Attempt.id == number).with_for_update()
    return db.session.execute(held).one().submitted_at is None


def answers_at(attempt_id: int, positions: Iterable[int]) -> dict[int, Answer]:
    """Return the answers of an attempt at some positions, with their questions."""
    found = db.session.scalars(
        select(Answer)
        .options(joinedload(Answer.question))
        .where(Answer.attempt_id == attempt_id, Answer.position.in_(list(positions)))
        .execution_options(populate_existing=True)
    )
    return {answer.position: answer for answer in found}


def shown(attempt: Attempt) -> list[Shown]:
    """Return all questions of an attempt, with the gists of their provisions."""
    answers = db.session.scalars(
        select(Answer)
        .options(joinedload(Answer.question))
        .where(Answer.attempt_id == attempt.id)
        .order_by(Answer.position)
    ).all()
    known = some_gists({key for answer in answers for key in answer.question.provisions})
    return [show(answer.question, answer, known) for answer in answers]


def show(question: Question, answer: Answer, known: dict[str, Gist]) -> Shown:
    """Return a question as it was asked and answered, with those of its provisions that are known."""
    options = {option["id"]: option for option in question.options}
    return Shown(
        position=answer.position,
        kind=question.kind,
        text=question.text,
        feedback=question.feedback,
        explained=Markup(question.feedback_html),  # noqa: S704 - cleaned when it was kept
        options=tuple(options[number] for number in answer.option_order),
        chosen=frozenset(answer.chosen or ()),
        answered=bool(answer.chosen),
        right=answer.right,
        gists=tuple(known[key] for key in question.provisions if key in known),
    )


def outcome(attempt: Attempt, user: User) -> Outcome:
    """Return a marked attempt as its learner may see it."""
    found = quiz_page(attempt.quiz_id, user)
    asked = answered_count(attempt.id)[1]
    open_to_review = policy.may_review(attempt)
    return Outcome(
        asked=asked,
        needed=rules.needed_right(asked, found.quiz.pass_percent),
        questions=shown(attempt) if open_to_review else (),
        repeat=_to_repeat(attempt) if open_to_review else (),
        lessons_left=lessons_left(found.enrolment) if found.enrolment else 0,
        left=found.left,
        code=certificate_code(found.quiz.course_id, user.id) if found.quiz.counts else None,
    )


def _to_repeat(attempt: Attempt) -> list[tuple[str, str]]:
    """Return (title, slug) of the lessons that teach what was answered wrongly, in the order of the course.

    A question belongs to the lesson whose key its own key begins with („statut-03” to „statut”).
    """
    missed = select(Question.key).join(Answer).where(Answer.attempt_id == attempt.id, Answer.right.is_(False))
    keys = {key.rpartition("-")[0] for key in db.session.scalars(missed)}
    lessons = select(Lesson.title, Lesson.slug).where(Lesson.course_id == attempt.quiz.course_id, Lesson.key.in_(keys))
    return [(row.title, row.slug) for row in db.session.execute(lessons.order_by(Lesson.position))]


def minutes_left(attempt: Attempt, now: datetime) -> int | None:
    """Return the time left in whole minutes, a begun one counted; None without a limit."""
    return rules.minutes_left(attempt.ends_at, now)


def answered_count(attempt_id: int) -> tuple[int, int]:
    """Return (answered, asked) of an attempt."""
    chosen = db.session.scalars(select(Answer.chosen).where(Answer.attempt_id == attempt_id)).all()
    return sum(bool(one) for one in chosen), len(chosen)


@dataclass(frozen=True)
class _Told:
    """A test as a course's programme tells of it, the same for everybody."""

    id: int
    title: str
    draw: int | None
    counts: bool
    after_lessons: bool


_TOLD = (
    select(Quiz.id, Quiz.title, Quiz.draw, Quiz.counts, Quiz.after_lessons)
    .where(Quiz.course_id == bindparam("course"))
    .order_by(Quiz.position)
)
_PASSED = (
    select(Attempt.quiz_id)
    .join(Quiz)
    .where(Quiz.course_id == bindparam("course"), Attempt.user_id == bindparam("user"), Attempt.passed.is_(True))
    .distinct()
)


@adds_rows
def programme_rows(course_id: int, follower: Follower | None) -> list[ProgrammeRow]:
    """Return a course's tests for its programme, with the learner's state."""
    tests = same_for_all(("tests", course_id), lambda: _told(course_id))
    if follower is None:
        return [_programme_row(quiz, False, "po zapisie na kurs") for quiz in tests]
    passed = set(rows(_PASSED, course=course_id, user=follower.user_id).scalars()) if tests else set()
    shut = "po ukończeniu lekcji" if follower.lessons_left else ""
    return [_programme_row(quiz, quiz.id in passed, shut if quiz.after_lessons else "") for quiz in tests]


def _told(course_id: int) -> tuple[_Told, ...]:
    return tuple(_Told(*row) for row in rows(_TOLD, course=course_id))


def _programme_row(quiz: _Told, done: bool, why_shut: str) -> ProgrammeRow:
    return ProgrammeRow(
        title=quiz.title,
        endpoint="quizzes.show_quiz",
        place=(("quiz_id", quiz.id),),
        state="done" if done else "shut" if why_shut else "open",
        facts=counted(quiz.draw, "pytanie", "pytania", "pytań") if quiz.draw else "",
        counts=quiz.counts,
        why_shut=why_shut,
    )


_RESULTS = (
    select(
        Attempt.id,
        Quiz.title,
        Course.title,
        Attempt.started_at,
        Attempt.submitted_at,
        Attempt.score_percent,
        Attempt.passed,
    )
    .join(Attempt.quiz)
    .join(Quiz.course)
    .where(Attempt.user_id == bindparam("user"))
    .order_by(Attempt.started_at.desc())
    .limit(20)
)


def result_rows(user_id: int) -> list[ResultRow]:
    """Return a learner's attempts, newest first."""
    return [
        ResultRow(
            title=f"{quiz}: {course}",
            endpoint="quizzes.show_outcome" if submitted_at else "quizzes.take_quiz",
            place={"attempt_id": number},
            at=submitted_at or started_at,
            percent=percent,
            passed=passed,
        )
        for number, quiz, course, started_at, submitted_at, percent, passed in rows(_RESULTS, user=user_id)
    ]
