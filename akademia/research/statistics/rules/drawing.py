"""Which lines a chart of series has: one for each series, territory and source, never a sum or an average of two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from akademia.research.charts.rules.bars import draw_bars
from akademia.research.charts.rules.lines import draw_lines
from akademia.research.charts.rules.values import MOST_LINES, Drawn, Figures, Line, Unit
from akademia.research.statistics.rules.figures import COUNTRY, MARKS, FigureRow

MOST_SPAN = 80  # years on one chart; what is wider apart is shown year by year in the table alone


@dataclass(frozen=True)
class Drawable:
    """A series on its way into a chart."""

    title: str
    short: str
    unit: str
    figures: tuple[FigureRow, ...]


@dataclass(frozen=True)
class _Thread:
    """The figures of one series, territory and source."""

    name: str
    short: str
    unit: str
    figures: tuple[FigureRow, ...]


def charts_of(series: Sequence[Drawable]) -> list[Drawn]:
    """Draw some series together: counts on one scale, percentages and other units each on their own.

    At most six lines a chart; further lines go on a further one.

    Figures of a single year are bars. Where a series has figures of many voivodeships, they are on the map instead.
    """
    threads = [thread for one in series for thread in _threads(one, len(series) > 1)]
    charts: list[Drawn] = []
    for scale in dict.fromkeys(_scale(thread.unit) for thread in threads):
        same = [thread for thread in threads if _scale(thread.unit) == scale]
        units = {thread.unit for thread in same}
        title = " · ".join(dict.fromkeys(one.title for one in series if _scale(one.unit) == scale))
        charts += [_chart(title, units.pop() if len(units) == 1 else "", part) for part in _parts(same)]
    return charts


def _scale(unit: str) -> str:
    """Return what may share a scale: all that is counted one by one („centrum, centra, centrów”, „klub, …”)."""
    return "," if "," in unit else unit


def regional(figures: Sequence[FigureRow]) -> tuple[int, tuple[FigureRow, ...]]:
    """Return the newest year that has figures of at least two voivodeships, and those figures; (0, ()) where none has.

    A voivodeship of which sources differ is given once for each source.
    """
    for year in sorted({one.year for one in figures}, reverse=True):
        found = tuple(one for one in figures if one.year == year and one.territory)
        if len({one.territory for one in found}) > 1:
            return year, found
    return 0, ()


def _threads(series: Drawable, is_among: bool) -> Iterator[_Thread]:
    many = len({one.territory for one in series.figures if one.territory}) > 1
    shown = [one for one in series.figures if not (many and one.territory)]
    keys = dict.fromkeys((one.territory, one.place, one.source) for one in shown)
    sources, places = {key[2] for key in keys}, {key[0] for key in keys}
    for territory, place, source in keys:
        said = [series.title if is_among else "", place if len(places) > 1 or place != COUNTRY else "",
                source if len(sources) > 1 else ""]  # fmt: skip
        named = ", ".join(part for part in said if part) or series.title
        figures = tuple(one for one in shown if (one.territory, one.source) == (territory, source))
        yield _Thread(named, series.short if len(places) == 1 else "", series.unit, figures)


def _parts(threads: Sequence[_Thread]) -> Iterator[Sequence[_Thread]]:
    if len({one.year for thread in threads for one in thread.figures}) < 2:
        yield threads
        return
    for start in range(0, len(threads), MOST_LINES):
        yield threads[start : start + MOST_LINES]


def _chart(title: str, unit: str, threads: Sequence[_Thread]) -> Drawn:
    years = sorted({one.year for thread in threads for one in thread.figures})
    is_over_years = len(years) > 1
    below = any(one.value < 0 for thread in threads for one in thread.figures)
    if is_over_years or below:
        span = range(years[0], years[-1] + 1) if years[-1] - years[0] < MOST_SPAN else years
        lines = tuple(_line(thread, list(span)) for thread in threads)
        return draw_lines(Figures(title, "Rok", tuple(str(year) for year in span), lines, Unit.of(unit)))
    values = [thread.figures[0] for thread in threads]
    bars = Line(f"{years[0]} r.", tuple(one.value for one in values), marks=tuple(MARKS[one.mark] for one in values))
    return draw_bars(Figures(title, "Co", tuple(thread.name for thread in threads), (bars,), Unit.of(unit)))


def _line(thread: _Thread, years: Sequence[int]) -> Line:
    by_year = {one.year: one for one in thread.figures}
    values = tuple(by_year[year].value if year in by_year else None for year in years)
    marks = tuple(MARKS[by_year[year].mark] if year in by_year else "" for year in years)
    return Line(thread.name, values, thread.short, marks if any(marks) else ())
