"""The bank of questions as the desk sees it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import joinedload

from akademia.accounts.models import User
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.listing import Asked, ListPage, list_page
from akademia.education.courses.models import Course, Lesson
from akademia.education.quizzes.formats.folder import OptionSource, QuestionSource
from akademia.education.quizzes.formats.words import differences, question_words
from akademia.education.quizzes.models import Answer, Question, Quiz
from akademia.education.quizzes.rules import DIFFICULTIES, KINDS
from akademia.law.models import Citation, Provision, ProvisionChange
from akademia.law.queries import Gist, gists, some_gists

# The word in the address -> the word on the page.
STATES = {"wycofane": "wycofane", "uchylone": "z uchylonym przepisem"}
_ORDERS = {"klucz": Question.key, "dzial": Question.category, "trudnosc": Question.difficulty,
           "zmiana": Question.made_at}  # fmt: skip


@dataclass(frozen=True)
class BankRow:
    """A question in the desk's list. `quizzes`: how many tests can draw it."""

    id: int
    key: str
    text: str
    category: str
    difficulty: str
    kind: str
    course: str
    quizzes: int
    version: int
    made_at: datetime


@dataclass(frozen=True)
class Version:
    """A version of a question, and what changed since the one before. `author`: an address, or None for the house."""

    number: int
    made_at: datetime
    author: str | None
    changes: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class BankEntry:
    """A question with its history. `gists`: the picked provisions; `named`: those that its words name besides.

    `asked` counts its answers in handed-in attempts, over all its versions.
    """

    question: Question
    course: Course
    retired: bool
    gists: Sequence[Gist]
    named: Sequence[Gist]
    versions: Sequence[Version]
    quizzes: Sequence[Quiz]
    asked: int
    right: int

    @property
    def explained(self) -> Markup:
        """The explanation as learners read it; empty in a version from before words were read."""
        return Markup(self.question.feedback_html)  # noqa: S704 - cleaned when it was kept

    @property
    def right_percent(self) -> int | None:
        return 100 * self.right // self.asked if self.asked else None


def courses() -> list[Course]:
    """Return all courses by title, drafts too."""
    return list(db.session.scalars(select(Course).order_by(Course.title)))


def course_of(number: int) -> Course:
    """Return a course, a draft too.

    :raises Missing: there is none.
    """
    course = db.session.get(Course, number)
    if course is None:
        raise Missing
    return course


def categories(course_id: int | None = None) -> list[str]:
    """Return the categories of living questions, of one course or of all."""
    wanted = select(Question.category).where(Question.current).distinct().order_by(Question.category)
    return list(db.session.scalars(wanted if course_id is None else wanted.where(Question.course_id == course_id)))


def category_sizes(course_id: int) -> dict[str, int]:
    """Return how many living questions each category of a course has."""
    rows = db.session.execute(
        select(Question.category, func.count(Question.id))
        .where(Question.course_id == course_id, Question.current)
        .group_by(Question.category)
        .order_by(Question.category)
    )
    return {row[0]: row[1] for row in rows}


def cited_provisions() -> dict[str, str]:
    """Return key -> label of the provisions that living questions are about, in the order of the act."""
    rows = db.session.execute(
        select(Provision.key, Provision.label)
        .where(Provision.id.in_(select(Citation.provision_id).where(Citation.kind == "question")))
        .order_by(Provision.position)
    )
    return {row.key: row.label for row in rows}


def provisions() -> dict[str, str]:
    """Return key -> label of every provision of the register, in the order of the act; a repealed one says so."""
    return {key: f"{g.label} (uchylony)" if g.repealed else g.label for key, g in gists().items()}


def provision_gists(keys: Collection[str]) -> dict[str, Gist]:
    """Return what some provisions say, in the order of the act."""
    return some_gists(keys)


def bank(asked: Asked) -> ListPage[BankRow]:
    """Return questions for the desk: living ones, or as filtered (`kurs`, `dzial`, `trudnosc`, `rodzaj`, `stan`...)."""
    query = _filtered(select(Question).options(joinedload(Question.course)), asked.filters)
    if asked.words:
        query = query.where(or_(*(c.icontains(asked.words, autoescape=True) for c in (Question.text, Question.key))))
    order = _ORDERS[asked.sort]
    query = query.order_by(order.desc() if asked.descending else order.asc(), Question.key, Question.id)
    quizzes = list(db.session.scalars(select(Quiz)))
    return list_page(query, asked, lambda question: _row(question, quizzes))


def _filtered(query: Select[Any], chosen: Mapping[str, str]) -> Select[Any]:
    state = chosen.get("stan")
    query = query.where(Question.id.in_(_retired())) if state == "wycofane" else query.where(Question.current)
    if state == "uchylone":
        query = query.where(Question.id.in_(_about_repealed()))
    if "kurs" in chosen:
        query = query.where(Question.course_id == int(chosen["kurs"]))
    if "dzial" in chosen:
        query = query.where(Question.category == chosen["dzial"])
    if "trudnosc" in chosen:
        query = query.where(Question.difficulty == int(chosen["trudnosc"]))
    if "rodzaj" in chosen:
        query = query.where(Question.kind == chosen["rodzaj"])
    if "przepis" in chosen:
        about = select(Citation.ref).join(Provision).where(
            Citation.kind == "question", Provision.key == chosen["przepis"]
        )  # fmt: skip
        query = query.where(Question.id.in_(about))
    return query


def _retired() -> Select[Any]:
    """Select the last version of each question that has no current one."""
    living = func.sum(case((Question.current, 1), else_=0))
    return select(func.max(Question.id)).group_by(Question.course_id, Question.key).having(living == 0)


def _about_repealed() -> Select[Any]:
    return (
        select(Citation.ref)
        .join(Provision, Provision.id == Citation.provision_id)
        .where(Citation.kind == "question", Provision.status == "repealed")
    )


def about_repealed(count: int) -> list[Question]:
    """Return some living questions about a provision repealed after the day they were written for, the oldest first.

    A question about what was repealed before that day teaches just that, and waits for nobody.
    """
    since = select(ProvisionChange.id).where(
        ProvisionChange.provision_id == Citation.provision_id,
        ProvisionChange.kind == "repealed",
        ProvisionChange.in_force_on > Citation.legal_state_on,
    )
    found = select(Question).where(Question.current, Question.id.in_(_about_repealed().where(since.exists())))
    return list(db.session.scalars(found.order_by(Question.made_at, Question.id).limit(count)))


def _row(question: Question, quizzes: Sequence[Quiz]) -> BankRow:
    return BankRow(
        id=question.id,
        key=question.key,
        text=question.text,
        category=question.category,
        difficulty=DIFFICULTIES[question.difficulty],
        kind=KINDS[question.kind],
        course=question.course.title,
        quizzes=sum(draws(quiz, question, question.category) for quiz in quizzes) if question.current else 0,
        version=question.version,
        made_at=question.made_at,
    )


def quizzes_drawing(question: Question) -> list[Quiz]:
    """Return the tests that can draw a question, in the order of the course."""
    quizzes = db.session.scalars(select(Quiz).where(Quiz.course_id == question.course_id).order_by(Quiz.position))
    return [quiz for quiz in quizzes if draws(quiz, question, question.category)]


def draws(quiz: Quiz, question: Question, category: str) -> bool:
    """Say whether a test can draw a question when it is in some category."""
    return quiz.course_id == question.course_id and (not quiz.categories or category in quiz.categories)


def too_few_words(quiz: Quiz, size: int) -> str:
    """Say that a test cannot do without a question, when it draws from so many."""
    return (
        f"Test „{quiz.title}” losuje {quiz.draw or 'wszystkie'} z {size} pytań. "
        "Najpierw dodaj do banku inne pytanie albo zmień test."
    )


def versions_of(number: int) -> list[Question]:
    """Return all versions of a question, the newest first, by the number of any of them.

    :raises Missing: there is none.
    """
    asked = db.session.get(Question, number)
    if asked is None:
        raise Missing
    own = select(Question).where(Question.course_id == asked.course_id, Question.key == asked.key)
    return list(db.session.scalars(own.order_by(Question.version.desc())))


def entry(number: int) -> BankEntry:
    """Return a question with its history and where it is used, by the number of any version.

    :raises Missing: there is none.
    """
    rows = versions_of(number)
    last = rows[0]
    given = select(func.count(Answer.id), func.sum(case((Answer.right.is_(True), 1), else_=0))).where(
        Answer.question_id.in_([row.id for row in rows]), Answer.right.is_not(None)
    )
    asked, right = db.session.execute(given).one()
    return BankEntry(
        question=last,
        course=last.course,
        retired=not last.current,
        gists=list(some_gists(last.provisions).values()),
        named=list(some_gists([ref for ref in last.cited if ref not in last.provisions]).values()),
        versions=_history(rows),
        quizzes=quizzes_drawing(last) if last.current else [],
        asked=asked,
        right=right or 0,
    )


def _history(rows: Sequence[Question]) -> list[Version]:
    numbers = {row.author_number for row in rows if row.author_number is not None}
    found = db.session.execute(select(User.id, User.email).where(User.id.in_(numbers)))
    known: dict[int | None, str | None] = {row.id: row.email for row in found}
    told = [question_words(source_of(row)) for row in rows]
    before = [*told[1:], told[-1]]
    return [
        Version(row.version, row.made_at, known.get(row.author_number), differences(old, new))
        for row, old, new in zip(rows, before, told, strict=True)
    ]


def source_of(question: Question) -> QuestionSource:
    """Return a stored version as plain values."""
    return QuestionSource(
        key=question.key,
        category=question.category,
        kind=question.kind,
        difficulty=question.difficulty,
        text=question.text,
        feedback=question.feedback,
        provisions=tuple(question.provisions),
        options=tuple(OptionSource(one["text"], one["right"], one["feedback"]) for one in question.options),
        legal_state_on=question.legal_state_on,
    )


def lesson_keys(course_id: int) -> list[tuple[str, str]]:
    """Return (key, title) of a course's lessons, in order."""
    rows = db.session.execute(
        select(Lesson.key, Lesson.title).where(Lesson.course_id == course_id).order_by(Lesson.position)
    )
    return [(key, title) for key, title in rows]


def bank_source(course_id: int) -> tuple[QuestionSource, ...]:
    """Return the living questions of a course as plain values, by key."""
    own = select(Question).where(Question.course_id == course_id, Question.current).order_by(Question.key)
    return tuple(source_of(question) for question in db.session.scalars(own))
