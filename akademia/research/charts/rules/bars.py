"""Categories as horizontal bars, alone or grouped. Names stand above their bars, so that they fit a phone."""

from akademia.research.charts.rules.values import (
    MOST_PARTS,
    Drawn,
    Figures,
    Number,
    Shape,
    Sign,
    TooMany,
    Words,
    exact,
    rectangle,
    table_of,
    wrapped,
)
from akademia.research.charts.rules.words import said_of_bars

WIDTH, ROOM = 600, 470  # of the drawing; of the longest bar, with the number after it
SIGNS_A_LINE = 40  # on a phone, where letters are largest
LINE, BAR, GAP, AFTER = 30, 28, 6, 26


def draw_bars(figures: Figures) -> Drawn:
    """Draw a bar for each value of each category, with its number. Bars begin at zero; what is not known has no bar.

    :raises TooMany: more than seven series, or values that do not fit the categories, or values below zero.
    """
    figures.checked(MOST_PARTS)
    values = [exact(value) for line in figures.lines for value in line.values if value is not None]
    if any(value < 0 for value in values):
        raise TooMany("bars show nothing below zero")
    most = max(values, default=exact(0)) or exact(1)
    shapes: list[Shape] = []
    words: list[Words] = []
    y = 0
    for place, label in enumerate(figures.labels):
        named = wrapped(label, SIGNS_A_LINE)
        words += [Words(0, y + LINE * row - 8, text, "chart__name") for row, text in enumerate(named, start=1)]
        y += LINE * len(named)
        for fill, line in enumerate(figures.lines, start=1):
            value = line.values[place]
            long = 0.0 if value is None else float(exact(value) / most) * ROOM
            shapes += [Shape(rectangle(1, y, long, BAR), "chart__edge", fill)] if long else []
            words.append(Words(round(long) + 10, y + BAR - 6, _said(value, figures), "chart__value"))
            y += BAR + GAP
        shapes.append(Shape(f"M1 {y - len(figures.lines) * (BAR + GAP) - 4}V{y - GAP + 4}", "chart__base"))
        y += AFTER
    height = max(y - AFTER, LINE)
    heads, rows = table_of(figures)
    return Drawn(
        "bars", figures.title, WIDTH, height, tuple(shapes), tuple(words), key_of(figures),
        said_of_bars(figures), heads, rows,
    )  # fmt: skip


def key_of(figures: Figures) -> tuple[Sign, ...]:
    """Return the key of fills; none where there is one series."""
    if len(figures.lines) < 2:
        return ()
    return tuple(
        Sign(line.name, (Shape(rectangle(1, 1, 46, 18), "chart__edge", fill),))
        for fill, line in enumerate(figures.lines, start=1)
    )


def _said(value: Number | None, figures: Figures) -> str:
    if value is None:
        return "brak danych"
    return figures.unit.said(value) if figures.unit.percent else type(figures.unit)().said(value)
