"""Series as their staff see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from akademia.core.area import Found, WaitingRow
from akademia.core.db import db
from akademia.core.listing import Asked, ListPage, list_page
from akademia.core.text import fold
from akademia.research.charts.rules.values import Unit, number_words
from akademia.research.statistics.models import Figure, Series
from akademia.research.statistics.queries.house import STATES
from akademia.research.statistics.queries.rows import (
    PLACES,
    SERIES_KIND,
    DeskFigure,
    figure_row,
    figures_of,
    plain,
    series_row,
)
from akademia.research.statistics.rules.figures import Conflict, FigureRow, conflicts
from akademia.research.statistics.rules.sheet import Key
from akademia.texts.queries import draft_of, waiting_drafts


@dataclass(frozen=True)
class DeskRow:
    """A series in the desk's list."""

    id: int
    title: str
    state: str
    version: int
    changed_at: datetime
    figures: int


@dataclass(frozen=True)
class DeskSeries:
    """A series as its own page of the desk shows it."""

    id: int
    slug: str
    title: str
    state: str
    version: int
    unit: Unit
    figures: tuple[FigureRow, ...]
    conflicts: tuple[Conflict, ...]
    has_draft: bool
    withdrawn_at: datetime | None
    withdrawn_why: str


def desk_list(asked: Asked) -> ListPage[DeskRow]:
    """Return series in all states; words are looked for in titles."""
    count = select(func.count(Figure.id)).where(Figure.series_id == Series.id).scalar_subquery()
    query: Any = select(Series.id, Series.title, Series.state, Series.version, Series.changed_at, count)
    query = query.where(Series.title.icontains(asked.words, autoescape=True)) if asked.words else query
    query = query.where(Series.state == asked.filters["stan"]) if "stan" in asked.filters else query
    by: Any = Series.changed_at if asked.sort == "zmiana" else Series.title_key
    return list_page(
        query.order_by(by.desc() if asked.descending else by.asc(), Series.id), asked, lambda row: DeskRow(*row)
    )


def desk_series(ref: int) -> DeskSeries:
    """Return a series for its page of the desk.

    :raises Missing: there is none, or it lies in the bin.
    """
    series, draft, figures = series_row(ref), draft_of(SERIES_KIND, ref), figures_of([ref])[ref]
    return DeskSeries(
        ref, series.slug, series.title, series.state, series.version, Unit.of(series.unit), figures,
        conflicts(figures), draft is not None and draft.is_open, series.withdrawn_at, series.withdrawn_why,
    )  # fmt: skip


def desk_figure(ref: int) -> DeskFigure:
    """Return a figure with the title of its series.

    :raises Missing: there is none, or its series lies in the bin.
    """
    figure = figure_row(ref)
    return DeskFigure(figure.series_id, figure.series.title, plain(figure))


def number_typed(row: FigureRow) -> str:
    """Return a figure's number as a form shows it."""
    return number_words(row.value).replace("−", "-").replace("\u00a0", " ")


def taken_keys(ref: int) -> set[Key]:
    """Return what a series has figures for: (year, territory, folded source)."""
    return {(one.year, one.territory, fold(one.source)) for one in figures_of([ref])[ref]}


def known_sources(ref: int) -> list[str]:
    """Return the sources that a series names, for the form to suggest."""
    return list(dict.fromkeys(one.source for one in figures_of([ref])[ref]))


def waiting(user_id: int) -> list[WaitingRow]:
    """Return a person's own drafts of series."""
    return waiting_drafts(user_id, (SERIES_KIND,))


def found_at_desk(words: str) -> list[Found]:
    """Return the few series whose titles hold the words and that readers do not see, for the search of the desk."""
    found = db.session.execute(
        select(Series.id, Series.title)
        .where(Series.state == "withdrawn", Series.title.icontains(words, autoescape=True))
        .order_by(Series.changed_at.desc()).limit(8)
    )  # fmt: skip
    return [Found(title, "statistics_desk.show_one", {"ref": ref}, ("szereg danych",)) for ref, title in found]


__all__ = ["PLACES", "STATES", "DeskRow", "DeskSeries", "desk_figure", "desk_list", "desk_series", "found_at_desk",
           "known_sources", "number_typed", "taken_keys", "waiting"]  # fmt: skip
