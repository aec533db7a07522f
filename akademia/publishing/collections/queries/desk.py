"""Collections at the staff desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from akademia.core.area import WaitingRow
from akademia.core.db import db, row_of
from akademia.core.text import counted
from akademia.publishing.collections.models import Collection, Edition
from akademia.publishing.collections.queries.editions import ArticlePart, PieceRow, by_article, live_rows
from akademia.publishing.collections.queries.gathering import gathered, subject_label
from akademia.publishing.collections.rules import digest

NEWS_WORDS = {
    "new": ("nowy fragment", "nowe fragmenty", "nowych fragmentów"),
    "changed": ("zmieniony fragment", "zmienione fragmenty", "zmienionych fragmentów"),
    "gone": ("fragment zniknął", "fragmenty zniknęły", "fragmentów zniknęło"),
}


@dataclass(frozen=True)
class DeskRow:
    """A collection in the desk's list."""

    id: int
    title: str
    subjects: tuple[str, ...]
    number: int | None
    changed_at: datetime
    news: str


@dataclass(frozen=True)
class Choice:
    """A part that may stand in the next number. `state`: new or changed since staff last chose, or empty."""

    piece: PieceRow
    is_chosen: bool
    state: str
    is_open: bool
    shortened: bool


@dataclass(frozen=True)
class ChoicePage:
    """All that may stand in the next number, article by article. `gone`: how many chosen parts are there no more."""

    collection: Collection
    groups: tuple[tuple[ArticlePart, tuple[Choice, ...]], ...]
    gone: int


def collection_row(number: int, lock: bool = False) -> Collection:
    """Return a collection.

    :raises Missing: there is none.
    """
    return row_of(Collection, number, lock)


def desk_rows() -> list[DeskRow]:
    """Return all collections, the last changed first."""
    found = db.session.scalars(
        select(Collection)
        .options(selectinload(Collection.editions).load_only(Edition.number, Edition.cut_at))
        .order_by(Collection.changed_at.desc(), Collection.id.desc())
    )
    return [_row(one) for one in found]


def _row(one: Collection) -> DeskRow:
    numbers = [edition.number for edition in one.editions if edition.cut_at is None]
    subjects = tuple(subject_label(name) for name in one.subjects[:3])
    return DeskRow(one.id, one.title, subjects, max(numbers, default=None), one.changed_at, news_words(one))


def news_words(collection: Collection) -> str:
    """Tell what has changed in the sources: „2 nowe fragmenty, 1 zmieniony fragment”; empty when nothing has."""
    return ", ".join(counted(len(collection.news[name]), *words) for name, words in NEWS_WORDS.items()
                     if collection.news.get(name))  # fmt: skip


def choice_page(collection: Collection) -> ChoicePage:
    """Return what may stand in the next number, as it is now."""
    found = gathered(collection.subjects)
    choices = {
        one.spot: Choice(
            row, one.spot in collection.chosen, _state(collection.seen.get(one.spot), digest(one.passage)),
            one.passage.is_open, one.passage.shortened,
        )
        for one, row in zip(found, live_rows(found), strict=True)
    }  # fmt: skip
    parts = by_article([choice.piece for choice in choices.values()])
    groups = tuple((part, tuple(choices[piece.spot] for piece in part.pieces)) for part in parts)
    return ChoicePage(collection, groups, sum(spot not in choices for spot in collection.chosen))


def _state(seen: str | None, now: str) -> str:
    if seen is None:
        return "nowy"
    return "" if seen == now else "zmieniony"


def subject_lines(subjects: Sequence[str]) -> str:
    """Return provisions as staff write them, a line for each."""
    return "\n".join(_written(one) for one in subjects)


def _written(subject: str) -> str:
    _act, _, key = subject.rpartition(":")
    return f"rozdział {key.removeprefix('rozdz-')}" if key.startswith("rozdz-") else subject_label(subject).lower()


def waiting(_user_id: int) -> Sequence[WaitingRow]:
    """Return the collections whose sources have changed since staff last chose."""
    found = db.session.scalars(
        select(Collection).where(Collection.news_at.is_not(None)).order_by(Collection.news_at, Collection.id)
    )
    return [
        WaitingRow(one.title, "collections_desk.choose_parts", {"ref": one.id},
                   f"źródło zmieniło się: {news_words(one)}", one.news_at or one.changed_at)
        for one in found
    ]  # fmt: skip
