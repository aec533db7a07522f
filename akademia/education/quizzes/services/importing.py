"""Bringing a course's bank and tests in from its folder."""

from dataclasses import dataclass

from sqlalchemy import select

from akademia.core.db import db
from akademia.core.errors import BrokenSource
from akademia.education.courses.models import Course
from akademia.education.quizzes.formats.folder import BankSource, QuestionSource, QuizSource
from akademia.education.quizzes.models import Question, Quiz
from akademia.education.quizzes.queries import settings
from akademia.education.quizzes.queries.bank import source_of
from akademia.education.quizzes.services import bank
from akademia.education.quizzes.services.reading import Words, read_words
from akademia.education.quizzes.services.settings import apply
from akademia.law import queries as law
from akademia.texts.services import lexicon


@dataclass(frozen=True)
class BankReport:
    """What an import did."""

    questions: int
    quizzes: int


def prepare_bank(source: BankSource, course: Course | None) -> dict[str, Words]:
    """Check what can be checked without writing. Returns the questions' words, read, by their keys.

    :raises BrokenSource: a provision is not in the register, an explanation cannot be shown, or a test that somebody
        took would vanish.
    """
    _check_provisions(source.questions)
    read = _read(source.questions)
    if course is not None:
        keys = {row.key for row in source.quizzes}
        _check_vanishing([quiz for quiz in _quizzes_of(course).values() if quiz.key not in keys])
    return read


def import_quizzes(course: Course, source: BankSource) -> BankReport:
    """Write a course's bank and tests; a changed question becomes its next version, a vanished one is asked no more.

    :raises BrokenSource: mistakes, each with file, line and key.
    """
    read = prepare_bank(source, course)
    known = {
        q.key: q for q in db.session.scalars(select(Question).where(Question.course_id == course.id, Question.current))
    }
    for row in source.questions:
        _keep_question(course, known.pop(row.key, None), row, read[row.key])
    for vanished in known.values():
        bank.retire(vanished)
    _keep_quizzes(course, source.quizzes)
    return BankReport(len(source.questions), len(source.quizzes))


def _quizzes_of(course: Course) -> dict[str, Quiz]:
    return {quiz.key: quiz for quiz in db.session.scalars(select(Quiz).where(Quiz.course_id == course.id))}


def _check_vanishing(quizzes: list[Quiz]) -> None:
    """:raises BrokenSource: somebody took one of the tests."""
    problems = [
        f"test „{quiz.key}”: ktoś już go rozwiązywał, więc nie można go usunąć z kursu"
        for quiz in quizzes
        if settings.was_taken(quiz.id)
    ]
    if problems:
        raise BrokenSource(problems)


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


def _read(questions: tuple[QuestionSource, ...]) -> dict[str, Words]:
    """:raises BrokenSource: an explanation cannot be shown."""
    words, read, problems = lexicon(), {}, []
    for question in questions:
        try:
            read[question.key] = read_words(question, words)
        except BrokenSource as error:
            problems += [f"{question.place}, feedback: {problem}" for problem in error.problems]
    if problems:
        raise BrokenSource(problems)
    return read


def _keep_question(course: Course, present: Question | None, row: QuestionSource, read: Words) -> None:
    if present is None or source_of(present) != row:
        bank.write_version(course, row, read, after=present)
    elif not present.feedback_html:
        bank.read_anew(present, read)


def _keep_quizzes(course: Course, rows: tuple[QuizSource, ...]) -> None:
    known = _quizzes_of(course)
    for position, row in enumerate(rows):
        quiz = known.pop(row.key, None) or Quiz(course_id=course.id, key=row.key)
        if quiz.id is None or settings.source_of(quiz) != row:
            apply(quiz, row)
            quiz.version = (quiz.version or 0) + 1
        quiz.position = position
        db.session.add(quiz)
    for vanished in known.values():
        db.session.delete(vanished)
    db.session.flush()
