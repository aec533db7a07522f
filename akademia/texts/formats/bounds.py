"""How large a text may be. Markdown and its cleaning cost more than their length in some shapes; those are bounded.

The bounds are counted in one pass each, before anything is parsed. They lie several times above the longest lesson.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

MOST_CHARACTERS = 80_000
MOST_LINES = 4_000
MOST_CELLS = 4_000
MOST_BRACKETS = 4_000
MOST_MARKS = 8_000
MOST_LEVELS = 12
_RULE = re.compile(r"[\s>|:*+-]*-[\s|:-]*\Z")
_OPENERS = re.compile(r"[ \t]*(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]+|>)")


@dataclass(frozen=True)
class Bound:
    """What is counted, how many there may be, and what the author is told."""

    most: int
    count: Callable[[str], int]
    told: str


def _cells(source: str) -> int:
    """Return how many cells tables have: a row of fewer cells is filled up, and goes on until a blank line."""
    cells = columns = 0
    for line in source.splitlines():
        if _RULE.match(line) and "|" in line:
            columns = line.count("|") + 1
        elif not line.strip():
            columns = 0
        cells += columns
    return cells


def _levels(source: str) -> int:
    return max((_level(line) for line in source.splitlines()), default=0)


def _level(line: str) -> int:
    """Return how many quotes and lists a line opens; a line of many more is not looked at to its end."""
    at, level = 0, 0
    while level <= MOST_LEVELS and (found := _OPENERS.match(line, at)):
        at, level = found.end(), level + 1
    return level


BOUNDS = (
    Bound(MOST_CHARACTERS, len, "jest za długi: ma {} znaków, a może mieć najwyżej {}. Podziel go na części"),
    Bound(MOST_LINES, lambda s: s.count("\n"), "ma za dużo wierszy: {}, a może mieć najwyżej {}. Podziel go na części"),
    Bound(MOST_CELLS, _cells, "ma za duże tabele: {} pól, a może mieć najwyżej {}"),
    Bound(MOST_BRACKETS, lambda s: s.count("["), "ma za dużo nawiasów [: {}, a może mieć najwyżej {}"),
    Bound(MOST_MARKS, lambda s: sum(s.count(mark) for mark in "*_`~<&{"),
          "ma za dużo znaków formatowania (* _ ` ~): {}, a może mieć najwyżej {}"),
    Bound(MOST_LEVELS, _levels, "ma za głęboko zagnieżdżone listy lub cytaty: {} poziomów, a może mieć najwyżej {}"),
)  # fmt: skip


def too_heavy(source: str) -> str:
    """Return why a text would take too long to render; empty when it would not."""
    for bound in BOUNDS:
        count = bound.count(source)
        if count > bound.most:
            return bound.told.format(count, bound.most)
    return ""
