"""Several questions at once: what an act on them would do to each, told before it is done."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from akademia.core.db import db
from akademia.core.text import counted
from akademia.education.quizzes.models import Question, Quiz
from akademia.education.quizzes.queries.bank import draws, too_few_words
from akademia.education.quizzes.queries.settings import bank_in, bank_sizes
from akademia.education.quizzes.rules import DIFFICULTIES


@dataclass(frozen=True)
class BulkAct:
    """What is to be done: `retire`, `restore`, `difficulty` or `category`; `value`: the new one of the last two."""

    name: str
    value: str = ""


@dataclass(frozen=True)
class Foreseen:
    """What an act would do: to which questions (and what follows), and which stay as they are (and why)."""

    going: tuple[tuple[Question, str], ...]
    staying: tuple[tuple[Question, str], ...]


def foresee(refs: Collection[int], act: BulkAct) -> Foreseen:
    """Say what an act would do to some questions, one after another; a number that nothing has is passed over.

    :param refs: numbers of any of their versions.
    """
    going, staying = [], []
    questions = last_versions(refs)
    bench = _Bench({question.course_id for question in questions})
    for question in questions:
        refusal = _refusal(question, act) or bench.refusal(question, act)
        if refusal:
            staying.append((question, refusal))
        else:
            going.append((question, bench.note(question, act)))
            bench.do(question, act)
    return Foreseen(tuple(going), tuple(staying))


def courses_of(refs: Collection[int]) -> list[int]:
    """Return the numbers of the courses that some questions belong to, the smallest first."""
    return sorted(db.session.scalars(select(Question.course_id).where(Question.id.in_(refs)).distinct()))


def last_versions(refs: Collection[int]) -> Sequence[Question]:
    """Return the last version of each question, each once, by their keys."""
    chosen = select(Question.course_id, Question.key).where(Question.id.in_(refs)).distinct().subquery()
    last = (
        select(func.max(Question.version).label("version"), Question.course_id, Question.key)
        .join(chosen, (chosen.c.course_id == Question.course_id) & (chosen.c.key == Question.key))
        .group_by(Question.course_id, Question.key)
        .subquery()
    )
    same = (last.c.course_id == Question.course_id) & (last.c.key == Question.key)
    wanted = select(Question).join(last, same & (last.c.version == Question.version))
    return db.session.scalars(wanted.order_by(Question.course_id, Question.key)).all()


def _refusal(question: Question, act: BulkAct) -> str:
    """Say why an act has no sense for a question by itself; empty when it has."""
    if act.name == "restore":
        return "Jest w banku." if question.current else ""
    if not question.current:
        return "Jest już wycofane." if act.name == "retire" else "Jest wycofane. Najpierw przywróć je do banku."
    if act.name == "difficulty" and question.difficulty == int(act.value):
        return "Ma już tę trudność."
    if act.name == "category" and question.category == act.value:
        return "Jest już w tym dziale."
    return ""


class _Bench:
    """The tests of some courses and how many questions each can draw, as the act goes on."""

    def __init__(self, courses: Collection[int]) -> None:
        wanted = select(Quiz).where(Quiz.course_id.in_(courses)).order_by(Quiz.position, Quiz.id)
        self.quizzes, sizes = db.session.scalars(wanted).all(), bank_sizes()
        self.left = {one.id: bank_in(sizes.get(one.course_id, {}), one.categories or ()) for one in self.quizzes}

    def refusal(self, question: Question, act: BulkAct) -> str:
        short = (quiz for quiz in self._losing(question, act) if self.left[quiz.id] - 1 < (quiz.draw or 1))
        return next((too_few_words(quiz, self.left[quiz.id]) for quiz in short), "")

    def do(self, question: Question, act: BulkAct) -> None:
        for quiz in self._losing(question, act):
            self.left[quiz.id] -= 1
        for quiz in self._winning(question, act):
            self.left[quiz.id] += 1

    def note(self, question: Question, act: BulkAct) -> str:
        """Say what follows for a question and for the tests that draw it."""
        said = {"difficulty": lambda: f"{DIFFICULTIES[question.difficulty]} → {DIFFICULTIES[int(act.value)]}",
                "category": lambda: f"{question.category} → {act.value}"}.get(act.name, str)()  # fmt: skip
        parts = [f"{said}. Powstanie wersja {question.version + 1}."] if said else []
        for words, quizzes in (
            ("Przestanie je losować", self._losing(question, act)), ("Zacznie je losować", self._winning(question, act))
        ):  # fmt: skip
            if quizzes:
                names = ", ".join(f"„{quiz.title}”" for quiz in quizzes)
                parts.append(f"{words} {counted(len(quizzes), 'test', 'testy', 'testów')}: {names}.")
        return " ".join(parts)

    def _losing(self, question: Question, act: BulkAct) -> list[Quiz]:
        before, after = self._drawing(question, act)
        return [quiz for quiz in before if quiz not in after]

    def _winning(self, question: Question, act: BulkAct) -> list[Quiz]:
        before, after = self._drawing(question, act)
        return [quiz for quiz in after if quiz not in before]

    def _drawing(self, question: Question, act: BulkAct) -> tuple[list[Quiz], list[Quiz]]:
        """Return the tests that can draw a question now, and those that can after the act."""
        moved_to = act.value if act.name == "category" else question.category
        now = [quiz for quiz in self.quizzes if question.current and draws(quiz, question, question.category)]
        then = [quiz for quiz in self.quizzes if act.name != "retire" and draws(quiz, question, moved_to)]
        return now, then
