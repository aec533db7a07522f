"""How well the search answers: recall and nDCG of the first ten results over judged questions."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from flask import Flask

from akademia.core.links import path_to
from akademia.search.queries.finding import best

FIRST = 10
JUDGED = Path(__file__).with_name("judged.yaml")
COURSE = "/edukacja/kursy/ustawa-od-podstaw/"
PLACES = {
    "L": COURSE + "lekcje/{}/", "E": COURSE + "lekcje/{}/?wersja=etr", "C": "/edukacja/kursy/{}/",
    "T": "/slownik/#{}", "P": "/prawo/uzs/{}/", "S": "/{}/",
    "G": "/publikacje/pozycja/{}/", "N": "/edukacja/narzedzia/{}/",
    "A": "/publikacje/kwartalnik/2017/4/{}/", "W": "/promocja/aktualnosci/{}/",
}  # fmt: skip
ANSWERS = 2  # the grade from which a result answers the question


@dataclass(frozen=True)
class Judged:
    """A question and the grades of what should answer it, by address."""

    ask: str
    grades: Mapping[str, int]


@dataclass(frozen=True)
class Outcome:
    """What one question brought."""

    ask: str
    recall: float
    ndcg: float
    missed: Sequence[str]


def judged() -> list[Judged]:
    return [Judged(one["ask"], {_address(key): grade for key, grade in one["want"].items()})
            for one in yaml.safe_load(JUDGED.read_text("utf-8"))]  # fmt: skip


def _address(short: str) -> str:
    kind, _, name = short.partition(":")
    return PLACES[kind].format(name)


def outcomes(app: Flask) -> list[Outcome]:
    """Ask every judged question in the academy of an app."""
    with app.test_request_context():
        return [outcome(one, [path_to(hit.endpoint, hit.place) for hit in best(one.ask, FIRST)]) for one in judged()]


def outcome(one: Judged, found: Sequence[str]) -> Outcome:
    """Compare what was found (addresses, the best first) with what should be."""
    answers = [address for address, grade in one.grades.items() if grade >= ANSWERS]
    missed = [address for address in answers if address not in found]
    gained = sum(_gain(one.grades.get(address, 0), place) for place, address in enumerate(found))
    ideal = sum(_gain(grade, place) for place, grade in enumerate(sorted(one.grades.values(), reverse=True)[:FIRST]))
    return Outcome(one.ask, 1 - len(missed) / len(answers), gained / ideal, missed)


def _gain(grade: int, place: int) -> float:
    return (2**grade - 1) / math.log2(place + 2)


def means(found: Sequence[Outcome]) -> tuple[float, float]:
    """Return mean recall and mean nDCG."""
    return sum(one.recall for one in found) / len(found), sum(one.ndcg for one in found) / len(found)
