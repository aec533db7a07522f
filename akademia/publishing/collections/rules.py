"""How parts of texts are named, compared and set in the order of the act."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from akademia.core.passages import Passage

MOST_IN_SET = 30  # as many as a cookie holds
MOST_SUBJECTS = 40
LICENCE = "cc-by-4.0"  # of every collection: a name of the library's; only what allows it is gathered
_SPOT = re.compile(r"([a-z]{1,20})\.([0-9]{1,9})\.([A-Za-z0-9_-]{0,120})\Z")


@dataclass(frozen=True)
class Seat:
    """Where a part stands in a collection: under which article, by which provision; `position` in the act's order."""

    position: int
    article_key: str
    article: str
    label: str
    provisions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Seated:
    """A part of a text in its seat."""

    passage: Passage
    seat: Seat

    @property
    def spot(self) -> str:
        return spot(self.passage)

    @property
    def digest(self) -> str:
        return digest(self.passage)


def spot(passage: Passage) -> str:
    """Return the name of a part of a text, whatever version of it: „lesson.12.premia”."""
    return f"{passage.kind}.{passage.ref}.{passage.part}"


def known_spots(said: Iterable[str]) -> list[str]:
    """Return those of some words that can name a part of a text, each once, in their order."""
    return list(dict.fromkeys(one for one in said if _SPOT.match(one)))


def text_of(name: str) -> tuple[str, int]:
    """Return the text (kind, number) of a part."""
    kind, ref, _part = name.split(".", 2)
    return kind, int(ref)


def digest(passage: Passage) -> str:
    """Return a mark of what a part says: it differs when its words do, and not when only its text's version does."""
    said = "\n".join((passage.title, passage.heading, passage.html, str(passage.legal_state_on)))
    return hashlib.sha256(said.encode()).hexdigest()[:20]


def news_of(seen: Mapping[str, str], now: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what has changed between two looks (spot -> digest): new, changed and gone spots; empty lists left out."""
    told = {
        "new": [one for one in now if one not in seen],
        "changed": [one for one in now if one in seen and seen[one] != now[one]],
        "gone": [one for one in seen if one not in now],
    }
    return {name: spots for name, spots in told.items() if spots}


def oldest(days: Iterable[date | None]) -> date | None:
    """Return the earliest of the days that are known: what a whole may vouch for."""
    return min((day for day in days if day is not None), default=None)


def checksum(title: str, number: int, introduction: str, digests: Sequence[str]) -> str:
    """Return the SHA-256 of what a number is made of, in hexadecimal digits."""
    whole = json.dumps([title, number, introduction, list(digests)], ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()
