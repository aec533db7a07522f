"""Coding open answers: their codes, who bears which, and what of them may be quoted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from akademia.audit.services import record
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.research.surveys.models import CodeBook, CodedAnswer
from akademia.research.surveys.queries.coding import OpenQuestion, coded_row, present_book
from akademia.research.surveys.queries.rows import STUDY_KIND
from akademia.research.surveys.rules.coding import (
    LONGEST_CODE,
    LONGEST_QUOTATION,
    MOST_CODES,
    codes_of,
    tells_of_person,
)


class ChangedMeanwhile(RuleBroken):
    message = "Ktoś inny zapisał to w międzyczasie. Otwórz stronę jeszcze raz i sprawdź, co się zmieniło."


class BadCodes(RuleBroken):
    message = f"Podaj najwyżej {MOST_CODES} kodów, każdy do {LONGEST_CODE} znaków."


class BadQuotation(RuleBroken):
    message = (
        f"Cytat ma najwyżej {LONGEST_QUOTATION} znaków i nie może zawierać adresu e-mail, adresu strony ani długiego "
        "numeru. Skróć go tak, żeby nie dało się rozpoznać osoby."
    )


@dataclass(frozen=True)
class Given:
    """What was given to one answer. `opened`: the version it had when its form was made; 0: none."""

    codes: tuple[str, ...]
    quotation: str
    opened: int


def save_codes(question: OpenQuestion, lines: Sequence[str], opened: int, actor: int) -> None:
    """Keep the codes of a question as a new version; answers keep those codes that stay.

    :raises ChangedMeanwhile: there is a newer version than the one opened.
    :raises BadCodes: too many, or too long.
    """
    book = present_book(question.group_id, question.key)
    version = book.version if book else 0
    if version != opened:
        raise ChangedMeanwhile
    codes = codes_of(lines, question.codes)
    if len(codes) > MOST_CODES or any(len(code.words) > LONGEST_CODE for code in codes):
        raise BadCodes
    kept = [{"key": code.key, "words": code.words} for code in codes]
    db.session.add(CodeBook(group_id=question.group_id, question=question.key, version=version + 1, codes=kept))
    record("results.codes_saved", STUDY_KIND, question.study_id, actor=actor, question=question.key)


def code_answers(question: OpenQuestion, given: Mapping[str, Given], actor: int) -> None:
    """Give answers their codes and quotations; those that nothing changes for are left.

    :raises ChangedMeanwhile: an answer was coded since its form was made.
    :raises BadQuotation: a quotation is too long, or tells of a person.
    """
    known = {code.key for code in question.codes}
    for key, one in given.items():
        if len(one.quotation) > LONGEST_QUOTATION or tells_of_person(one.quotation):
            raise BadQuotation
        _code(question, key, [code for code in one.codes if code in known], one)
    record("results.answers_coded", STUDY_KIND, question.study_id, actor=actor, question=question.key)


def _code(question: OpenQuestion, key: str, codes: list[str], given: Given) -> None:
    row = coded_row(question.group_id, key, question.key)
    if row is None:
        if given.opened:
            raise ChangedMeanwhile
        if codes or given.quotation:
            db.session.add(CodedAnswer(answer_key=key, question=question.key, codes=codes, quotation=given.quotation,
                                       book_version=question.version))  # fmt: skip
        return
    if (row.codes, row.quotation) == (codes, given.quotation):
        return
    if row.version != given.opened:
        raise ChangedMeanwhile
    row.codes, row.quotation, row.book_version = codes, given.quotation, question.version
    row.version += 1
