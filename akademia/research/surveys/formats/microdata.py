"""Answers as a table, one person in a row: for those alone who may read single answers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from akademia.research.surveys.rules.questionnaire import Questionnaire


def columns_of(questionnaire: Questionnaire) -> list[tuple[str, str, str]]:
    """Return the columns: (question, what is told of it, words). Each option of many has one of its own."""
    found: list[tuple[str, str, str]] = []
    for question in questionnaire.questions:
        match question.kind:
            case "multiple":
                parts = [(option.key, f"{question.words}: {option.words}") for option in question.options]
            case "matrix":
                parts = [(row.key, f"{question.words}: {row.words}") for row in question.rows]
            case "organisation":
                parts = [("kind", f"{question.words}: rodzaj"), ("name", f"{question.words}: nazwa")]
            case _:
                parts = [("", question.words)]
        found += [(question.key, part, words) for part, words in parts]
    return found


def heads_of(questionnaire: Questionnaire) -> list[str]:
    """Return the headings: the keys, as the codebook explains them."""
    return [".".join(filter(None, (key, part))) for key, part, _words in columns_of(questionnaire)]


def rows_of(questionnaire: Questionnaire, answers: Sequence[Mapping[str, Any]]) -> Iterator[list[object]]:
    """Give the rows; an empty cell is no answer, 1 and 0 stand for a chosen option and one that was not."""
    columns = columns_of(questionnaire)
    kinds = {question.key: question.kind for question in questionnaire.questions}
    for answer in answers:
        yield [_value(kinds[key], answer.get(key), part) for key, part, _words in columns]


def _value(kind: str, value: Any, part: str) -> object:
    if value is None:
        return ""
    if kind == "multiple":
        return int(part in value)
    return value.get(part, "") if part else value
