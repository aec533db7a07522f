"""Series over years as lines. Each has its own dash and its own sign, so that colour is never the only key."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from akademia.research.charts.rules.values import (
    MOST_LINES,
    Drawn,
    Figures,
    Line,
    Number,
    Shape,
    Sign,
    Words,
    exact,
    number_words,
    table_of,
)
from akademia.research.charts.rules.words import said_of_lines

WIDTH, HEIGHT = 900, 420
LEFT, RIGHT, TOP, BASE = 70, 150, 40, 360
LINE_OF_WORDS = 25  # on a phone, where letters are largest
CLEAR = 20  # from the middle of a number to a point of another line
SHORT = 12  # signs of a name that fits beside the end of its line
MOST_YEARS = 12  # with a number at each point and a word under each
STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
SIGNS = (
    "M{x} {y}m-7 0a7 7 0 1 0 14 0a7 7 0 1 0 -14 0z",
    "M{x} {y}m-6 -6h12v12h-12z",
    "M{x} {y}m0 -8l8 14h-16z",
    "M{x} {y}m0 -9l8 9l-8 9l-8 -9z",
    "M{x} {y}m-8 -6h16l-8 14z",
    "M{x} {y}m-8 -3h5v-5h6v5h5v6h-5v5h-6v-5h-5z",
)


@dataclass(frozen=True)
class Frame:
    """Where values and years lie in the drawing."""

    low: Decimal
    high: Decimal
    years: int

    def x(self, place: int) -> int:
        room = WIDTH - LEFT - RIGHT
        return LEFT + 20 + (round(room * place / (self.years - 1)) if self.years > 1 else room // 2)

    def y(self, value: Number) -> int:
        return BASE - round((exact(value) - self.low) / (self.high - self.low) * (BASE - TOP))


def draw_lines(figures: Figures) -> Drawn:
    """Draw series over years.

    A year without a value is a gap in its line, never a zero. The scale begins at zero, or below where values do.

    :raises TooMany: more than six series, or values that do not fit the years.
    """
    figures.checked(MOST_LINES)
    ticks = ticks_for([exact(v) for line in figures.lines for v in line.values if v is not None])
    frame = Frame(ticks[0], ticks[-1], len(figures.labels))
    named = len(figures.lines) > 1
    heads, rows = table_of(figures)
    return Drawn(
        "lines", figures.title, WIDTH, HEIGHT,
        shapes=(*_grid(ticks, frame), *_strokes(figures, frame), *_dots(figures, frame)),
        words=(*_scale(ticks, frame), *_years(figures, frame), *_values(figures, frame, named)),
        key=_key(figures), seen=said_of_lines(figures), heads=heads, rows=rows,
    )  # fmt: skip


def ticks_for(values: Sequence[Decimal]) -> list[Decimal]:
    """Return from four to eight even steps of a scale that holds zero and all values."""
    low, high = min(values, default=Decimal(0)), max(values, default=Decimal(1))
    low, high = min(low, Decimal(0)), max(high, Decimal(0))
    span = (high - low) or Decimal(1)
    power = Decimal(10) ** ((span / 5).adjusted())
    step = next(one * power for one in STEPS if one * power >= span / 5)
    first = (low / step).to_integral_value("ROUND_FLOOR") * step
    ticks = [first]
    while ticks[-1] < high or len(ticks) < 2:
        ticks.append(ticks[-1] + step)
    return ticks


def _end_word(line: Line, place: int) -> str:
    """Return what stands at the end of a line: its number, and its name where that is short."""
    name = line.short or line.name
    return f"{name} {line.written(place)}" if len(name) <= SHORT else line.written(place)


def _grid(ticks: Sequence[Decimal], frame: Frame) -> list[Shape]:
    across = WIDTH - LEFT - RIGHT + 40
    return [Shape(f"M{LEFT} {frame.y(t)}h{across}", "chart__grid" if t else "chart__base") for t in ticks]


def _scale(ticks: Sequence[Decimal], frame: Frame) -> list[Words]:
    return [Words(LEFT - 10, frame.y(t) + 6, number_words(t), "chart__soft chart__to") for t in ticks]


def _years(figures: Figures, frame: Frame) -> list[Words]:
    each = -(-len(figures.labels) // MOST_YEARS)
    return [
        Words(frame.x(place), BASE + 32, label, "chart__mid")
        for place, label in enumerate(figures.labels)
        if place % each == 0
    ]


def _strokes(figures: Figures, frame: Frame) -> list[Shape]:
    return [
        Shape(_path(run, frame), f"chart__line chart__line--{number}")
        for number, line in enumerate(figures.lines, start=1)
        for run in runs(line.values)
        if len(run) > 1
    ]


def runs(values: Sequence[Number | None]) -> list[list[tuple[int, Number]]]:
    """Return the unbroken stretches of a series: (place, value) of each point."""
    found: list[list[tuple[int, Number]]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            found.append([])
        else:
            found[-1].append((place, value))
    return [run for run in found if run]


def _path(run: Sequence[tuple[int, Number]], frame: Frame) -> str:
    return "M" + "L".join(f"{frame.x(place)} {frame.y(value)}" for place, value in run)


def _dots(figures: Figures, frame: Frame) -> list[Shape]:
    return [
        _dot(number, frame.x(place), frame.y(value))
        for number, line in enumerate(figures.lines, start=1)
        for place, value in enumerate(line.values)
        if value is not None
    ]


def _dot(number: int, x: int, y: int) -> Shape:
    return Shape(SIGNS[number - 1].format(x=x, y=y), f"chart__dot chart__dot--{number}")


def _values(figures: Figures, frame: Frame, named: bool) -> list[Words]:
    last = len(figures.labels) - 1
    words: list[Words] = []
    for place in range(len(figures.labels)):
        if place == last and named:
            words += _end_words(figures, frame, place)
        elif len(figures.labels) <= MOST_YEARS or place in _ends(figures):
            words += _point_values(figures, frame, place)
    return words


def _ends(figures: Figures) -> set[int]:
    """Return the places that bear numbers where there are too many years for all: first, last, highest, lowest."""
    found = {0, len(figures.labels) - 1}
    for line in figures.lines:
        known = [(exact(value), place) for place, value in enumerate(line.values) if value is not None]
        found |= {max(known)[1], min(known)[1]} if known else set()
    return found


def _points(figures: Figures, frame: Frame, place: int) -> list[tuple[int, int, Line, Number]]:
    """Return (y, number, series, value) of the points of one year, the highest first."""
    points = [
        (frame.y(value), number, line, value)
        for number, line in enumerate(figures.lines, start=1)
        if (value := line.values[place]) is not None
    ]
    return sorted(points, key=lambda point: point[:2])


def _point_values(figures: Figures, frame: Frame, place: int) -> list[Words]:
    points = _points(figures, frame, place)
    heights = [y for y, *_ in points]
    spots = spots_for(heights)
    beside = iter(apart([y + 6 for y, spot in zip(heights, spots, strict=True) if spot is None], BASE - 6))
    found = []
    for (_, number, line, _), spot in zip(points, spots, strict=True):
        tone = "chart__value" if number == 1 else "chart__value chart__soft"
        x, y = frame.x(place), spot if spot is not None else next(beside)
        css = tone if spot is None else f"chart__mid {tone}"
        found.append(Words(x + 14 if spot is None else x, y, line.written(place), css))
    return found


def spots_for(heights: Sequence[int]) -> list[int | None]:
    """Return where the numbers of points above each other stand: over or under each; None: beside it, no room there."""
    taken: list[int] = []
    found: list[int | None] = []
    for place, y in enumerate(heights):
        others = [*heights[:place], *heights[place + 1 :]]
        wanted = (y + 32, y - 16) if 0 < place == len(heights) - 1 else (y - 16, y + 32)
        free = (
            spot for spot in wanted
            if spot <= BASE - 6
            and all(abs(spot - 7 - other) >= CLEAR for other in others)
            and all(abs(spot - other) >= LINE_OF_WORDS for other in taken)
        )  # fmt: skip
        found.append(next(free, None))
        taken += [spot for spot in found[-1:] if spot is not None]
    return found


def _end_words(figures: Figures, frame: Frame, place: int) -> list[Words]:
    points = _points(figures, frame, place)
    return [
        Words(frame.x(place) + 18, y, _end_word(point[2], place), "chart__end chart__value")
        for y, point in zip(apart([y + 6 for y, *_ in points], BASE - 6), points, strict=True)
    ]


def apart(wanted: Sequence[int], lowest: int) -> list[int]:
    """Return heights of words, in order, moved down and then up until none lies over another or under the base."""
    placed: list[int] = []
    for y in wanted:
        placed.append(max(y, placed[-1] + LINE_OF_WORDS) if placed else y)
    for place in reversed(range(len(placed))):
        below = placed[place + 1] - LINE_OF_WORDS if place + 1 < len(placed) else max(lowest, 0)
        placed[place] = min(placed[place], below)
    return placed


def _key(figures: Figures) -> tuple[Sign, ...]:
    if len(figures.lines) < 2:
        return ()
    return tuple(
        Sign(line.name, (Shape("M0 10h48", f"chart__line chart__line--{number}"), _dot(number, 24, 10)))
        for number, line in enumerate(figures.lines, start=1)
    )
