"""Rows of series and figures, whatever their state."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from akademia.core.db import db, row_of
from akademia.core.errors import Missing
from akademia.organisations.formats.poland import SHAPES
from akademia.research.statistics.models import Figure, Series
from akademia.research.statistics.rules.figures import COUNTRY, FigureRow

SERIES_KIND = "series"
# The voivodeships by their TERC numbers, in Polish order.
PLACES: Mapping[str, str] = {shape.code: shape.name for shape in sorted(SHAPES, key=lambda shape: shape.code)}


@dataclass(frozen=True)
class DeskFigure:
    """A figure with what it belongs to."""

    series_id: int
    series_title: str
    row: FigureRow


def series_row(ref: int, with_bin: bool = False, lock: bool = False) -> Series:
    """Return a series in any state.

    :raises Missing: there is none, or it lies in the bin (unless `with_bin`).
    """
    return row_of(Series, ref, lock, with_bin)


def figure_row(ref: int, lock: bool = False) -> Figure:
    """Return a figure of a series that is not in the bin.

    :raises Missing: there is none.
    """
    figure = row_of(Figure, ref, lock)
    if figure.series.removed:
        raise Missing
    return figure


def plain(figure: Figure) -> FigureRow:
    """Return a figure as a plain value."""
    return FigureRow(
        figure.year, figure.value, figure.source, figure.territory, PLACES.get(figure.territory, COUNTRY), figure.mark,
        figure.source_url, figure.how, figure.note, figure.id, figure.version,
    )  # fmt: skip


def figures_of(refs: Collection[int]) -> dict[int, tuple[FigureRow, ...]]:
    """Return number of series -> its figures year by year, in the order in which they were written down."""
    found = db.session.scalars(select(Figure).where(Figure.series_id.in_(refs)).order_by(Figure.year, Figure.id))
    told: dict[int, list[FigureRow]] = {ref: [] for ref in refs}
    for one in found:
        told[one.series_id].append(plain(one))
    return {ref: tuple(rows) for ref, rows in told.items()}
