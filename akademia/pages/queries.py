"""What the house's own pages show, read from calling cards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice, zip_longest
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from akademia.accounts.models import User
from akademia.administration.queries.trail import Teller, Told, acts_of
from akademia.certificates.queries import HeldRow, held_by
from akademia.core.area import (
    Area,
    DeskCard,
    Found,
    Item,
    Kind,
    LearningRow,
    RefreshRow,
    ResultRow,
    TrailCard,
    Trend,
    WaitingRow,
    house_kinds,
)
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.kept import same_for_all
from akademia.core.links import absolute_url, full_url_for, item_url
from akademia.core.models import OperatorValues
from akademia.core.operator import Operator, operator_of
from akademia.pages.rules import Bar, bars
from akademia.storage.models import StoredFile
from akademia.storage.queries import file_under
from akademia.storage.rules import KINDS
from akademia.storage.rules import Kind as FileKind
from akademia.texts.queries import every_page, page_place

LATEST = 3
LAST_ACTS = 7


@dataclass(frozen=True)
class Shown:
    """A public thing on the front page. `place`: the arguments of its endpoint; `bars`: its trend as it is drawn."""

    title: str
    summary: str
    endpoint: str
    place: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]
    on: date | None = None
    trend: Trend | None = None
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True)
class FrontArea:
    """An area on the front page with its newest public things; `own` is empty as long as it has none."""

    name: str
    label: str
    summary: str
    endpoint: str
    own: tuple[Shown, ...]


@dataclass(frozen=True)
class Desk:
    """The learner's desk."""

    going: Sequence[LearningRow]
    done: Sequence[LearningRow]
    results: Sequence[ResultRow]
    certificates: Sequence[HeldRow]
    refreshing: Sequence[RefreshRow]


@dataclass(frozen=True)
class FoundIn:
    """What a search over the desk found in one place: its label, the area whose colour it bears, the things."""

    label: str
    area: str
    rows: Sequence[Found]


@dataclass(frozen=True)
class StaffDesk:
    """The staff desk of one person: what waits, what may be made anew (label, endpoint), what the person did last.

    `found`: only places where a search found something; None when nothing was searched for.
    """

    waiting: Sequence[WaitingRow]
    new: Sequence[tuple[str, str]]
    acts: Sequence[Told] = ()
    found: Sequence[FoundIn] | None = None


@dataclass(frozen=True)
class Entry:
    """A line of the sitemap."""

    address: str
    changed_at: datetime | None


def front(areas: Sequence[Area]) -> tuple[FrontArea, ...]:
    """Return the areas with the newest public things of each; the same for all, however many there are."""
    return same_for_all("front", lambda: tuple(_front_area(area) for area in areas))


def _front_area(area: Area) -> FrontArea:
    own = tuple(_shown(kind, item) for kind, item in islice(_newest_of(area), LATEST))
    return FrontArea(area.name, area.label, area.summary, area.endpoint, own)


def _newest_of(area: Area) -> Iterator[tuple[Kind, Item]]:
    """Give the newest of an area: first one of each kind that tells its newest, then more of them in turn."""
    telling = [[(kind, item) for item in kind.newest(LATEST)] for kind in area.kinds if kind.newest is not None]
    if not telling:
        return ((kind, item) for kind in area.kinds for item in kind.every())
    return (row for turn in zip_longest(*telling) for row in turn if row is not None)


def _shown(kind: Kind, item: Item) -> Shown:
    place = tuple(item.place.items())
    drawn = bars(item.trend.points) if item.trend else ()
    address = item.endpoint or kind.endpoint
    return Shown(item.title, item.summary, address, place, item.facts, item.on, item.trend, drawn)


def desk_of(user_id: int, areas: Sequence[Area]) -> Desk:
    """Return what a learner is doing, has done and holds."""
    rows = [row for area in areas for row in area.learning(user_id)]
    results = [row for area in areas for row in area.results(user_id)]
    return Desk(
        going=[row for row in rows if row.state == "going"],
        done=[row for row in rows if row.state == "done"],
        results=results,
        certificates=held_by(user_id),
        refreshing=[row for area in areas for row in area.refreshing(user_id)],
    )


def staff_desk_of(
    user: User,
    cards: Sequence[DeskCard],
    words: str = "",
    trail_cards: Sequence[TrailCard] = (),
    areas: Sequence[Area] = (),
) -> StaffDesk:
    """Return what waits for a person at the staff desk, the late first, then the longest waiting.

    :param words: what the person searches the desk for; only places whose permission the person holds are searched.
    """
    own = [card for card in cards if user.may(card.permission)]
    waiting = [row for card in own for row in card.waiting(user.id)]
    return StaffDesk(
        waiting=sorted(waiting, key=lambda row: (not row.late, row.since)),
        new=[card.new for card in own if card.new is not None],
        acts=acts_of(user.id, Teller(trail_cards), LAST_ACTS),
        found=_found(own, areas, words) if words else None,
    )


def _found(cards: Sequence[DeskCard], areas: Sequence[Area], words: str) -> list[FoundIn]:
    places = [FoundIn(area.label, area.name, area.find(words)) for area in areas]
    places += [FoundIn(card.label, card.area, card.find(words)) for card in cards]
    return [place for place in places if place.rows]


def sitemap(areas: Sequence[Area]) -> list[Entry]:
    """Return every public address."""
    entries = [Entry(full_url_for(endpoint), None) for endpoint in _front_endpoints(areas)]
    entries += [_page_entry(p.slug, p.changed_at) for p in every_page()]
    for _area, kind in house_kinds():
        entries += [_entry(absolute_url(item_url(kind, item)), item) for item in kind.every()]
    return entries


_HOUSE_FRONTS = ("texts.show_glossary", "certificates.look_up", "law.show_register", "law.show_amendments")


def _front_endpoints(areas: Sequence[Area]) -> list[str]:
    return ["pages.show_home", *(area.endpoint for area in areas), *_HOUSE_FRONTS]


def _page_entry(slug: str, changed_at: datetime) -> Entry:
    endpoint, place = page_place(slug)
    return Entry(full_url_for(endpoint, **place), changed_at)


def _entry(address: str, item: Item) -> Entry:
    return Entry(address, item.changed_at)


def not_ready(migrations: Path) -> str:
    """Return why the installation cannot serve yet; empty when it can.

    :param migrations: the folder of this version's migrations.
    """
    wanted = ScriptDirectory(migrations).get_heads()
    try:
        with db.engine.connect() as connection:
            present = MigrationContext.configure(connection).get_current_heads()
    except SQLAlchemyError:
        return "baza danych nie odpowiada"
    return "" if set(present) == set(wanted) else "tabele bazy danych czekają na migrację"


@dataclass(frozen=True)
class StoredSettings:
    """What is stored about the operator; `version` is 0 before the first save."""

    operator: Operator
    version: int


def logo_at(name: str) -> tuple[StoredFile, FileKind]:
    """Return the file of the logo of now, and its kind, by the last part of its address.

    :raises Missing: it is another logo's address.
    """
    operator = stored_settings().operator
    file = file_under(operator.logo_key) if name == operator.logo_name else None
    if file is None:
        raise Missing
    return file, KINDS[file.kind]


def stored_settings(lock: bool = False) -> StoredSettings:
    """Read what is stored.

    :param lock: hold the row until the transaction ends, so that two saves wait for each other.
    """
    wanted = select(OperatorValues)
    if lock:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    row = db.session.scalar(wanted)
    return StoredSettings(operator_of(row.values), row.version) if row else StoredSettings(Operator(), 0)
