"""Texts that an amendment made stale: what their readers are told, and what waits for whom at the desk."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import joinedload

from akademia.accounts.queries import people_named
from akademia.core import clock
from akademia.core.area import Found, house_kinds
from akademia.core.db import db, rows
from akademia.core.listing import Asked, ListPage, list_page
from akademia.law.models import Act, Amendment, Provision, Review

AHEAD_DAYS = 90  # how long before its day a review begins to stand on the desk's first page
STATES = {"pilne": "już obowiązuje", "nadchodzi": "dopiero wejdzie w życie", "zamkniete": "zamknięte"}
WHOSE = {"moje": "moje", "niczyje": "niczyje"}


@dataclass(frozen=True)
class Notice:
    """What readers are told of a text that the law has overtaken. `changes`: [{"key", "label", "what"}]."""

    since: date
    act_key: str
    amendment_key: str
    amendment: str
    changes: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class ReviewRow:
    """A review as the desk lists it. `found`: where its text is edited; None: in the bin, or gone."""

    id: int
    title: str
    label: str
    found: Found | None
    due_on: date
    late: bool
    amendment: str
    changes: Sequence[Mapping[str, str]]
    owner: str
    verdict: str | None
    note: str
    closed_at: datetime | None


@dataclass(frozen=True)
class WaitingReviews:
    """How many texts one amendment sends to look at, for one person: theirs and nobody's."""

    amendment: str
    count: int
    first_on: date
    since: datetime


_NOTICES: Any = (
    select(Review.ref, Review.due_on, Act.key, Amendment.key, Amendment.display_address, Review.changes)
    .join(Amendment, Amendment.id == Review.amendment_id)
    .join(Act, Act.id == Amendment.act_id)
    .where(
        Review.kind == bindparam("kind"), Review.ref.in_(bindparam("refs", expanding=True)),
        Review.verdict.is_(None), Review.due_on <= bindparam("today"),
    )
    .order_by(Review.due_on, Review.id)
)  # fmt: skip


def notices(kind: str, refs: Collection[int]) -> dict[int, tuple[Notice, ...]]:
    """Return what readers of some texts are told, by the texts' numbers; a text with nothing to tell is left out."""
    found: dict[int, tuple[Notice, ...]] = {}
    for ref, since, act, key, address, changes in rows(_NOTICES, kind=kind, refs=list(refs), today=clock.today()):
        found[ref] = (*found.get(ref, ()), Notice(since, act, key, address, tuple(changes)))
    return found


def waiting_summary(provision_id: int) -> list[Any]:
    """Return the open reviews of a provision's own summary: (due_on, changes, amendment_key)."""
    found = (
        select(Review.due_on, Review.changes, Amendment.key.label("amendment_key"))
        .join(Amendment, Amendment.id == Review.amendment_id)
        .where(Review.kind == "provision", Review.ref == provision_id, Review.verdict.is_(None))
        .order_by(Review.due_on)
    )
    return list(db.session.execute(found))


def summary_desk(refs: Collection[int]) -> dict[int, Found]:
    """Return where the summaries of provisions among some numbers are mended."""
    found = select(Provision.id, Provision.label, Provision.key, Act.key.label("act"), Act.short).join(Act)
    return {
        row.id: Found(row.label, "law_desk.edit_provision", {"act_key": row.act, "key": row.key}, (row.short,))
        for row in db.session.execute(found.where(Provision.id.in_(refs)))
    }


def reviews(asked: Asked, user_id: int) -> ListPage[ReviewRow]:
    """Return a page of reviews, those of the earliest day first; closed ones by when they were closed."""
    page = list_page(_wanted(asked, user_id), asked, lambda review: review)
    return ListPage(_shown(page.rows), page.number, page.total, page.size)


def _wanted(asked: Asked, user_id: int) -> Select[Any]:
    query = select(Review).options(joinedload(Review.amendment))
    state = asked.filters.get("stan", "")
    if state == "zamkniete":
        query = query.where(Review.verdict.is_not(None)).order_by(Review.closed_at.desc(), Review.id)
    else:
        query = query.where(Review.verdict.is_(None)).order_by(Review.due_on, Review.kind, Review.ref, Review.id)
    if state in ("pilne", "nadchodzi"):
        due = Review.due_on <= clock.today()
        query = query.where(due if state == "pilne" else ~due)
    if "kogo" in asked.filters:
        query = query.where(Review.owner_number == (user_id if asked.filters["kogo"] == "moje" else None))
    if "nowelizacja" in asked.filters:
        query = query.where(Review.amendment.has(key=asked.filters["nowelizacja"]))
    return query


def _shown(found: Sequence[Review]) -> list[ReviewRow]:
    kinds = {kind.name: kind for _area, kind in house_kinds()}
    refs: dict[str, list[int]] = {}
    for one in found:
        refs.setdefault(one.kind, []).append(one.ref)
    places = {name: kinds[name].desk(numbers) for name, numbers in refs.items() if name in kinds}
    owners = people_named({one.owner_number for one in found if one.owner_number is not None})
    return [
        _row(one, kinds[one.kind].one if one.kind in kinds else one.kind, places.get(one.kind, {}), owners)
        for one in found
    ]


def _row(one: Review, label: str, places: Mapping[int, Found], owners: Mapping[int, str]) -> ReviewRow:
    found = places.get(one.ref)
    return ReviewRow(
        one.id, found.title if found else f"{label} nr {one.ref}", label, found, one.due_on,
        one.verdict is None and one.due_on <= clock.today(), one.amendment.display_address, one.changes,
        owners.get(one.owner_number or 0, ""), one.verdict, one.note, one.closed_at,
    )  # fmt: skip


def waiting_reviews(user_id: int) -> list[WaitingReviews]:
    """Return what waits for a person, by amendment: what is due within 90 days or was due before."""
    near = clock.today() + timedelta(days=AHEAD_DAYS)
    query = (
        select(Amendment.display_address, func.count(Review.id), func.min(Review.due_on), func.min(Review.opened_at))
        .join(Amendment, Amendment.id == Review.amendment_id)
        .where(
            Review.verdict.is_(None), Review.due_on <= near,
            or_(Review.owner_number == user_id, Review.owner_number.is_(None)),
        )
        .group_by(Amendment.id, Amendment.display_address)
        .order_by(func.min(Review.due_on))
    )  # fmt: skip
    return [WaitingReviews(*row) for row in db.session.execute(query)]


def amendments_reviewed() -> dict[str, str]:
    """Return the amendments that ever sent a text to look at: key -> address in the Journal of Laws."""
    query = select(Amendment.key, Amendment.display_address).where(
        select(Review.id).where(Review.amendment_id == Amendment.id).exists()
    )
    return {row.key: row.display_address for row in db.session.execute(query.order_by(Amendment.promulgated_on.desc()))}
