"""A figure as a plain value: its number, its checks, and those that contradict each other."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from akademia.core.text import fold
from akademia.research.charts.rules.values import Unit, number_words

FIRST_YEAR, LAST_YEAR = 1900, 2100
LARGEST = Decimal(1_000_000_000_000)
COUNTRY = "Polska"
MARKS: Mapping[str, str] = {"": "", "about": "ok. ", "over": "ponad ", "nearly": "prawie ", "close": "blisko "}
HOW: Mapping[str, str] = {
    "stated": "liczba podana w tekście źródła",
    "read": "liczba odczytana z wykresu i sprawdzona z sumami",
}
_NUMBER = re.compile(r"-?\d{1,13}(?:[.,]\d{1,3})?\Z")


@dataclass(frozen=True)
class FigureRow:
    """A figure. `territory`: a voivodeship's two digits of TERC; empty for the whole country. `place`: its name."""

    year: int
    value: Decimal
    source: str
    territory: str = ""
    place: str = COUNTRY
    mark: str = ""
    url: str = ""
    how: str = "stated"
    note: str = ""
    id: int = 0
    version: int = 1

    @property
    def shown(self) -> str:
        """The number as its source gives it: „ponad 150”."""
        return f"{MARKS[self.mark]}{number_words(self.value)}"

    def said(self, unit: Unit) -> str:
        return f"{MARKS[self.mark]}{unit.said(self.value)}"

    @property
    def how_said(self) -> str:
        return HOW[self.how]


def newest(figures: Sequence[FigureRow]) -> tuple[FigureRow, ...]:
    """Return the figures of the newest year: of the country or, where it has none, of the territories that have."""
    country = [one for one in figures if not one.territory] or figures
    year = max((one.year for one in country), default=0)
    return tuple(one for one in country if one.year == year)


@dataclass(frozen=True)
class Conflict:
    """Figures of one series, year and territory that differ. All are shown, each with its source."""

    year: int
    place: str
    figures: tuple[FigureRow, ...]


def conflicts(figures: Sequence[FigureRow]) -> tuple[Conflict, ...]:
    """Return where sources differ, the newest year first; „ponad 150” and 166 differ too: nobody decides here."""
    by_place: dict[tuple[int, str], list[FigureRow]] = {}
    for one in figures:
        by_place.setdefault((one.year, one.territory), []).append(one)
    found = [
        Conflict(year, rows[0].place, tuple(rows))
        for (year, _), rows in by_place.items()
        if len({(one.value, one.mark) for one in rows}) > 1
    ]
    return tuple(sorted(found, key=lambda one: (-one.year, one.place)))


def longest_run(figures: Sequence[FigureRow], most: int = 7) -> tuple[FigureRow, ...]:
    """Return the figures of the whole country of the source that knows the most years, the last `most` of them.

    Only plain numbers from zero on: „ponad 150” cannot be drawn as a bar beside 166.
    """
    by_source: dict[str, list[FigureRow]] = {}
    for one in figures:
        if not one.territory and not one.mark and one.value >= 0:
            by_source.setdefault(one.source, []).append(one)
    longest = max(by_source.values(), key=len, default=[])
    return tuple(sorted(longest, key=lambda one: one.year)[-most:])


def number_of(typed: str) -> Decimal | None:
    """Return the number that someone wrote („1 189”, „11,5”); None where it is none, or has over three decimals."""
    bare = re.sub(r"[\s\u00a0]", "", typed).replace("−", "-")
    if not _NUMBER.match(bare) or not bare.isascii():
        return None
    value = Decimal(bare.replace(",", "."))
    return value if abs(value) <= LARGEST else None


def year_of(typed: str) -> int | None:
    told = typed.strip()
    fits = told.isascii() and told.isdigit() and len(told) == 4 and FIRST_YEAR <= int(told) <= LAST_YEAR
    return int(told) if fits else None


def mark_of(words: str) -> str | None:
    """Return the key of a mark by its words; None for words that are none."""
    told = fold(words)
    return next((key for key, said in MARKS.items() if fold(said) == told or key == told), None)


def how_of(words: str) -> str | None:
    """Return the key of how a figure is known, by its key or a word of it; `stated` where nothing was said."""
    told = fold(words)
    if not told or told in ("stated", "podana", fold(HOW["stated"])):
        return "stated"
    return "read" if told in ("read", "odczytana", fold(HOW["read"])) else None


def is_address(url: str) -> bool:
    return bool(re.match(r"https?://[^\s/]+\.[^\s]+\Z", url))
