"""Open answers at the desk, to be coded."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.research.surveys.models import CodeBook, CodedAnswer, SurveyAnswer, SurveyGroup
from akademia.research.surveys.queries.rows import questionnaire_of, study_row
from akademia.research.surveys.rules.tables import OPEN, Code

ANSWERS_A_PAGE = 20


@dataclass(frozen=True)
class OpenQuestion:
    """An open question of a closed study. `version`: of its codes; 0: it has none yet."""

    study_id: int
    group_id: int
    group_key: str
    group: str
    key: str
    words: str
    codes: tuple[Code, ...]
    version: int


@dataclass(frozen=True)
class OpenAnswer:
    """One answer and what was given to it. `version` 0: nothing yet."""

    key: str
    words: str
    codes: tuple[str, ...]
    quotation: str
    version: int


@dataclass(frozen=True)
class CodingPage:
    """Answers to code. `number` of this page counts from 1; `done`: how many answers of all bear something."""

    question: OpenQuestion
    answers: tuple[OpenAnswer, ...]
    number: int
    last: int
    total: int
    done: int


def open_questions_of(study_id: int) -> list[OpenQuestion]:
    """Return the open questions of a study, group by group."""
    groups = db.session.scalars(
        select(SurveyGroup).where(SurveyGroup.study_id == study_id).order_by(SurveyGroup.position, SurveyGroup.id)
    )
    return [
        _question(group, question.key, question.words)
        for group in groups.all() for question in questionnaire_of(group).questions if question.kind in OPEN
    ]  # fmt: skip


def _question(group: SurveyGroup, key: str, words: str) -> OpenQuestion:
    book = present_book(group.id, key)
    codes = tuple(Code(one["key"], one["words"]) for one in (book.codes if book else ()))
    return OpenQuestion(group.study_id, group.id, group.key, group.name, key, words, codes, book.version if book else 0)


def open_question(study_id: int, group: str, key: str) -> OpenQuestion:
    """Return an open question of a closed study.

    :raises Missing: there is none, or the study still takes answers.
    """
    if study_row(study_id).state != "closed":
        raise Missing
    found = next((one for one in open_questions_of(study_id) if (one.group_key, one.key) == (group, key)), None)
    if found is None:
        raise Missing
    return found


def present_book(group_id: int, question: str) -> CodeBook | None:
    """Return the newest version of a question's codes."""
    return db.session.scalar(
        select(CodeBook)
        .where(CodeBook.group_id == group_id, CodeBook.question == question)
        .order_by(CodeBook.version.desc()).limit(1)
    )  # fmt: skip


def coded_row(group_id: int, key: str, question: str) -> CodedAnswer | None:
    """Return what was given to an answer of a group.

    :raises Missing: the group has no such answer.
    """
    answer = db.session.get(SurveyAnswer, key)
    if answer is None or answer.group_id != group_id:
        raise Missing
    return db.session.get(CodedAnswer, (key, question))


def coding_page(question: OpenQuestion, number: int) -> CodingPage:
    """Return one page of the answers to a question, in the order of their random keys."""
    found = db.session.execute(
        select(SurveyAnswer.key, SurveyAnswer.body)
        .where(SurveyAnswer.group_id == question.group_id).order_by(SurveyAnswer.key)
    )  # fmt: skip
    told = [(key, body[question.key]) for key, body in found if question.key in body]
    last = max(1, -(-len(told) // ANSWERS_A_PAGE))
    number = min(max(1, number), last)
    shown = told[(number - 1) * ANSWERS_A_PAGE : number * ANSWERS_A_PAGE]
    return CodingPage(question, tuple(_answers(question, shown)), number, last, len(told), _done(question))


def _answers(question: OpenQuestion, told: Sequence[tuple[str, str]]) -> list[OpenAnswer]:
    rows = db.session.scalars(
        select(CodedAnswer).where(
            CodedAnswer.question == question.key, CodedAnswer.answer_key.in_([key for key, _words in told])
        )
    )
    given = {one.answer_key: one for one in rows}
    return [
        OpenAnswer(key, words, tuple(given[key].codes), given[key].quotation, given[key].version)
        if key in given else OpenAnswer(key, words, (), "", 0)
        for key, words in told
    ]  # fmt: skip


def _done(question: OpenQuestion) -> int:
    return db.session.scalar(
        select(func.count())
        .select_from(CodedAnswer)
        .join(SurveyAnswer, SurveyAnswer.key == CodedAnswer.answer_key)
        .where(SurveyAnswer.group_id == question.group_id, CodedAnswer.question == question.key)
    ) or 0  # fmt: skip
