"""Plain figures on the way into a chart, and the drawing on the way out."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from akademia.core.text import NBSP, plural

Number = int | float | Decimal
Heads = tuple[str | tuple[str, str], ...]
Rows = tuple[tuple[str | None, ...], ...]
MOST_LINES = 6  # dashes and signs that the eye tells apart
MOST_PARTS = 7  # fills that the eye tells apart


class TooMany(ValueError):
    """More series than can be told apart without colour, or a number of values that does not fit the labels."""


@dataclass(frozen=True)
class Unit:
    """What is counted. „centrum, centra, centrów” by the count; one form alone („tys. osób”, „%”) stands for all.

    :param part: with fractions („1,5 centrum”); where a noun has none, fractions stand without a noun.
    """

    one: str = ""
    few: str = ""
    many: str = ""
    part: str = ""

    @classmethod
    def of(cls, words: str) -> Self:
        """Return the unit written in one field: one form, or three or four parted by commas."""
        forms = [form.strip() for form in words.split(",") if form.strip()]
        if len(forms) >= 3:
            return cls(*forms[:4])
        return cls(*(forms[:1] * 4)) if forms else cls()

    @property
    def percent(self) -> bool:
        return self.one == "%"

    @property
    def measure(self) -> str:
        """A unit of one form („tys. osób”), for the heading of a table; empty for „%” and for what is counted."""
        return self.one if self.one == self.many and not self.percent else ""

    def said(self, value: Number) -> str:
        """Return a number with its unit: „201 centrów”, „49%”, „11,5 tys. osób”."""
        number = exact(value)
        if number == int(number):
            noun = plural(abs(int(number)), self.one, self.few, self.many)
        else:
            noun = self.part
        gap = "" if self.percent or not noun else NBSP
        return f"{number_words(number)}{gap}{noun}"


@dataclass(frozen=True)
class Line:
    """One series. `values` go with the labels of its figures; None: nobody knows, and nothing is drawn there.

    :param short: a name of a few signs for the chart itself („CIS”); empty: the name.
    :param marks: what stands before each number („ok. ”, „ponad ”) where its source gives it so; empty: nowhere.
    """

    name: str
    values: tuple[Number | None, ...]
    short: str = ""
    marks: tuple[str, ...] = ()

    def mark(self, place: int) -> str:
        return self.marks[place] if self.marks else ""

    def written(self, place: int) -> str:
        """Return the number of a place as the chart and the table write it; of one that is known."""
        value = self.values[place]
        return "" if value is None else f"{self.mark(place)}{number_words(value)}"


@dataclass(frozen=True)
class Figures:
    """All that a chart shows.

    :param labels: years of a line chart; categories of bars; rows of shares.
    :param head: what the labels are, the heading of the table's first column („Rok”).
    :param lines: series; the parts of a whole in shares.
    """

    title: str
    head: str
    labels: tuple[str, ...]
    lines: tuple[Line, ...]
    unit: Unit = Unit()

    def checked(self, most: int) -> Self:
        """Return itself. :raises TooMany: as the class says."""
        if len(self.lines) > most or any(len(line.values) != len(self.labels) for line in self.lines):
            raise TooMany(f"{len(self.lines)} series, {len(self.labels)} labels")
        return self


@dataclass(frozen=True)
class Shape:
    """A path. `css`: its classes; `fill`: the number of its pattern, 0 for none."""

    d: str
    css: str
    fill: int = 0


@dataclass(frozen=True)
class Words:
    """Words in the chart, at the base line of their first letter or, by their class, of their middle or end."""

    x: int
    y: int
    text: str
    css: str = ""


@dataclass(frozen=True)
class Sign:
    """One entry of the key, drawn in a box of 48 by 20."""

    name: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class Drawn:
    """A chart as the macro `ui/chart.html` shows it: drawing, key, sentence, and the same figures as a table.

    :param seen: what is seen, a text of a sentence or a few for each series or row.
    :param heads: of the table: a text, or (text, class). `rows`: texts; None where nothing is known.
    """

    kind: str
    title: str
    width: int
    height: int
    shapes: tuple[Shape, ...]
    words: tuple[Words, ...]
    key: tuple[Sign, ...]
    seen: tuple[str, ...]
    heads: Heads
    rows: Rows

    @property
    def said(self) -> str:
        return " ".join(self.seen)

    @property
    def fills(self) -> list[int]:
        signs = [shape for sign in self.key for shape in sign.shapes]
        return sorted({shape.fill for shape in (*self.shapes, *signs) if shape.fill})

    @property
    def gaps(self) -> bool:
        return any(value is None for row in self.rows for value in row)


def exact(value: Number) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def number_words(value: Number) -> str:
    """Return a number as it is written in Polish: „11,5”, „1189”, „12 400”, „−3”."""
    number = exact(value)
    whole, _, rest = f"{abs(number):f}".partition(".")
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", NBSP)
    rest = rest.rstrip("0")
    return f"{'−' if number < 0 else ''}{whole}{',' if rest else ''}{rest}"


def whole_percent(part: Decimal) -> str:
    """Return a part of one as whole percent, halves up: „13%”."""
    return f"{int((100 * part).to_integral_value('ROUND_HALF_UP'))}%"


def table_of(figures: Figures) -> tuple[Heads, Rows]:
    """Return the headings and the rows of the table: a row for each label, a column for each series."""
    sign = "%" if figures.unit.percent else ""
    told = f" ({figures.unit.measure})" if figures.unit.measure else ""
    heads: Heads = (figures.head, *((f"{line.name}{told}", "num") for line in figures.lines))
    rows = tuple(
        (label, *(_cell(line, place, sign) for line in figures.lines)) for place, label in enumerate(figures.labels)
    )
    return heads, rows


def _cell(line: Line, place: int, sign: str) -> str | None:
    return None if line.values[place] is None else f"{line.written(place)}{sign}"


def rectangle(x: float, y: float, width: float, height: float) -> str:
    return f"M{x:.1f} {y:.1f}h{width:.1f}v{height:.1f}h{-width:.1f}z"


def wrapped(text: str, most: int) -> Sequence[str]:
    """Return a text in lines of at most that many signs, broken between words; a longer word stands whole."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]
