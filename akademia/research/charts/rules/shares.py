"""Parts of a whole as one bar of 100 % a row: scales, answers that exclude each other."""

from collections.abc import Sequence
from decimal import Decimal

from akademia.research.charts.rules.bars import LINE, SIGNS_A_LINE, WIDTH, key_of
from akademia.research.charts.rules.values import (
    MOST_PARTS,
    Drawn,
    Figures,
    Heads,
    Number,
    Rows,
    Shape,
    TooMany,
    Words,
    exact,
    number_words,
    rectangle,
    whole_percent,
    wrapped,
)
from akademia.research.charts.rules.words import said_of_shares

BAR, AFTER = 34, 26
ROOM = WIDTH - 2
FITS = 0.09  # the least part that has room for its percentage on a phone


def draw_shares(figures: Figures) -> Drawn:
    """Draw each label as a bar of its parts. Values are counts; percentages are rounded each by itself.

    A row with a part that is not known, or without any, has words and no bar. The table holds counts and percentages.

    :raises TooMany: more than seven parts, values that do not fit the labels, or values below zero.
    """
    figures.checked(MOST_PARTS)
    shapes: list[Shape] = []
    words: list[Words] = []
    y = 0
    for place, label in enumerate(figures.labels):
        named = wrapped(label, SIGNS_A_LINE)
        words += [Words(0, y + LINE * row - 8, text, "chart__name") for row, text in enumerate(named, start=1)]
        y += LINE * len(named)
        parts = parts_of([line.values[place] for line in figures.lines])
        words += _percentages(parts, y + LINE - 10) if parts else [Words(0, y + LINE - 8, _why(figures, place))]
        y += LINE
        if parts:
            shapes += _segments(parts, y)
            y += BAR
        y += AFTER
    return Drawn(
        "bars", figures.title, WIDTH, max(y - AFTER, LINE), tuple(shapes), tuple(words), key_of(figures),
        said_of_shares(figures), *_table(figures),
    )  # fmt: skip


def parts_of(values: Sequence[Number | None]) -> list[Decimal]:
    """Return the parts of one, in order; nothing where a value is not known or all are zero.

    :raises TooMany: a value below zero.
    """
    known = [exact(value) for value in values if value is not None]
    total = sum(known, Decimal(0))
    if any(value < 0 for value in known):
        raise TooMany("shares show nothing below zero")
    return [value / total for value in known] if total and len(known) == len(values) else []


def _why(figures: Figures, place: int) -> str:
    return "nie podajemy" if any(line.values[place] is None for line in figures.lines) else "brak odpowiedzi"


def _segments(parts: Sequence[Decimal], y: int) -> list[Shape]:
    found: list[Shape] = []
    x = 1.0
    for fill, part in enumerate(parts, start=1):
        long = float(part) * ROOM
        found += [Shape(rectangle(x, y, long, BAR), "chart__edge", fill)] if part else []
        x += long
    return found


def _percentages(parts: Sequence[Decimal], y: int) -> list[Words]:
    found: list[Words] = []
    x = 1.0
    for part in parts:
        long = float(part) * ROOM
        if part >= FITS:
            found.append(Words(round(x + long / 2), y, whole_percent(part), "chart__mid"))
        x += long
    return found


def _table(figures: Figures) -> tuple[Heads, Rows]:
    heads: Heads = (figures.head, *((line.name, "num") for line in figures.lines), ("Razem", "num"))
    return heads, tuple(_row(figures, place, label) for place, label in enumerate(figures.labels))


def _row(figures: Figures, place: int, label: str) -> tuple[str | None, ...]:
    values = [line.values[place] for line in figures.lines]
    parts: list[Decimal] | list[None] = parts_of(values) or [None] * len(values)
    total = None if any(value is None for value in values) else sum(exact(v) for v in values if v is not None)
    cells = [_cell(value, part) for value, part in zip(values, parts, strict=True)]
    return (label, *cells, None if total is None else number_words(total))


def _cell(value: Number | None, part: Decimal | None) -> str | None:
    if value is None:
        return None
    return number_words(value) if part is None else f"{number_words(value)} ({whole_percent(part)})"
