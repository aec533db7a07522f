"""A questionnaire as plain values: pages, questions, options, and where an answer leads.

As data it is what JSON holds; `from_data` reads what `to_data` wrote.

The answers of one person are a mapping: question key -> value. A question that was not reached or was left empty is
absent. By kind:

- `single`: the key of an option; `multiple`: a list of keys, in the order of the options;
- `scale`: a whole number from `low` to `high`; `matrix`: row key -> such a number, answered rows only;
- `number`: an int or a float; `date`: ISO („2026-12-01”); `short`, `long`: text;
- `organisation`: {"kind": key of `ORGANISATIONS`, "name": text}, each only where it was told;
- `region`: the two digits of a voivodeship (TERC).
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

KINDS: Mapping[str, str] = {
    "single": "jedna odpowiedź",
    "multiple": "kilka odpowiedzi",
    "scale": "skala",
    "matrix": "kilka stwierdzeń na jednej skali",
    "number": "liczba",
    "date": "data",
    "short": "krótki tekst",
    "long": "dłuższy tekst",
    "organisation": "organizacja",
    "region": "województwo",
}
ORGANISATIONS: Mapping[str, str] = {
    "ngo": "organizacja pozarządowa",
    "cis": "centrum integracji społecznej (CIS)",
    "kis": "klub integracji społecznej (KIS)",
    "zaz": "zakład aktywności zawodowej (ZAZ)",
    "wtz": "warsztat terapii zajęciowej (WTZ)",
    "cooperative": "spółdzielnia socjalna",
    "enterprise": "inne przedsiębiorstwo społeczne",
    "owes": "ośrodek wsparcia ekonomii społecznej (OWES)",
    "welfare": "ośrodek pomocy społecznej albo centrum usług społecznych",
    "labour": "urząd pracy",
    "local": "samorząd gminy, powiatu albo województwa",
    "other": "inna",
}
END = "koniec"
WITH_OPTIONS = ("single", "multiple")
WITH_SCALE = ("scale", "matrix")
CAN_BRANCH = ("single", "multiple")


class BadQuestionnaire(ValueError):
    """The data are no questionnaire."""


@dataclass(frozen=True)
class Option:
    """What can be chosen, or a row of a matrix. `key` stays when the words change."""

    key: str
    words: str


@dataclass(frozen=True)
class Question:
    """A question. `options`: of `single` and `multiple`; `rows`: of `matrix`; `most`: so many may be chosen of
    `multiple`, None: all. `low` and `high` bound `scale`, `matrix` (then both are there) and `number` (each or none).
    """

    key: str
    kind: str
    words: str
    hint: str = ""
    required: bool = False
    options: tuple[Option, ...] = ()
    rows: tuple[Option, ...] = ()
    most: int | None = None
    low: int | None = None
    high: int | None = None
    low_words: str = ""
    high_words: str = ""

    @property
    def points(self) -> range:
        """The values of a scale, the lowest first."""
        return range(self.low or 0, (self.high or 0) + 1)


@dataclass(frozen=True)
class Branch:
    """Where an answer leads: who chose one of `options` in a question of the same page goes to page `to` or `END`."""

    question: str
    options: tuple[str, ...]
    to: str


@dataclass(frozen=True)
class Page:
    """A page. The first branch that fits leads on; where none does, `then`, or the next page where that is empty."""

    key: str
    title: str
    words: str = ""
    questions: tuple[Question, ...] = ()
    branches: tuple[Branch, ...] = ()
    then: str = ""


@dataclass(frozen=True)
class Questionnaire:
    """The pages, in order; the first is where everybody begins."""

    pages: tuple[Page, ...] = ()

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in the order of the pages."""
        return tuple(question for page in self.pages for question in page.questions)

    @cached_property
    def by_key(self) -> Mapping[str, Question]:
        return {question.key: question for question in self.questions}

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Page key -> its place, from 0."""
        return {page.key: place for place, page in enumerate(self.pages)}

    def page(self, key: str) -> Page | None:
        place = self.places.get(key)
        return None if place is None else self.pages[place]

    def after(self, page: Page) -> str:
        """Return where a page leads when no branch fits: a page's key or `END`."""
        place = self.places[page.key] + 1
        return page.then or (self.pages[place].key if place < len(self.pages) else END)


def to_data(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return a questionnaire as what JSON holds."""
    data: dict[str, Any] = json.loads(json.dumps(asdict(questionnaire)))
    return data


def from_data(data: Any) -> Questionnaire:
    """Return the questionnaire that data describe; what they do not tell has its default.

    :raises BadQuestionnaire: they describe none.
    """
    try:
        pages = tuple(_page(page) for page in data.get("pages", ()))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadQuestionnaire(str(error)) from error
    return Questionnaire(pages)


def _page(data: Mapping[str, Any]) -> Page:
    return Page(
        str(data["key"]), str(data["title"]), str(data.get("words", "")),
        tuple(_question(question) for question in data.get("questions", ())),
        tuple(Branch(str(one["question"]), tuple(map(str, one["options"])), str(one["to"]))
              for one in data.get("branches", ())),
        str(data.get("then", "")),
    )  # fmt: skip


def _question(data: Mapping[str, Any]) -> Question:
    if data["kind"] not in KINDS:
        raise BadQuestionnaire(f"no such kind of question: {data['kind']}")
    return Question(
        str(data["key"]), str(data["kind"]), str(data["words"]), str(data.get("hint", "")),
        bool(data.get("required", False)), _options(data.get("options", ())), _options(data.get("rows", ())),
        _whole(data.get("most")), _whole(data.get("low")), _whole(data.get("high")),
        str(data.get("low_words", "")), str(data.get("high_words", "")),
    )  # fmt: skip


def _options(data: Any) -> tuple[Option, ...]:
    return tuple(Option(str(one["key"]), str(one["words"])) for one in data)


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)


def digest_of(questionnaire: Questionnaire) -> str:
    """Return the hash of a questionnaire's data: SHA-256 in hex; equal for equal questionnaires."""
    data = json.dumps(to_data(questionnaire), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(data.encode()).hexdigest()
