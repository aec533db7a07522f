"""Tests as the desk sees them: their lists, settings and trials."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from random import Random

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.education.quizzes import rules
from akademia.education.quizzes.formats.folder import QuizSource
from akademia.education.quizzes.models import Answer, Attempt, Question, Quiz
from akademia.education.quizzes.queries.attempts import Shown, bank_of, show
from akademia.education.quizzes.queries.bank import category_sizes
from akademia.law.queries import some_gists


@dataclass(frozen=True)
class Trial:
    """A test as a learner would meet it, drawn by a seed and kept nowhere. `percent` None: not marked yet."""

    quiz: Quiz
    seed: int
    questions: Sequence[Shown]
    right: int
    percent: int | None

    @property
    def passed(self) -> bool:
        return self.percent is not None and self.percent >= self.quiz.pass_percent

    @property
    def needed(self) -> int:
        return rules.needed_right(len(self.questions), self.quiz.pass_percent)


def desk_quiz(number: int) -> Quiz:
    """Return a test with its course, a draft's too.

    :raises Missing: there is none.
    """
    quiz = db.session.scalar(select(Quiz).options(joinedload(Quiz.course)).where(Quiz.id == number))
    if quiz is None:
        raise Missing
    return quiz


def bank_sizes() -> dict[int, dict[str, int]]:
    """Return course -> category -> how many living questions it has."""
    rows = db.session.execute(
        select(Question.course_id, Question.category, func.count(Question.id))
        .where(Question.current)
        .group_by(Question.course_id, Question.category)
    )
    sizes: dict[int, dict[str, int]] = {}
    for course_id, category, count in rows:
        sizes.setdefault(course_id, {})[category] = count
    return sizes


def bank_in(sizes: Mapping[str, int], categories: Sequence[str]) -> int:
    """Return how many questions some categories have; of all where none is named."""
    return sum(count for category, count in sizes.items() if not categories or category in categories)


def bank_for(course_id: int, categories: Sequence[str]) -> int:
    """Return how many living questions of a course a test with these categories draws from."""
    return bank_in(category_sizes(course_id), categories)


def was_taken(quiz_id: int) -> bool:
    return db.session.scalar(select(Attempt.id).where(Attempt.quiz_id == quiz_id).limit(1)) is not None


def counts_elsewhere(course_id: int, quiz_id: int | None) -> bool:
    """Say whether another test of the course counts towards it."""
    others = select(Quiz.id).where(Quiz.course_id == course_id, Quiz.counts, Quiz.id != (quiz_id or 0))
    return db.session.scalar(others.limit(1)) is not None


def source_of(quiz: Quiz) -> QuizSource:
    """Return a test's settings as plain values."""
    return QuizSource(
        key=quiz.key,
        title=quiz.title,
        intro=quiz.intro,
        counts=quiz.counts,
        draw=quiz.draw,
        categories=tuple(quiz.categories or ()),
        pass_percent=quiz.pass_percent,
        minutes_allowed=quiz.minutes_allowed,
        attempts_allowed=quiz.attempts_allowed,
        shuffle=quiz.shuffle,
        review=quiz.review,
        after_lessons=quiz.after_lessons,
    )


def quizzes_source(course_id: int) -> tuple[QuizSource, ...]:
    """Return the tests of a course as plain values, in order."""
    own = select(Quiz).where(Quiz.course_id == course_id).order_by(Quiz.position, Quiz.id)
    return tuple(source_of(quiz) for quiz in db.session.scalars(own))


def sentence(source: QuizSource, bank: int) -> str:
    """Return what a learner meets in a test, in words, or why it cannot be taken."""
    complaint = rules.draw_complaint(source.draw, bank)
    if complaint:
        return f"{complaint}."
    words = rules.meets(source.draw, bank, source.minutes_allowed, source.attempts_allowed, source.pass_percent)
    more = ["otwiera się po wszystkich lekcjach"] if source.after_lessons else []
    more += ["liczy się do ukończenia kursu"] if source.counts else ["nie liczy się do ukończenia kursu"]
    return f"{words[0].upper()}{words[1:]}; {', '.join(more)}."


def trial(quiz: Quiz, seed: int, chosen: Mapping[int, Set[int]] | None = None) -> Trial:
    """Draw a test as for a learner; the same seed draws the same. Nothing is written.

    :param chosen: what was answered, by the question's place; None while it is being answered.
    """
    chance = Random(seed)  # noqa: S311 - nobody's result hangs on it
    bank = {question.id: question for question in bank_of(quiz)}
    drawn = rules.draw(list(bank), quiz.draw, quiz.shuffle, chance, {n: q.category for n, q in bank.items()})
    known = some_gists({key for number in drawn for key in bank[number].provisions})
    questions = [
        show(bank[number], _answer(bank[number], place, quiz.shuffle, chance, chosen), known)
        for place, number in enumerate(drawn, start=1)
    ]
    right = sum(bool(asked.right) for asked in questions)
    percent = None if chosen is None else rules.score_percent(right, len(questions))
    return Trial(quiz, seed, questions, right, percent)


def _answer(
    question: Question, place: int, shuffle: bool, chance: Random, chosen: Mapping[int, Set[int]] | None
) -> Answer:
    """Return an answer that belongs to no attempt and is never kept."""
    picked = set((chosen or {}).get(place, ())) & question.option_ids
    order = rules.option_order([option["id"] for option in question.options], question.kind, shuffle, chance)
    right = None if chosen is None else rules.is_right(question.right_ids, picked)
    return Answer(position=place, option_order=order, chosen=sorted(picked), right=right)
