"""One learner's way through a course: lessons, tests, attempts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from akademia.accounts.models import User
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.education.courses.models import Course, Enrolment, Lesson, LessonProgress
from akademia.education.courses.queries.enrolments import certificate_code, enrolment
from akademia.education.quizzes.models import Attempt, Quiz
from akademia.education.quizzes.queries import allowed_attempts


@dataclass(frozen=True)
class QuizState:
    """A test as one learner stands to it. `allowed` None: no limit."""

    quiz: Quiz
    attempts: Sequence[Attempt]
    allowed: int | None
    added: int


@dataclass(frozen=True)
class LearnerPage:
    """One learner on one course. `lessons`: (title, when done or None)."""

    course: Course
    user: User
    enrolment: Enrolment
    lessons: Sequence[tuple[str, datetime | None]]
    quizzes: Sequence[QuizState]
    code: str | None


def learner_page(course_id: int, user_id: int) -> LearnerPage:
    """Return one learner's way through a course.

    :raises Missing: the person is not on the course.
    """
    course, user = db.session.get(Course, course_id), db.session.get(User, user_id)
    found = enrolment(course_id, user_id)
    if course is None or found is None or user is None:
        raise Missing
    done = select(LessonProgress).where(LessonProgress.enrolment_id == found.id).subquery()
    lessons = db.session.execute(
        select(Lesson.title, done.c.done_at)
        .outerjoin(done, done.c.lesson_id == Lesson.id)
        .where(Lesson.course_id == course_id)
        .order_by(Lesson.position)
    )
    quizzes = db.session.scalars(select(Quiz).where(Quiz.course_id == course_id).order_by(Quiz.position)).all()
    own = select(Attempt).join(Quiz).where(Quiz.course_id == course_id, Attempt.user_id == user_id)
    attempts = list(db.session.scalars(own.order_by(Attempt.number)))
    return LearnerPage(
        course=course,
        user=user,
        enrolment=found,
        lessons=[(row[0], row[1]) for row in lessons],
        quizzes=[_state(quiz, [a for a in attempts if a.quiz_id == quiz.id], user_id) for quiz in quizzes],
        code=certificate_code(course_id, user_id),
    )


def _state(quiz: Quiz, attempts: Sequence[Attempt], user_id: int) -> QuizState:
    allowed = allowed_attempts(quiz, user_id)
    return QuizState(quiz, attempts, allowed, allowed - (quiz.attempts_allowed or 0) if allowed is not None else 0)


def quiz_on(course_id: int, quiz_id: int) -> Quiz:
    """Return a test of a course.

    :raises Missing: the course has none of that number.
    """
    quiz = db.session.scalar(select(Quiz).where(Quiz.id == quiz_id, Quiz.course_id == course_id))
    if quiz is None:
        raise Missing
    return quiz


def attempt_of(course_id: int, user_id: int, attempt_id: int) -> Attempt:
    """Return a learner's handed-in attempt at a test of a course.

    :raises Missing: there is none.
    """
    attempt = db.session.scalar(
        select(Attempt)
        .options(joinedload(Attempt.quiz).joinedload(Quiz.course))
        .join(Quiz)
        .where(Attempt.id == attempt_id, Attempt.user_id == user_id, Quiz.course_id == course_id)
    )
    if attempt is None or attempt.submitted_at is None:
        raise Missing
    return attempt
