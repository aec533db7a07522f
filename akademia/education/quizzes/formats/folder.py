"""Tests and bank questions of a course folder: `quizzes:` of kurs.yaml and `questions/*.yaml`.

The format is described for authors in docs/course-folder.md. Every mistake is named by file, line and key.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from akademia.core.errors import BrokenSource
from akademia.education.quizzes.rules import KINDS, MOST_OPTIONS, REVIEWS, rights_complaint
from akademia.texts.formats.source import Keys, read_yaml


@dataclass(frozen=True)
class OptionSource:
    text: str
    right: bool
    feedback: str


@dataclass(frozen=True)
class QuestionSource:
    """A bank question as values. `legal_state_on` None: the course's. `place` names it in complaints and is no part of
    what it means."""

    key: str
    category: str
    kind: str
    difficulty: int
    text: str
    feedback: str
    provisions: tuple[str, ...]
    options: tuple[OptionSource, ...]
    legal_state_on: date | None = None
    place: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True)
class QuizSource:
    key: str
    title: str
    intro: str
    counts: bool
    draw: int | None
    categories: tuple[str, ...]
    pass_percent: int
    minutes_allowed: int | None
    attempts_allowed: int | None
    shuffle: bool
    review: str
    after_lessons: bool


@dataclass(frozen=True)
class BankSource:
    questions: tuple[QuestionSource, ...]
    quizzes: tuple[QuizSource, ...]


def read_bank(folder: Path) -> BankSource:
    """Read the bank and the tests of a course folder.

    :raises BrokenSource: something cannot be used; nothing is returned half-read.
    """
    problems: list[str] = []
    questions: dict[str, QuestionSource] = {}
    for path in sorted((folder / "questions").glob("*.yaml")):
        for question in _questions(path, problems):
            if question.key in questions:
                problems.append(f"{question.place}: klucz powtarza się w {questions[question.key].place}")
            questions[question.key] = question
    quizzes = _quizzes(folder / "kurs.yaml", questions, problems)
    if problems:
        raise BrokenSource(problems)
    return BankSource(tuple(questions.values()), quizzes)


def _questions(path: Path, problems: list[str]) -> list[QuestionSource]:
    raw = read_yaml(path)
    if not isinstance(raw, dict) or not isinstance(raw.get("questions"), list):
        problems.append(f"{path}, wiersz 1: plik ma mieć klucze category i questions (lista)")
        return []
    head = Keys(path, raw, problems)
    head.only("category", "questions")
    category = head.text("category", at_most=120)
    lines = _lines_of_keys(path)
    made = []
    for number, entry in enumerate(raw["questions"]):
        if not isinstance(entry, dict):
            problems.append(f"{path}, pytanie {number + 1}: ma mieć postać „klucz: wartość”")
            continue
        place = f"{path}, wiersz {lines.get(str(entry.get('key')), 1)}, {entry.get('key', '?')}"
        made.append(_question(_Placed(place, entry, problems), category))
    return made


class _Placed(Keys):
    """Keys of one question among many: complaints name the question's own line."""

    def __init__(self, place: str, values: dict[str, Any], problems: list[str]) -> None:
        super().__init__(Path(), values, problems)
        self.place = place

    def complain(self, key: str, sentence: str) -> None:
        self.problems.append(f"{self.place}, {key}: {sentence}")


def _lines_of_keys(path: Path) -> dict[str, int]:
    lines = enumerate(path.read_text("utf-8").splitlines(), start=1)
    return {line.split("key:", 1)[1].strip(): number for number, line in lines if line.lstrip("- ").startswith("key:")}


def _question(keys: _Placed, category: str) -> QuestionSource:
    keys.only("key", "kind", "difficulty", "provisions", "text", "options", "answer", "feedback", "legal_state_on")
    kind = keys.choice("kind", tuple(KINDS))
    return QuestionSource(
        key=keys.text("key", at_most=80),
        category=category,
        kind=kind,
        difficulty=keys.number("difficulty", 1, 3, default=2),
        text=keys.text("text", at_most=800),
        feedback=keys.text("feedback", at_most=800),
        provisions=keys.texts("provisions"),
        options=_true_false(keys) if kind == "true_false" else _options(keys, kind),
        legal_state_on=keys.day("legal_state_on") if keys.values.get("legal_state_on") else None,
        place=keys.place,
    )


def _true_false(keys: _Placed) -> tuple[OptionSource, ...]:
    if "answer" not in keys.values:
        keys.complain("answer", "podaj true albo false")
    answer = keys.flag("answer")
    return (OptionSource("prawda", answer, ""), OptionSource("fałsz", not answer, ""))


def _options(keys: _Placed, kind: str) -> tuple[OptionSource, ...]:
    raw = keys.values.get("options")
    if (
        not isinstance(raw, list)
        or not 2 <= len(raw) <= MOST_OPTIONS
        or not all(isinstance(entry, dict) for entry in raw)
    ):
        keys.complain("options", f"ma być listą od 2 do {MOST_OPTIONS} odpowiedzi")
        return ()
    made = tuple(
        _option(_Placed(f"{keys.place}, odpowiedź {n}", entry, keys.problems)) for n, entry in enumerate(raw, 1)
    )
    complaint = rights_complaint(kind, [option.right for option in made])
    if complaint:
        keys.complain("options", f"{complaint} (right: true)")
    return made


def _option(keys: _Placed) -> OptionSource:
    keys.only("text", "right", "feedback")
    return OptionSource(
        text=keys.text("text"),
        right=keys.flag("right"),
        feedback=keys.text("feedback") if keys.values.get("feedback") else "",
    )


def _quizzes(path: Path, questions: dict[str, QuestionSource], problems: list[str]) -> tuple[QuizSource, ...]:
    raw = read_yaml(path).get("quizzes", [])
    if not isinstance(raw, list) or not all(isinstance(entry, dict) for entry in raw):
        problems.append(f"{path}, quizzes: ma być listą testów")
        return ()
    made = tuple(_quiz(_Placed(f"{path}, test {entry.get('key', '?')}", entry, problems), questions) for entry in raw)
    if len({quiz.key for quiz in made}) != len(made):
        problems.append(f"{path}, quizzes: dwa testy mają ten sam klucz")
    return made


def _quiz(keys: _Placed, questions: dict[str, QuestionSource]) -> QuizSource:
    keys.only("key", "title", "intro", "counts", "draw", "categories", "pass_percent", "minutes", "attempts", "shuffle",
              "review", "after_lessons")  # fmt: skip
    categories = keys.texts("categories")
    bank = [q for q in questions.values() if not categories or q.category in categories]
    quiz = QuizSource(
        key=keys.text("key", at_most=80),
        title=keys.text("title", at_most=160),
        intro=keys.text("intro"),
        counts=keys.flag("counts"),
        draw=keys.optional_number("draw", 1, 500),
        categories=categories,
        pass_percent=keys.number("pass_percent", 1, 100),
        minutes_allowed=keys.optional_number("minutes", 1, 1440),
        attempts_allowed=keys.optional_number("attempts", 1, 100),
        shuffle=keys.flag("shuffle"),
        review=keys.choice("review", REVIEWS, default="always"),
        after_lessons=keys.flag("after_lessons"),
    )
    if (quiz.draw or 1) > len(bank):
        keys.complain("draw", f"bank ma tylko {len(bank)} pytań")
    return quiz
