"""The desk's list of tests, and those that have too few questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from akademia.core.db import db
from akademia.core.listing import Asked, ListPage, list_page
from akademia.education.courses.models import Course
from akademia.education.quizzes import rules
from akademia.education.quizzes.models import Attempt, Quiz
from akademia.education.quizzes.queries.settings import bank_in, bank_sizes, sentence, source_of

# The word in the address -> the word on the page.
STATES = {"licza-sie": "liczą się do ukończenia", "za-malo": "za mało pytań"}
SHOWN_BARE = 20


@dataclass(frozen=True)
class QuizRow:
    """A test in the desk's list.

    :param bank: how many questions it can draw from.
    :param taken: attempts begun.
    :param first: the first of its course; `last`: the last.
    """

    quiz: Quiz
    bank: int
    taken: int
    first: bool
    last: bool

    @property
    def too_few(self) -> bool:
        return rules.draw_complaint(self.quiz.draw, self.bank) is not None

    @property
    def sentence(self) -> str:
        return sentence(source_of(self.quiz), self.bank)


def quizzes(asked: Asked) -> ListPage[QuizRow]:
    """Return tests as asked for: by course and their order in it unless told otherwise."""
    place = func.row_number().over(partition_by=Quiz.course_id, order_by=(Quiz.position, Quiz.id))
    among = func.count().over(partition_by=Quiz.course_id)
    placed = select(Quiz.id, place.label("place"), among.label("of")).subquery()
    taken = select(func.count(Attempt.id)).where(Attempt.quiz_id == Quiz.id).scalar_subquery()
    query = (
        select(Quiz, placed.c.place, placed.c.of, taken)
        .join(placed, placed.c.id == Quiz.id)
        .join(Quiz.course)
        .where(Course.removed.is_(False))
        .options(contains_eager(Quiz.course))
    )
    if asked.words:
        query = query.where(Quiz.title.icontains(asked.words, autoescape=True))
    if "kurs" in asked.filters:
        query = query.where(Quiz.course_id == int(asked.filters["kurs"]))
    if asked.filters.get("stan") == "licza-sie":
        query = query.where(Quiz.counts)
    if asked.filters.get("stan") == "za-malo":
        query = query.where(Quiz.id.in_([quiz.id for quiz, _since in quizzes_without_enough()]))
    column: Any = {"kurs": Course.title, "test": Quiz.title, "podejscia": taken}[asked.sort]
    order = column.desc() if asked.descending else column.asc()
    sizes = bank_sizes()

    def row(found: Any) -> QuizRow:
        quiz, number, count, begun = found
        bank = bank_in(sizes.get(quiz.course_id, {}), quiz.categories or ())
        return QuizRow(quiz, bank, begun, number == 1, number == count)

    return list_page(query.order_by(order, Quiz.course_id, Quiz.position, Quiz.id), asked, row)


def courses_without() -> Sequence[Course]:
    """Return some courses that have no test yet, by title."""
    bare = select(Course).where(~select(Quiz.id).where(Quiz.course_id == Course.id).exists())
    return db.session.scalars(bare.order_by(Course.title).limit(SHOWN_BARE)).all()


def quizzes_without_enough() -> list[tuple[Quiz, datetime]]:
    """Return tests that would draw more than their bank has, with the moment since when, as far as it is known."""
    sizes = bank_sizes()
    wanted = select(Quiz).join(Quiz.course).where(Course.removed.is_(False)).options(contains_eager(Quiz.course))
    return [
        (quiz, quiz.course.changed_at)
        for quiz in db.session.scalars(wanted.order_by(Course.title, Quiz.position, Quiz.id))
        if rules.draw_complaint(quiz.draw, bank_in(sizes.get(quiz.course_id, {}), quiz.categories or ()))
    ]
