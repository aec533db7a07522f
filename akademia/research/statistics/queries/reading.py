"""Series as their readers see them, in a constant number of questions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from math import ceil
from typing import Any

from markupsafe import Markup
from sqlalchemy import and_, select

from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.kept import same_for_all
from akademia.law.queries import Notice, notices
from akademia.law.queries.cited import CitedProvision, provisions_of_text
from akademia.organisations.formats.poland import Mark
from akademia.organisations.queries.maps import Map, marked_map
from akademia.organisations.rules import scale_of
from akademia.research.charts.rules.values import Drawn, Unit
from akademia.research.statistics.models import Series
from akademia.research.statistics.queries.rows import SERIES_KIND, figures_of
from akademia.research.statistics.rules.drawing import Drawable, charts_of, regional
from akademia.research.statistics.rules.figures import Conflict, FigureRow, conflicts, newest
from akademia.texts.queries import moved_to

PUBLIC: Any = and_(Series.state == "published", Series.removed.is_(False))
MOST_COMPARED = 6
NEWEST = 4


@dataclass(frozen=True)
class SeriesRow:
    """A series as lists show it, with all of its figures."""

    slug: str
    title: str
    short: str
    summary: str
    unit: str
    figures: tuple[FigureRow, ...]
    changed_at: datetime

    @property
    def years(self) -> str:
        told = sorted({one.year for one in self.figures})
        return "" if not told else str(told[0]) if len(told) == 1 else f"{told[0]}–{told[-1]}"

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.source for one in self.figures))

    @property
    def newest(self) -> tuple[FigureRow, ...]:
        return newest(self.figures)

    @property
    def newest_said(self) -> str:
        """The newest figures of all sources: „166 centrów albo ponad 150 centrów”, „prawie 90% (lubelskie)”."""
        unit = Unit.of(self.unit)
        said = (f"{one.said(unit)} ({one.place})" if one.territory else one.said(unit) for one in self.newest)
        return " albo ".join(dict.fromkeys(said))


@dataclass(frozen=True)
class RegionMap:
    """A map of a year. `unsure`: figures of voivodeships for which sources differ, so that the map shows none."""

    year: int
    map: Map
    unsure: tuple[Conflict, ...]


@dataclass(frozen=True)
class SeriesPage:
    """A series as its page shows it."""

    id: int
    slug: str
    title: str
    summary: str
    unit: Unit
    figures: tuple[FigureRow, ...]
    html: Markup
    legal_state_on: date | None
    changed_at: datetime
    version: int
    charts: tuple[Drawn, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    region: RegionMap | None = None
    cited: tuple[CitedProvision, ...] = ()
    notices: tuple[Notice, ...] = ()
    others: tuple[SeriesRow, ...] = ()

    @property
    def newest(self) -> tuple[FigureRow, ...]:
        return newest(self.figures)

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """Name and address of each source, once."""
        return tuple(dict.fromkeys((one.source, one.url) for one in self.figures))


@dataclass(frozen=True)
class Tombstone:
    """What is told of a withdrawn series."""

    title: str
    why: str
    at: datetime


@dataclass(frozen=True)
class Comparison:
    """Some series drawn together. `all`: every series that may be chosen."""

    chosen: tuple[SeriesRow, ...]
    charts: tuple[Drawn, ...]
    all: tuple[SeriesRow, ...] = field(default=())


def every_series() -> tuple[SeriesRow, ...]:
    """Return all published series in the Polish order of their titles."""
    return same_for_all("statistics", _every_series)


def _every_series() -> tuple[SeriesRow, ...]:
    found = db.session.execute(
        select(Series.id, Series.slug, Series.title, Series.short, Series.summary, Series.unit, Series.changed_at)
        .where(PUBLIC).order_by(Series.title_key, Series.id)
    ).all()  # fmt: skip
    figures = figures_of([row.id for row in found])
    return tuple(SeriesRow(*row[1:6], figures[row.id], row.changed_at) for row in found)


def series_page(slug: str) -> SeriesPage | Tombstone:
    """Return a series as its page shows it; of a withdrawn one, what its address tells.

    :raises Missing: readers have never seen a series at this address, or it is not its present one.
    """
    return same_for_all(("statistics", slug), lambda: _series_page(slug))


def _series_page(slug: str) -> SeriesPage | Tombstone:
    series = db.session.scalar(select(Series).where(Series.slug == slug))
    if series is None:
        raise Missing
    if series.withdrawn_at is not None:
        return Tombstone(series.title, series.withdrawn_why, series.withdrawn_at)
    return page_of(
        series.id, slug, series.title, series.short, series.summary, series.unit, series.html, series.legal_state_on,
        series.changed_at, series.version, figures_of([series.id])[series.id],
        cited=provisions_of_text(SERIES_KIND, series.id),
        notices=notices(SERIES_KIND, [series.id]).get(series.id, ()),
        others=tuple(one for one in every_series() if one.slug != slug),
    )  # fmt: skip


def page_of(
    ref: int, slug: str, title: str, short: str, summary: str, unit: str, html: str, legal_state_on: date | None,
    changed_at: datetime, version: int, figures: tuple[FigureRow, ...], **more: Any,
) -> SeriesPage:  # fmt: skip
    """Return a page made of a series' own words and figures."""
    return SeriesPage(
        ref, slug, title, summary, Unit.of(unit), figures, Markup(html), legal_state_on,  # noqa: S704 - cleaned when saved
        changed_at, version, charts=tuple(charts_of([Drawable(title, short, unit, figures)])),
        conflicts=conflicts(figures), region=_region(figures, Unit.of(unit)), **more,
    )  # fmt: skip


def _region(figures: Sequence[FigureRow], unit: Unit) -> RegionMap | None:
    year, found = regional(figures)
    if not year:
        return None
    unsure = conflicts(found)
    doubted = {one.place for one in unsure}
    sure = {one.territory: one for one in found if one.place not in doubted}
    height = {code: max(ceil(one.value), 0) for code, one in sure.items()}
    scale = scale_of(height.values())
    marks = {code: Mark(one.shown, one.said(unit), scale.step(height[code])) for code, one in sure.items()}
    marks |= {one.territory: Mark("?", "źródła podają różne liczby", 0) for one in found if one.place in doubted}
    steps = tuple(
        (step, f"{first}–{last}" if last > first else str(first))
        for step, (first, last) in enumerate(scale.bounds(), start=1)
    )
    return RegionMap(year, marked_map(marks, ((0, "brak danych albo 0"), *steps), Mark("–", "brak danych", 0)), unsure)


def moved_series(slug: str) -> str:
    """Return the present address of a series that once had this one.

    :raises Missing: there is none.
    """
    ref = moved_to(SERIES_KIND, slug)
    present = db.session.scalar(select(Series.slug).where(Series.id == ref)) if ref else None
    if present is None or present == slug:
        raise Missing
    return present


def comparison(slugs: Sequence[str]) -> Comparison:
    """Return the chosen series drawn together, in the order of the list; at most six, unknown ones are left out."""
    every = every_series()
    wanted = set(slugs)
    chosen = tuple(one for one in every if one.slug in wanted)[:MOST_COMPARED]
    key = ("statistics compared", tuple(one.slug for one in chosen))
    charts = same_for_all(key, lambda: tuple(charts_of([_drawable(one) for one in chosen])))
    return Comparison(chosen, charts, every)


def _drawable(one: SeriesRow) -> Drawable:
    return Drawable(one.title, one.short, one.unit, one.figures)


def exported(slug: str) -> SeriesRow:
    """Return a published series for a sheet.

    :raises Missing: there is none at this address.
    """
    found = next((one for one in every_series() if one.slug == slug), None)
    if found is None:
        raise Missing
    return found


def newest_series() -> tuple[SeriesRow, ...]:
    """Return the few series that changed last."""
    return tuple(sorted(every_series(), key=lambda one: (one.changed_at, one.slug), reverse=True)[:NEWEST])
