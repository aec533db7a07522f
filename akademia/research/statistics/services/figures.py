"""Figures of a series: added, changed, removed, brought from a sheet. Each act is in the trail."""

from collections.abc import Sequence

from sqlalchemy import select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.core.text import fold
from akademia.research.statistics.models import Figure, Series
from akademia.research.statistics.queries.rows import SERIES_KIND, figure_row, plain, series_row
from akademia.research.statistics.rules.figures import FigureRow


class SameSource(RuleBroken):
    message = "To źródło ma już liczbę za ten rok i to terytorium. Zmień tamtą liczbę albo podaj inne źródło."


class FigureChanged(RuleBroken):
    message = "Ktoś zmienił tę liczbę po tym, jak ją otworzono. Sprawdź ją i zapisz jeszcze raz."


def add_figure(ref: int, told: FigureRow, actor: int) -> list[FigureRow]:
    """Write a figure of a series. Returns those of other sources that differ: both stand side by side.

    :raises SameSource: the source has one for this year and territory already.
    :raises Missing: there is no such series.
    """
    series = series_row(ref, lock=True)
    _refuse_same(series, told, None)
    _write(series, told)
    record("series.figure_added", SERIES_KIND, ref, actor=actor, **_traced(told))
    return _differing(series, told)


def change_figure(ref: int, told: FigureRow, version: int, actor: int) -> list[FigureRow]:
    """Change a figure. Returns those of other sources that differ.

    :param version: the one the form was opened with.
    :raises FigureChanged: someone changed it since.
    :raises SameSource: as `add_figure`.
    """
    figure = figure_row(ref, lock=True)
    if figure.version != version:
        raise FigureChanged
    _refuse_same(figure.series, told, ref)
    before = plain(figure).shown
    lay_figure(figure, told)
    figure.version += 1
    _touch(figure.series)
    record("series.figure_changed", SERIES_KIND, figure.series_id, actor=actor, before=before, **_traced(told))
    return _differing(figure.series, told)


def remove_figure(ref: int, actor: int) -> int:
    """Remove a figure and return the number of its series."""
    figure = figure_row(ref, lock=True)
    series = figure.series
    record("series.figure_removed", SERIES_KIND, series.id, actor=actor, **_traced(plain(figure)))
    db.session.delete(figure)
    _touch(series)
    return series.id


def bring_figures(ref: int, told: Sequence[FigureRow], actor: int) -> int:
    """Write checked rows of a sheet and return how many.

    :raises SameSource: one of them came in meanwhile by another way; then none is written.
    """
    series = series_row(ref, lock=True)
    for one in told:
        _refuse_same(series, one, None)
        _write(series, one)
    record("series.figures_brought", SERIES_KIND, ref, actor=actor, figures=len(told))
    return len(told)


def _write(series: Series, told: FigureRow) -> None:
    figure = Figure(series_id=series.id)
    lay_figure(figure, told)
    db.session.add(figure)
    _touch(series)


def lay_figure(figure: Figure, told: FigureRow) -> None:
    """Write a plain figure into a row."""
    figure.year, figure.territory, figure.thousandths = told.year, told.territory, int(told.value * 1000)
    figure.mark, figure.source, figure.source_url = told.mark, told.source, told.url
    figure.how, figure.note = told.how, told.note


def _touch(series: Series) -> None:
    series.origin, series.changed_at = "person", clock.now()
    db.session.flush()


def _refuse_same(series: Series, told: FigureRow, own: int | None) -> None:
    there = _there(series, told)
    if any(fold(one.source) == fold(told.source) and one.id != own for one in there):
        raise SameSource


def _differing(series: Series, told: FigureRow) -> list[FigureRow]:
    rows = [plain(one) for one in _there(series, told)]
    return [one for one in rows if one.source != told.source and (one.value, one.mark) != (told.value, told.mark)]


def _there(series: Series, told: FigureRow) -> Sequence[Figure]:
    return db.session.scalars(
        select(Figure).where(
            Figure.series_id == series.id, Figure.year == told.year, Figure.territory == told.territory
        )
    ).all()


def _traced(told: FigureRow) -> dict[str, str | int | bool | list[str] | None]:
    return {"year": told.year, "figure": told.shown, "source": told.source, "place": told.place}
