"""Series for the rest of the house: lists, the search, the register of provisions, the desk."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, select

from akademia.core.area import Document, Found, Item, Trend
from akademia.core.clock import WARSAW
from akademia.core.db import WITH_BIN, db, rows
from akademia.core.passages import Passage
from akademia.core.text import fold
from akademia.research.statistics.models import Series
from akademia.research.statistics.queries.reading import PUBLIC
from akademia.research.statistics.queries.rows import SERIES_KIND, figures_of
from akademia.research.statistics.rules.figures import FigureRow, longest_run
from akademia.texts.formats.reading import reading
from akademia.texts.queries.passages import passages_of

MOST_FOUND = 8
FEWEST_DRAWN = 3  # figures that make a drawing
_DESK = "statistics_desk.show_one"
STATES = {"published": "opublikowany", "withdrawn": "wycofany"}
_REFS: Any = bindparam("refs", expanding=True)
_COLUMNS = (Series.id, Series.slug, Series.title, Series.summary, Series.legal_state_on, Series.changed_at)
_ITEMS: Any = select(*_COLUMNS).where(PUBLIC).order_by(Series.published_at.desc(), Series.id.desc())
_SOME_ITEMS: Any = _ITEMS.where(Series.id.in_(_REFS))
_STAMPS: Any = select(Series.id, Series.version, Series.slug, Series.changed_at).where(PUBLIC)
_SOME_STAMPS: Any = _STAMPS.where(Series.id.in_(_REFS))
_DOCUMENTS: Any = (
    select(*_COLUMNS, Series.version, Series.short, Series.html).where(PUBLIC, Series.id.in_(_REFS)).order_by(Series.id)
)  # fmt: skip


def every_item() -> Iterable[Item]:
    """Return every published series as others may show it, the newest first."""
    return [_item(row) for row in rows(_ITEMS)]


def newest_items(most: int) -> Sequence[Item]:
    """Return the newest few; of the first whose figures make a drawing, the drawing too, and it stands first."""
    items = [_item(row) for row in islice(rows(_ITEMS), most)]
    figures = figures_of([item.ref for item in items])
    trends = [(item, _trend(longest_run(figures[item.ref]))) for item in items]
    drawn = next((replace(item, trend=trend) for item, trend in trends if trend), None)
    return [drawn, *(item for item in items if item.ref != drawn.ref)] if drawn else items


def _trend(run: Sequence[FigureRow]) -> Trend | None:
    tallest = max((one.value for one in run), default=0)
    if len(run) < FEWEST_DRAWN or not tallest:
        return None
    return Trend(tuple((str(one.year), one.shown, float(one.value / tallest)) for one in run), run[0].source)


def public_items(refs: Collection[int]) -> Iterable[Item]:
    """Return the published series among some numbers."""
    return [_item(row) for row in rows(_SOME_ITEMS, refs=list(refs))]


def _item(row: Any) -> Item:
    return Item(
        SERIES_KIND, row.id, row.title, row.summary, {"slug": row.slug}, row.legal_state_on, row.changed_at,
        ("Szereg danych",),
    )  # fmt: skip


def published_between(first: date, last: date) -> Iterable[Item]:
    """Return the published series that came out in some days, the oldest first."""
    found = db.session.execute(
        select(*_COLUMNS, Series.published_at).where(PUBLIC).order_by(Series.published_at, Series.id)
    )
    return [_item(row) for row in found if first <= row.published_at.astimezone(WARSAW).date() <= last]


def living_items(refs: Collection[int]) -> set[int]:
    """Return those of some numbers that are series, in whatever state, in the bin or not."""
    found = select(Series.id).where(Series.id.in_(refs)).execution_options(**WITH_BIN)
    return set(db.session.scalars(found))


def item_desk(refs: Collection[int]) -> dict[int, Found]:
    """Return where series among some numbers are edited, also those that readers do not see."""
    found = db.session.execute(select(Series.id, Series.title, Series.state).where(Series.id.in_(refs)))
    return {ref: Found(title, _DESK, {"ref": ref}, (STATES[state],)) for ref, title, state in found}


def found_items(words: str) -> list[Found]:
    """Return the few published series whose titles hold the words."""
    wanted = fold(words)
    hits = (row for row in rows(_ITEMS) if wanted in fold(row.title))
    found = (Found(row.title, "statistics.show_one", {"slug": row.slug}, ("szereg danych",)) for row in hits)
    return list(islice(found, MOST_FOUND))


def stamps(refs: Collection[int] | None) -> Mapping[int, str]:
    """Return the stamps of published series; every change of a figure changes one."""
    found = rows(_STAMPS) if refs is None else rows(_SOME_STAMPS, refs=list(refs))
    return {row.id: f"{row.version} {row.slug} {row.changed_at}" for row in found}


def documents(refs: Collection[int]) -> Sequence[Document]:
    """Return published series as the search reads them: words, sources, years."""
    figures = figures_of(refs)
    return [_document(row, figures[row.id]) for row in rows(_DOCUMENTS, refs=list(refs))]


def _document(row: Any, figures: Sequence[Any]) -> Document:
    text = reading(row.html)
    sources = dict.fromkeys(one.source for one in figures)
    years = dict.fromkeys(str(one.year) for one in figures)
    places = dict.fromkeys(one.place for one in figures)
    return Document(
        ref=row.id, stamp=f"{row.version} {row.slug} {row.changed_at}", title=row.title, summary=row.summary,
        place={"slug": row.slug}, words=" ".join(["statystyki", *sources, *places, *years, text.words]),
        headings=text.headings, path=("Statystyki",), names=(row.short,) if row.short else (),
        legal_state_on=row.legal_state_on, family=row.slug,
    )  # fmt: skip


def passages(provisions: Collection[int]) -> Iterable[Passage]:
    """Return the parts of published series that cite some provisions."""
    return list(passages_of(SERIES_KIND, provisions, public_items, _sources))


def _sources(refs: Collection[int]) -> Mapping[int, tuple[str, bool]]:
    found = db.session.execute(select(Series.id, Series.html).where(Series.id.in_(refs)))
    return {ref: (html, True) for ref, html in found}
