"""What people send, read as answers: each field of a page as raw words, each question's value, what is wrong.

A question is asked by one field under its key, a matrix by one for each row, an organisation by two: `key.part`.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from akademia.research.surveys.rules.questionnaire import ORGANISATIONS, Page, Question, Questionnaire

Said = Mapping[str, Sequence[str]]
SHORT_MOST, LONG_MOST, NUMBER_MOST, LINE_MOST = 300, 4000, 15, 200


class Unfit(ValueError):
    """An answer that cannot be taken, with the words to its field."""


def fields_of(question: Question) -> list[str]:
    """Return the names of the fields that ask a question."""
    if question.kind == "matrix":
        return [f"{question.key}.{row.key}" for row in question.rows]
    if question.kind == "organisation":
        return [f"{question.key}.kind", f"{question.key}.name"]
    return [question.key]


def known_only(questionnaire: Questionnaire, said: Any) -> dict[str, list[str]]:
    """Return of what was sent only fields of the questionnaire, as lists of words of a bearable length."""
    if not isinstance(said, Mapping):
        return {}
    names = [name for question in questionnaire.questions for name in fields_of(question)]
    return {name: words for name in names if (words := _words(said.get(name)))}


def _words(found: Any) -> list[str]:
    if not isinstance(found, list):
        return []
    cut = [one.replace("\0", "").replace("\r\n", "\n").strip()[: LONG_MOST + 1] for one in found[:100]
           if isinstance(one, str)]  # fmt: skip
    return [one for one in cut if one]


def values(questionnaire: Questionnaire, said: Said, regions: Collection[str]) -> dict[str, Any]:
    """Return the answers that can be taken: question key -> value; what is empty or unfit is absent.

    :param regions: the codes of voivodeships.
    """
    found = {}
    for question in questionnaire.questions:
        value, wrong = read(question, said, regions)
        if value is not None and not wrong:
            found[question.key] = value
    return found


def complaints(page: Page, said: Said, regions: Collection[str]) -> dict[str, str]:
    """Return what is wrong with the fields of a page: name -> message, in the page's order."""
    told: dict[str, str] = {}
    for question in page.questions:
        told |= read(question, said, regions)[1]
    return told


def read(question: Question, said: Said, regions: Collection[str]) -> tuple[Any, dict[str, str]]:
    """Return a question's value (None: no answer) and what is wrong: field -> message."""
    if question.kind == "matrix":
        return _read_matrix(question, said)
    first = fields_of(question)[0]
    try:
        value = _read_one(question, said, regions)
    except Unfit as unfit:
        return None, {first: str(unfit)}
    if value is None and question.required:
        return None, {first: _missing(question)}
    return value, {}


def _missing(question: Question) -> str:
    return {
        "single": "Wybierz jedną odpowiedź", "scale": "Wybierz jedną odpowiedź",
        "multiple": "Zaznacz co najmniej jedną odpowiedź", "region": "Wybierz województwo",
        "organisation": "Wybierz rodzaj organizacji",
    }.get(question.kind, "Odpowiedz na to pytanie")  # fmt: skip


def _read_matrix(question: Question, said: Said) -> tuple[dict[str, int] | None, dict[str, str]]:
    found: dict[str, int] = {}
    wrong = {}
    for row in question.rows:
        name = f"{question.key}.{row.key}"
        try:
            point = _point(question, _first(said, name))
        except Unfit as unfit:
            wrong[name] = str(unfit)
            continue
        if point is not None:
            found[row.key] = point
        elif question.required:
            wrong[name] = "Wybierz jedną odpowiedź"
    return found or None, wrong


def _read_one(question: Question, said: Said, regions: Collection[str]) -> Any:
    word = _first(said, question.key)
    match question.kind:
        case "single":
            return _among(word, {option.key for option in question.options})
        case "multiple":
            return _several(question, said.get(question.key, ()))
        case "scale":
            return _point(question, word)
        case "number":
            return _number(question, word)
        case "date":
            return _day(word)
        case "region":
            return _among(word, regions)
        case "organisation":
            return _organisation(question, said)
        case _:
            return _text(word, SHORT_MOST if question.kind == "short" else LONG_MOST)


def _first(said: Said, name: str) -> str:
    return next(iter(said.get(name, ())), "")


def _among(word: str, known: Collection[str]) -> str | None:
    if word and word not in known:
        raise Unfit("Wybierz jedną z podanych możliwości")
    return word or None


def _several(question: Question, words: Sequence[str]) -> list[str] | None:
    known = [option.key for option in question.options]
    if not set(words) <= set(known):
        raise Unfit("Wybierz spośród podanych możliwości")
    if question.most is not None and len(set(words)) > question.most:
        raise Unfit(f"Zaznacz najwyżej {question.most}. Teraz zaznaczone: {len(set(words))}")
    return [key for key in known if key in words] or None


def _point(question: Question, word: str) -> int | None:
    found = _among(word, {str(point) for point in question.points})
    return None if found is None else int(found)


def _number(question: Question, word: str) -> int | float | None:
    if not word:
        return None
    plain = "".join(word.split()).replace(",", ".").replace("−", "-")
    try:
        value = float(plain) if len(plain) <= NUMBER_MOST and set(plain) <= set("0123456789.-") else math.nan
    except ValueError:
        value = math.nan
    if math.isnan(value):
        raise Unfit("Wpisz liczbę, na przykład 12 albo 2,5")
    if (question.low is not None and value < question.low) or (question.high is not None and value > question.high):
        raise Unfit(f"Wpisz liczbę {_bounds(question)}")
    return int(value) if value == int(value) else value


def _bounds(question: Question) -> str:
    told = [
        *([f"od {question.low}"] if question.low is not None else []),
        *([f"do {question.high}"] if question.high is not None else []),
    ]
    return " ".join(told)


def _day(word: str) -> str | None:
    if not word:
        return None
    try:
        return date.fromisoformat(word).isoformat()
    except ValueError as error:
        raise Unfit("Wpisz datę jako rok-miesiąc-dzień, na przykład 2026-11-23") from error


def _organisation(question: Question, said: Said) -> dict[str, str] | None:
    kind = _among(_first(said, f"{question.key}.kind"), ORGANISATIONS)
    name = _text(_first(said, f"{question.key}.name"), LINE_MOST)
    if kind is None and question.required:
        return None
    told = {"kind": kind, "name": name}
    return {part: words for part, words in told.items() if words} or None


def _text(word: str, most: int) -> str | None:
    if len(word) > most:
        raise Unfit(f"Skróć do {most} znaków. Teraz jest {len(word)}")
    return word or None


def shown(question: Question, value: Any, regions: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give (what was asked, the answer in words) for each part of an answer; nothing for none.

    :param regions: voivodeships: code -> name.
    """
    if value is None:
        return
    if question.kind == "matrix":
        yield from ((row.words, str(value[row.key])) for row in question.rows if row.key in value)
        return
    yield question.words, _said(question, value, regions)


def _said(question: Question, value: Any, regions: Mapping[str, str]) -> str:
    words = {option.key: option.words for option in question.options}
    match question.kind:
        case "single":
            return words[value]
        case "multiple":
            return "; ".join(words[key] for key in value)
        case "organisation":
            return ", ".join(filter(None, [ORGANISATIONS.get(value.get("kind", ""), ""), value.get("name", "")]))
        case "region":
            return regions.get(value, value)
        case _:
            return str(value).replace(".", ",") if isinstance(value, float) else str(value)
