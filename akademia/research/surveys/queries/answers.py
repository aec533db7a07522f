"""The answers of a closed study as those who count them need them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import select

from akademia.core.db import db
from akademia.research.surveys.models import CodeBook, CodedAnswer, SurveyAnswer, SurveyGroup, WaitingAnswer
from akademia.research.surveys.queries.keys import unseal
from akademia.research.surveys.queries.rows import questionnaire_of, region_names
from akademia.research.surveys.rules.questionnaire import Questionnaire
from akademia.research.surveys.rules.tables import Code, asked_of_all


@dataclass(frozen=True)
class GroupData:
    """A group with all its answers, in the order of their random keys.

    :param codes: question -> its codes, of open questions that were coded. `given`: key of an answer -> question ->
        its codes. `quotations`: question -> what staff chose to show.
    :param regions: TERC -> name of a voivodeship.
    """

    id: int
    key: str
    name: str
    digest: str
    questionnaire: Questionnaire
    keys: tuple[str, ...]
    answers: tuple[Mapping[str, Any], ...]
    codes: Mapping[str, Sequence[Code]]
    given: Mapping[str, Mapping[str, Sequence[str]]]
    quotations: Mapping[str, Sequence[str]]
    regions: Mapping[str, str]

    @cached_property
    def asked_of_all(self) -> frozenset[str]:
        """Keys of the questions that everybody was asked."""
        pages = asked_of_all(self.questionnaire)
        return frozenset(one.key for page in self.questionnaire.pages if page.key in pages for one in page.questions)

    @property
    def coded_answers(self) -> list[Mapping[str, Any]]:
        """The answers, with the codes of open ones among them under „question.codes”."""
        return [
            {**answer, **{f"{question}.codes": codes for question, codes in self.given.get(key, {}).items()}}
            for key, answer in zip(self.keys, self.answers, strict=True)
        ]


def answers_wait(study_id: int) -> bool:
    """Say whether finished answers of a study still wait for their move; those that nobody can open do not count."""
    groups = select(SurveyGroup.id).where(SurveyGroup.study_id == study_id)
    found = db.session.scalars(select(WaitingAnswer.sealed).where(WaitingAnswer.group_id.in_(groups)))
    return any(unseal(sealed) is not None for sealed in found)


def data_of(study_id: int) -> list[GroupData]:
    """Return the groups of a study with their answers, in order."""
    regions = region_names()
    groups = db.session.scalars(
        select(SurveyGroup).where(SurveyGroup.study_id == study_id).order_by(SurveyGroup.position, SurveyGroup.id)
    )
    return [_data(group, regions) for group in groups.all()]


def _data(group: SurveyGroup, regions: Mapping[str, str]) -> GroupData:
    found = db.session.execute(
        select(SurveyAnswer.key, SurveyAnswer.body)
        .where(SurveyAnswer.group_id == group.id).order_by(SurveyAnswer.key)
    ).all()  # fmt: skip
    given: dict[str, dict[str, list[str]]] = {}
    quotations: dict[str, list[str]] = {}
    for one in _coded(group.id):
        given.setdefault(one.answer_key, {})[one.question] = one.codes
        if one.quotation:
            quotations.setdefault(one.question, []).append(one.quotation)
    return GroupData(
        group.id, group.key, group.name, group.frozen_digest, questionnaire_of(group), tuple(key for key, _ in found),
        tuple(body for _, body in found), code_books(group.id), given,
        {question: sorted(words) for question, words in quotations.items()}, regions,
    )  # fmt: skip


def _coded(group_id: int) -> Sequence[CodedAnswer]:
    return db.session.scalars(
        select(CodedAnswer)
        .join(SurveyAnswer, SurveyAnswer.key == CodedAnswer.answer_key)
        .where(SurveyAnswer.group_id == group_id).order_by(CodedAnswer.answer_key)
    ).all()  # fmt: skip


def code_books(group_id: int) -> dict[str, list[Code]]:
    """Return the present codes of a group's open questions: question -> codes; those without any are left out."""
    found = db.session.execute(
        select(CodeBook.question, CodeBook.codes).where(CodeBook.group_id == group_id).order_by(CodeBook.version)
    )
    books = {question: [Code(one["key"], one["words"]) for one in codes] for question, codes in found}
    return {question: codes for question, codes in books.items() if codes}
