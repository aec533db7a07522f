"""The trail of acts: a page of it, all of it, one person's; told in words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, func, or_, select

from akademia.accounts.models import User
from akademia.accounts.queries import numbers_named
from akademia.administration.rules import details_in_words
from akademia.audit.models import AuditEntry
from akademia.core.area import Found, Thing, TrailCard
from akademia.core.clock import WARSAW
from akademia.core.db import db
from akademia.core.listing import ROWS_A_PAGE, Asked, ListPage

ERASED = "osoba usunięta"
KINDS = {"command": "wiersz poleceń", "job": "zadanie w tle"}
DOORS = {"person": "strona", "command": "wiersz poleceń", "job": "zadanie w tle"}
MOST_COUNTED = 10_000
CHUNK = 500


@dataclass(frozen=True)
class Span:
    """The days asked for, both inside; None leaves that end open."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Told:
    """An act in words.

    :param who: the address of the person, „osoba usunięta”, or what acted instead of a person.
    :param thing: what it was done to; `link` when that has a page.
    """

    id: int
    at: datetime
    who: str
    who_number: int | None
    act: str
    words: str
    thing: str
    link: Found | None
    door: str
    details: str


class Teller:
    """Tells acts in the words of the packages' cards; reads people and things of a whole page at once."""

    def __init__(self, cards: Sequence[TrailCard]) -> None:
        self.acts: dict[str, str] = {act: words for card in cards for act, words in card.acts.items()}
        self.codes: dict[str, Mapping[str, str]] = {act: card.codes for card in cards for act in card.acts}
        self.things: dict[str, Thing] = {kind: thing for card in cards for kind, thing in card.things.items()}

    def tell(self, entries: Sequence[AuditEntry]) -> list[Told]:
        """Return acts in words, in the order given: one query for people, and those of each kind of thing."""
        people = _addresses({entry.actor_number for entry in entries if entry.actor_number is not None})
        refs: dict[str, set[str]] = defaultdict(set)
        for entry in entries:
            refs[entry.thing_kind].add(entry.thing_ref)
        found = {kind: self.things[kind].find(wanted) for kind, wanted in refs.items() if kind in self.things}
        return [self._told(entry, people, found.get(entry.thing_kind, {})) for entry in entries]

    def _told(self, entry: AuditEntry, people: Mapping[int, str], found: Mapping[str, Found]) -> Told:
        thing = self.things.get(entry.thing_kind)
        link = found.get(entry.thing_ref)
        label = thing.label if thing else entry.thing_kind
        number = "" if entry.thing_ref in ("-", "operator") else f" nr {entry.thing_ref}"
        return Told(
            id=entry.id, at=entry.at, who=_who(entry, people), who_number=_living(entry, people), act=entry.act,
            words=self.acts.get(entry.act, entry.act), thing=link.title if link else f"{label}{number}", link=link,
            door=f"{DOORS[entry.actor_kind]}: {entry.door}",
            details=details_in_words(entry.details, self.codes.get(entry.act, {})),
        )  # fmt: skip


def _who(entry: AuditEntry, people: Mapping[int, str]) -> str:
    if entry.actor_number is not None:
        return people.get(entry.actor_number, ERASED)
    return KINDS.get(entry.actor_kind, "bez logowania")


def _living(entry: AuditEntry, people: Mapping[int, str]) -> int | None:
    return entry.actor_number if entry.actor_number in people else None


def _addresses(numbers: set[int]) -> dict[int, str]:
    if not numbers:
        return {}
    rows = db.session.execute(select(User.id, User.email).where(User.id.in_(numbers), User.email.is_not(None)))
    return {row.id: row.email for row in rows}


def trail(asked: Asked, span: Span, teller: Teller) -> tuple[ListPage[Told], bool]:
    """Return one page of the trail, the newest first, and whether there is more than was counted."""
    query = _chosen(asked, span)
    some = query.with_only_columns(AuditEntry.id).limit(MOST_COUNTED + 1).subquery()
    total = db.session.scalar(select(func.count()).select_from(some)) or 0
    counted = min(total, MOST_COUNTED)
    number = min(asked.number, max(1, -(-counted // ROWS_A_PAGE)))
    newest = query.order_by(AuditEntry.id.desc()).limit(ROWS_A_PAGE).offset((number - 1) * ROWS_A_PAGE)
    rows = teller.tell(db.session.scalars(newest).all())
    return ListPage(rows, number, counted), total > MOST_COUNTED


def trail_after(last: int, asked: Asked, span: Span, teller: Teller) -> list[Told]:
    """Return the next few hundred acts behind a number, the oldest first; none when there is no more."""
    part = _chosen(asked, span).where(AuditEntry.id > last).order_by(AuditEntry.id).limit(CHUNK)
    return teller.tell(db.session.scalars(part).all())


def acts_of(user_id: int, teller: Teller, count: int) -> list[Told]:
    """Return what a person did last, the newest first."""
    own = select(AuditEntry).where(AuditEntry.actor_number == user_id)
    return teller.tell(db.session.scalars(own.order_by(AuditEntry.id.desc()).limit(count)).all())


def acts_about(user_id: int, teller: Teller, count: int) -> list[Told]:
    """Return what was last done by a person or to them, the newest first."""
    to_them = (AuditEntry.thing_kind == "user") & (AuditEntry.thing_ref == str(user_id))
    both = select(AuditEntry).where(or_(AuditEntry.actor_number == user_id, to_them))
    return teller.tell(db.session.scalars(both.order_by(AuditEntry.id.desc()).limit(count)).all())


def _chosen(asked: Asked, span: Span) -> Select[AuditEntry]:
    query = select(AuditEntry)
    if (named := numbers_named(asked.words)) is not None:
        query = query.where(AuditEntry.actor_number.in_(named))
    if act := asked.filters.get("czyn"):
        query = query.where(AuditEntry.act == act)
    if kind := asked.filters.get("rzecz"):
        query = query.where(AuditEntry.thing_kind == kind)
    if door := asked.filters.get("drzwi"):
        query = query.where(AuditEntry.actor_kind == door)
    if span.since:
        query = query.where(AuditEntry.at >= _midnight(span.since))
    if span.until:
        query = query.where(AuditEntry.at < _midnight(span.until + timedelta(days=1)))
    return query


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), WARSAW)
