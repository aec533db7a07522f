"""The queue of cases, one page at a time: as quick among a hundred thousand cases as among a thousand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select, tuple_, union_all

from akademia.accounts.models import User
from akademia.accounts.queries import ERASED
from akademia.advisory.questions.models import Case, Topic
from akademia.advisory.questions.rules.desk import VIEW_STATES, QueuePlace, is_late, queue_place
from akademia.advisory.questions.rules.states import STATES
from akademia.core import clock
from akademia.core.area import Found
from akademia.core.db import db
from akademia.core.listing import MOST_AHEAD, Asked
from akademia.organisations.models import Territory

# The word in the address -> the word on the page.
VIEWS = {
    "": "do zrobienia",
    "po-terminie": "po terminie",
    "czekaja": "czekają na pytającego",
    "z-odpowiedzia": "z odpowiedzią",
    "zamkniete": "zamknięte",
    "wszystkie": "wszystkie",
}
HOLDERS = {"moje": "moje", "niczyje": "niczyje"}
CASES_A_PAGE = 25
ORDER = (Case.due_on, Case.priority, Case.id)


@dataclass(frozen=True)
class Wanted:
    """Which cases the queue shows.

    :param view: one of `VIEWS`.
    :param holder: a person's number; 0 for cases that nobody holds; None for all.
    :param after: the place of the last case of the page before.
    """

    view: str = ""
    holder: int | None = None
    topic_id: int | None = None
    region: str = ""
    words: str = ""
    after: QueuePlace | None = None


def wanted(asked: Asked, user_id: int, after: str) -> Wanted:
    """Return which cases an address asks for; `moje` are this person's."""
    chosen = asked.filters
    holder = {"moje": user_id, "niczyje": 0}.get(chosen.get("kto", ""))
    topic = int(chosen["temat"]) if "temat" in chosen else None
    return Wanted(chosen.get("stan", ""), holder, topic, chosen.get("wojewodztwo", ""), asked.words, queue_place(after))


@dataclass(frozen=True)
class CaseRow:
    """A case in the queue, without what was asked but its title."""

    id: int
    number: str
    title: str
    topic: str
    region: str
    state: str
    expert: str
    is_held: bool
    priority: int
    due_on: date
    late: bool
    escalated: bool

    @property
    def state_said(self) -> str:
        return STATES[self.state]

    @property
    def place(self) -> QueuePlace:
        return QueuePlace(self.due_on, self.priority, self.id)


@dataclass(frozen=True)
class QueuePage:
    """A page of the queue. `total` counts to 1000; `more`: there are more than that. `next`: where it goes on."""

    rows: Sequence[CaseRow]
    total: int
    more: bool
    next: QueuePlace | None
    is_first: bool


def queue(wanted: Wanted) -> QueuePage:
    """Return a page of the queue, what is due first; of one day the urgent before the others.

    Each state is read from its own index in this order and only a page of each is put together.
    """
    numbers = list(db.session.scalars(_page_of(wanted)))
    total = db.session.scalar(_counted(wanted)) or 0
    rows = _rows(numbers[:CASES_A_PAGE])
    more = len(numbers) > CASES_A_PAGE
    return QueuePage(
        rows, min(total, MOST_AHEAD), total > MOST_AHEAD, rows[-1].place if more and rows else None,
        wanted.after is None,
    )  # fmt: skip


def _page_of(wanted: Wanted) -> Select[Any]:
    parts = []
    for state in _states(wanted):
        part = select(*ORDER).where(Case.state == state, *_narrowed(wanted))
        if wanted.after is not None:
            part = part.where(_after(wanted.after))
        parts.append(select(part.order_by(*ORDER).limit(CASES_A_PAGE + 1).subquery()))
    found = union_all(*parts).subquery()
    return select(found.c.id).order_by(found.c.due_on, found.c.priority, found.c.id).limit(CASES_A_PAGE + 1)


def _after(place: QueuePlace) -> ColumnElement[bool]:
    return tuple_(*ORDER) > tuple_(literal(place.due_on), literal(place.priority), literal(place.id))


def _counted(wanted: Wanted) -> Select[Any]:
    """Count what the whole queue holds, and no further than a thousand."""
    parts = [
        select(select(Case.id).where(Case.state == state, *_narrowed(wanted)).limit(MOST_AHEAD + 1).subquery())
        for state in _states(wanted)
    ]
    return select(func.count()).select_from(select(union_all(*parts).subquery()).limit(MOST_AHEAD + 1).subquery())


def _states(wanted: Wanted) -> Collection[str]:
    states = VIEW_STATES[wanted.view]
    if wanted.holder == 0:
        return [state for state in states if state in ("new", "closed")] or states[:1]
    return states


def _narrowed(wanted: Wanted) -> list[ColumnElement[bool]]:
    narrow: list[ColumnElement[bool]] = []
    if wanted.holder is not None:
        narrow.append(Case.expert_id == wanted.holder if wanted.holder else Case.expert_id.is_(None))
    if wanted.topic_id is not None:
        narrow.append(Case.topic_id == wanted.topic_id)
    if wanted.region:
        narrow.append(Case.commune_code.between(wanted.region, f"{wanted.region}99999"))
    if wanted.view == "po-terminie":
        narrow.append(Case.due_on < clock.today())
    if wanted.words:
        narrow.append((Case.number == wanted.words) | Case.title.icontains(wanted.words, autoescape=True))
    return narrow


_COLUMNS = (
    Case.id, Case.number, Case.title, Topic.name, Case.commune_code, Case.state, User.certificate_name, User.email,
    Case.expert_id, Case.priority, Case.due_on, Case.escalated_at,
)  # fmt: skip


def _rows(numbers: Sequence[int]) -> list[CaseRow]:
    query = select(*_COLUMNS).join(Topic, Topic.id == Case.topic_id).outerjoin(User, User.id == Case.expert_id)
    found = {row[0]: row for row in db.session.execute(query.where(Case.id.in_(numbers)))}
    regions = regions_named()
    return [_row(found[number], regions) for number in numbers if number in found]


def _row(row: Any, regions: dict[str, str]) -> CaseRow:
    number, called, title, topic, commune, state, name, email, expert_id, priority, due_on, escalated_at = row
    return CaseRow(
        number, called, title or "treść usunięta", topic, regions.get((commune or "")[:2], ""), state,
        (name or email or ERASED) if expert_id else "", expert_id is not None, priority, due_on,
        is_late(state, due_on, clock.today()), escalated_at is not None,
    )  # fmt: skip


def regions_named() -> dict[str, str]:
    """Return the voivodeships in Polish order: code -> name."""
    query = select(Territory.code, Territory.name).where(Territory.level == "voivodeship")
    return {row.code: row.name for row in db.session.execute(query.order_by(Territory.name_key))}


def topics_named() -> dict[str, str]:
    """Return all topics, closed ones too, in the order of their list: number as a word -> name."""
    query = select(Topic.id, Topic.name).order_by(Topic.position, Topic.id)
    return {str(row.id): row.name for row in db.session.execute(query)}


def case_places(numbers: Collection[int]) -> dict[int, Found]:
    """Return where cases stand at the desk, by their row numbers; they are called by their own numbers alone."""
    query = select(Case.id, Case.number).where(Case.id.in_(numbers))
    return {
        row.id: Found(f"sprawa {row.number}", "case_desk.show_case", {"case_id": row.id})
        for row in db.session.execute(query)
    }


def living_cases(numbers: Collection[int]) -> Collection[int]:
    """Return those row numbers that are of cases."""
    return db.session.scalars(select(Case.id).where(Case.id.in_(numbers))).all()
