"""Numbers of a variable as a chart, a table and a sentence; the same for a whole group, a filter and a cross table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from akademia.core.text import NBSP, counted
from akademia.research.charts.rules.bars import draw_bars
from akademia.research.charts.rules.shares import draw_shares
from akademia.research.charts.rules.values import MOST_PARTS, Drawn, Figures, Line, Unit
from akademia.research.charts.rules.words import said_of_some
from akademia.research.surveys.rules.disclosure import Shown
from akademia.research.surveys.rules.results import Table, Told
from akademia.research.surveys.rules.tables import Variable

PEOPLE = Unit("osoba", "osoby", "osób")
HIDDEN_TOGETHER = "ukryte odpowiedzi razem"
MOST_LISTED = 8  # options that a table shows with their dashes too; of more, only those that have a number
KINDS = {"multiple": "można było wybrać kilka odpowiedzi", "number": "liczby w przedziałach",
         "date": "lata w przedziałach", "row": "ocena na skali",
         "scale": "ocena na skali", "codes": "odpowiedzi otwarte, pogrupowane przez redakcję"}  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """One figure of results. `rows`: (words, count, share), texts; `query`: what was counted, in words.

    :param drawn: None where nothing may be told.
    """

    id: str
    title: str
    about: str
    kind: str
    exact: bool
    drawn: Drawn | None
    rows: tuple[tuple[str, str | None, str | None], ...]
    said: str
    notes: tuple[str, ...]
    query: str
    filters: tuple[tuple[str, str], ...]


def figure(group: str, told: Told, number: int) -> Figure:
    """Return the figure of a variable in its whole group."""
    rest = told.rest
    notes = [*_middle(told), *_asked(told), *_hidden(told.variable, told.counts, rest)]
    options = tuple((f"{told.variable.key}:{told.variable.options[place][0]}", told.variable.options[place][1])
                    for place in told.filters)  # fmt: skip
    query = f"grupa={group}; pytanie={told.variable.key}; filtr=brak"
    shown = (told.variable, told.counts, told.seen, told.exact, rest)
    return _figure(*shown, f"p{number}", query, notes, options)


def filtered_figure(group: str, other: Told, numbers: Sequence[Shown], base: int, by: str, number: int) -> Figure:
    """Return the figure of a variable among those whom a filter leaves; `by`: the filter as its address has it."""
    query = f"grupa={group}; pytanie={other.variable.key}; filtr={by}"
    notes = _hidden(other.variable, numbers, None)
    return _figure(other.variable, numbers, base, False, None, f"p{number}", query, notes, ())


def _figure(
    variable: Variable, counts: Sequence[Shown], base: int | None, exact: bool, rest: int | None, place: str,
    query: str, notes: Sequence[str], filters: tuple[tuple[str, str], ...],
) -> Figure:  # fmt: skip
    words = [words for _key, words in variable.options]
    known = [(name, count) for name, count in zip(words, counts, strict=True) if count is not None]
    drawn = _drawn(variable, known, rest, exact) if known else None
    listed = known if len(words) > MOST_LISTED else list(zip(words, counts, strict=True))
    rows = [*listed, *([(HIDDEN_TOGETHER, rest)] if rest and known else [])]
    return Figure(
        place, variable.words, variable.about, KINDS.get(variable.kind, ""), exact, drawn,
        tuple((name, _count(count, exact), _share(count, base, exact)) for name, count in rows) if known else (),
        drawn.said if drawn else "", tuple(notes), query, filters,
    )  # fmt: skip


def _drawn(variable: Variable, known: list[tuple[str, int]], rest: int | None, exact: bool) -> Drawn:
    """Draw an exact scale as parts of one bar, everything else as a bar for each option; the hidden only together."""
    shown = [*known, *([(HIDDEN_TOGETHER, rest)] if rest else [])]
    whole = len(known) == len(variable.options)
    if variable.scaled and exact and whole and len(shown) <= MOST_PARTS:
        lines = tuple(Line(name, (count,)) for name, count in shown)
        return draw_shares(Figures(variable.words, "Stwierdzenie", ("Wszyscy, którzy widzieli pytanie",), lines))
    drawn = draw_bars(_bars(variable, shown, exact))
    return drawn if whole else replace(drawn, seen=(said_of_some(_bars(variable, known, exact)),))


def _bars(variable: Variable, shown: Sequence[tuple[str, int]], exact: bool) -> Figures:
    marks = () if exact else (f"ok.{NBSP}",) * len(shown)
    line = Line("Liczba osób", tuple(count for _name, count in shown), marks=marks)
    return Figures(variable.words, "Odpowiedź", tuple(name for name, _count in shown), (line,), PEOPLE)


def _count(count: Shown, exact: bool) -> str | None:
    return None if count is None else str(count) if exact else f"ok.{NBSP}{count}"


def _share(count: Shown, base: int | None, exact: bool) -> str | None:
    """Return a share in whole percent of those who saw the question, by numbers that are published."""
    if count is None or not base:
        return None
    return f"{'' if exact else f'ok.{NBSP}'}{min(100, round(100 * count / base))}%"


def _asked(told: Told) -> list[str]:
    """Return how many saw the question and how many answered, as far as that may be told."""
    about = f"około {told.about}" if told.about else "niewiele osób"
    if not told.exact:
        seen = f"około {told.seen} osób" if told.seen else "niewiele osób"
        return [f"Pytanie widziało {seen}, odpowiedziało {about}."]
    seen = counted(told.seen or 0, "osoba", "osoby", "osób")
    if told.silent is None:
        return [f"Pytanie widziało: {seen}, odpowiedziało {about}."]
    if told.silent == 0:
        return [f"Pytanie widziało: {seen}. Odpowiedzieli wszyscy."]
    return [f"Pytanie widziało: {seen}, odpowiedziało: {told.answered}."]


def _hidden(variable: Variable, counts: Sequence[Shown], rest: int | None) -> list[str]:
    names = [words for (_key, words), count in zip(variable.options, counts, strict=True) if count is None]
    if not names:
        return []
    if len(names) == len(variable.options):
        return ["Liczb nie podajemy: odpowiedzi jest za mało albo są do siebie zbyt podobne."]
    together = f" Razem: {rest}." if rest else ""
    return [f"Ukryte: {', '.join(names)}.{together}"]


def _middle(told: Told) -> list[str]:
    if not told.variable.scaled or told.empty:
        return []
    if told.mean is None or told.median is None:
        return ["Średniej i mediany nie podajemy, bo część liczb jest ukryta albo zaokrąglona."]
    return [f"Średnia: {_decimal(told.mean)}, mediana: {_decimal(told.median)}."]


def _decimal(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


@dataclass(frozen=True)
class CrossTable:
    """A cross table for a page. `rows`: (words, what is told of it, cells as texts)."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[str | None, ...]], ...]
    said: str
    query: str
    hidden: bool


def cross_table(group: str, rows: Told, columns: Told, table: Table) -> CrossTable:
    """Return a cross table. Rows of which nothing is published are left out."""
    seen = [place for place, count in enumerate(rows.counts) if count is not None]
    lines = tuple(
        (rows.variable.options[place][1], _count(rows.counts[place], rows.exact) or "",
         tuple(_count(value, False) for value in table[place]))
        for place in seen
    )  # fmt: skip
    heads = tuple(words for _key, words in columns.variable.options)
    return CrossTable(
        f"{rows.variable.words} × {columns.variable.words}", heads, lines, _highest(rows, columns, table),
        f"grupa={group}; wiersze={rows.variable.key}; kolumny={columns.variable.key}",
        any(value is None for place in seen for value in table[place]),
    )  # fmt: skip


def _highest(rows: Told, columns: Told, table: Table) -> str:
    cells = [(value, y, x) for y, line in enumerate(table) for x, value in enumerate(line) if value is not None]
    if not cells:
        return "W tej tabeli każda liczba jest za mała, by ją podać."
    value, y, x = max(cells, key=lambda cell: cell[0])
    return (
        f"Najwięcej osób naraz odpowiedziało „{rows.variable.options[y][1]}” i „{columns.variable.options[x][1]}”: "
        f"około {value}."
    )
