"""Bringing a course's bank and tests in from its folder."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from akademia.core.db import db
from akademia.core.errors import BrokenSource
from akademia.education.courses.models import Course
from akademia.education.quizzes.formats.folder import QuestionSource, QuizSource, read_bank
from akademia.education.quizzes.models import Attempt, Question, Quiz
from akademia.education.quizzes.queries import settings
from akademia.education.quizzes.queries.bank import source_of
from akademia.education.quizzes.services import bank
from akademia.education.quizzes.services.settings import apply
from akademia.law import queries as law


@dataclass(frozen=True)
class BankReport:
    """What an import did. `counted`: whether some test counts towards the course."""

    questions: int
    quizzes: int
    counted: bool


def import_quizzes(course: Course, folder: Path) -> BankReport:
    """Write a course's bank and tests; a changed question becomes its next version, a vanished one is asked no more.

    :raises BrokenSource: mistakes, each with file, line and key.
    """
    source = read_bank(folder)
    _check_provisions(source.questions)
    known = {
        q.key: q for q in db.session.scalars(select(Question).where(Question.course_id == course.id, Question.current))
    }
    for row in source.questions:
        _keep_question(course, known.pop(row.key, None), row)
    for vanished in known.values():
        bank.retire(vanished)
    _keep_quizzes(course, source.quizzes)
    return BankReport(len(source.questions), len(source.quizzes), any(quiz.counts for quiz in source.quizzes))


def _check_provisions(questions: tuple[QuestionSource, ...]) -> None:
    known = law.numbers([key for question in questions for key in question.provisions])
    problems = [
        f"{question.place}, provisions: nie ma przepisu „{key}” w rejestrze"
        for question in questions
        for key in question.provisions
        if key not in known
    ]
    if problems:
        raise BrokenSource(problems)


def _keep_question(course: Course, present: Question | None, row: QuestionSource) -> None:
    if present is not None and source_of(present) == row:
        return
    if present is not None:
        bank.retire(present)
    bank.write_version(course, row)


def _keep_quizzes(course: Course, rows: tuple[QuizSource, ...]) -> None:
    known = {quiz.key: quiz for quiz in db.session.scalars(select(Quiz).where(Quiz.course_id == course.id))}
    for position, row in enumerate(rows):
        quiz = known.pop(row.key, None) or Quiz(course_id=course.id, key=row.key)
        if quiz.id is None or settings.source_of(quiz) != row:
            apply(quiz, row)
            quiz.version = (quiz.version or 0) + 1
        quiz.position = position
        db.session.add(quiz)
    for vanished in known.values():
        if db.session.scalar(select(Attempt.id).where(Attempt.quiz_id == vanished.id).limit(1)) is not None:
            raise BrokenSource([f"test „{vanished.key}”: ktoś już go rozwiązywał, więc nie można go usunąć z kursu"])
        db.session.delete(vanished)
    db.session.flush()
