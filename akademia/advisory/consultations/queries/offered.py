"""What visitors may book: experts and their free times, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, select

from akademia.advisory.consultations.models import (
    ConsultationBooking,
    ConsultationException,
    ConsultationHours,
    ConsultationKeeper,
)
from akademia.advisory.consultations.rules import words
from akademia.advisory.consultations.rules.slots import (
    LATEST_OFFER_MINUTES,
    Change,
    Plan,
    Slot,
    Taken,
    Terms,
    Weekly,
    Window,
    all_slots,
    day_of,
    first_in_notice,
    minute_of,
)
from akademia.core import clock
from akademia.core.clock import WARSAW
from akademia.core.db import rows
from akademia.core.errors import Missing
from akademia.core.kept import same_for_all
from akademia.core.text import sort_key

HOLDS = ("booked", "offered")
NEAREST = 6
TAKEN = "Ten termin ktoś właśnie zajął. Wybierz inny: to, co jest wpisane, zostaje."
MODES, SHORT_MODES = words.MODES, words.SHORT_MODES
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class KeeperFacts:
    """An expert as visitors see one. `modes`: keys of the ways to meet."""

    id: int
    name: str
    about: str
    modes: tuple[str, ...]
    place: str
    terms: Terms
    hold_hours: int


@dataclass(frozen=True)
class Time:
    """A time with its full name, as people read it and as it stands in an address."""

    minute: int
    stamp: str
    words: str
    hour: str
    free: int
    seats: int
    mode: str


@dataclass(frozen=True)
class Day:
    words: str
    key: str
    times: tuple[Time, ...]


@dataclass(frozen=True)
class Offer:
    """An expert with the times that may still be asked for, in order; `free`: those that are not full."""

    keeper: KeeperFacts
    slots: tuple[Slot, ...]
    free: tuple[Slot, ...]

    @property
    def first(self) -> Time | None:
        """The first free time."""
        return told(self.free[0]) if self.free else None

    @property
    def days(self) -> list[Day]:
        """All times by day."""
        found: dict[str, list[Time]] = defaultdict(list)
        for slot in self.slots:
            found[day_of(slot.starts).isoformat()].append(told(slot))
        return [Day(times[0].words.rpartition(", ")[0], key, tuple(times)) for key, times in found.items()]

    @property
    def ways(self) -> str:
        """The ways to meet, in words: „na miejscu, telefon”."""
        return ", ".join(SHORT_MODES[mode] for mode in self.keeper.modes)

    def at(self, minute: int | None) -> Slot | None:
        """Return the time that begins at a minute, full or not."""
        return next((slot for slot in self.slots if slot.starts == minute), None)

    def why_not(self, minute: int) -> str | None:
        """Say why a time cannot be booked, or None."""
        slot, now, notice = self.at(minute), minute_of(clock.now()), self.keeper.terms.notice_hours
        if slot is not None:
            return None if slot.free else TAKEN
        if minute <= now:
            return "Ten termin już minął. Wybierz inny."
        if minute <= now + 60 * notice:
            return f"Na ten termin jest już za późno: umawiamy najpóźniej na {words.span_words(notice)} przed."
        return "Tego terminu nie ma wśród wolnych. Wybierz jeden z nich."

    def modes_of(self, slot: Slot | None) -> tuple[str, ...]:
        return (slot.mode,) if slot is not None and slot.mode else self.keeper.modes

    def nearest(self, minute: int, mode: str = "") -> list[Time]:
        """Return the free times nearest to one, in their order; those in which one may meet that way."""
        fitting = [s for s in self.free if s.starts != minute and (not mode or mode in self.modes_of(s))]
        by_start = {slot.starts: slot for slot in fitting}
        return [told(by_start[found]) for found in words.nearest(list(by_start), minute, NEAREST)]


def told(slot: Slot) -> Time:
    """Return a time in words."""
    return _told(slot, clock.today())


@lru_cache(maxsize=20_000)
def _told(slot: Slot, today: date) -> Time:
    named = words.slot_words(slot.starts, today)
    stamp, hour = words.stamp_of(slot.starts), words.hour_words(slot.starts)
    return Time(slot.starts, stamp, named, hour, slot.free, slot.seats, slot.mode)


def words_of(minute: int | None) -> str:
    """Return the full name of a time; empty for none."""
    return "" if minute is None else words.slot_words(minute, clock.today())


def free_times(keeper_id: int, mode: str) -> list[Time]:
    """Return the free times in which one may meet an expert in some way; none where the hours are not published."""
    try:
        found = offer(keeper_id)
    except Missing:
        return []
    return [told(slot) for slot in found.free if mode in found.modes_of(slot)]


def minute_asked(stamp: str) -> int:
    """Return the minute that an address means.

    :raises Missing: it means none.
    """
    minute = words.minute_in(stamp)
    if minute is None:
        raise Missing
    return minute


def offers() -> list[Offer]:
    """Return the experts whose hours are published, by name, with their times."""
    made = same_for_all(("consultations", clock.today()), lambda: _read(None))
    return [_in_notice(offer) for offer in made]


def offer(keeper_id: int, given_up: int | None = None) -> Offer:
    """Return an expert whose hours are published.

    :param given_up: the minute of a time that somebody gave up: the expert counts on it, so it is offered however late.
    :raises Missing: there is none.
    """
    found = same_for_all(("consultations", keeper_id, clock.today()), lambda: _read(keeper_id))
    if not found:
        raise Missing
    return _in_notice(found[0], given_up)


def _in_notice(made: Offer, given_up: int | None = None) -> Offer:
    now, terms = clock.now(), made.keeper.terms
    first, first_free = first_in_notice(made.slots, terms, now), first_in_notice(made.free, terms, now)
    soonest = minute_of(now) + LATEST_OFFER_MINUTES
    late = tuple(slot for slot in made.free[:first_free] if slot.starts == given_up and slot.starts >= soonest)
    return Offer(made.keeper, late + made.slots[first:], late + made.free[first_free:])


def plan_of(keeper_id: int) -> Plan | None:
    """Return the plan of an expert, published or not; None where nobody keeps hours under this number."""
    plans = _plans(rows(_KEEPERS.where(ConsultationKeeper.id == keeper_id)).all(), keeper_id)
    return plans.get(keeper_id)


def _read(keeper_id: int | None) -> tuple[Offer, ...]:
    shown = _KEEPERS.where(ConsultationKeeper.open)
    keepers = rows(shown if keeper_id is None else shown.where(ConsultationKeeper.id == keeper_id)).all()
    keepers = sorted(keepers, key=lambda row: (sort_key(row.name), row.id))
    plans, taken = _plans(keepers, keeper_id), _taken(keeper_id)
    today = clock.today()
    return tuple(_made(_facts(row), all_slots(plans[row.id], taken.get(row.id, ()), today)) for row in keepers)


def _made(keeper: KeeperFacts, found: Sequence[Slot]) -> Offer:
    return Offer(keeper, tuple(found), tuple(slot for slot in found if slot.free))


def _facts(row: Row[Any]) -> KeeperFacts:
    offered = ((words.PLACE, row.in_person), (words.PHONE, row.by_phone), (words.ONLINE, row.online))
    modes = tuple(mode for mode, given in offered if given)
    return KeeperFacts(row.id, row.name, row.about, modes, row.place, _terms(row), row.hold_hours)


def _terms(row: Row[Any]) -> Terms:
    return Terms(row.minutes, row.buffer_minutes, row.notice_hours, row.per_day, row.days_ahead)


def _plans(keepers: Sequence[Row[Any]], keeper_id: int | None) -> dict[int, Plan]:
    weekly: dict[int, list[Weekly]] = defaultdict(list)
    changes: dict[int, list[Change]] = defaultdict(list)
    if keepers:
        for row in rows(_of(_HOURS, ConsultationHours, keeper_id)):
            weekly[row.keeper_id].append(Weekly(row.weekday, Window(row.starts, row.ends, row.seats, row.mode)))
        coming = _CHANGES.where(ConsultationException.last_on >= clock.today() - _DAY)
        for row in rows(_of(coming, ConsultationException, keeper_id)):
            window = None if row.starts is None else Window(row.starts, row.ends, row.seats, row.mode)
            changes[row.keeper_id].append(Change(row.first_on, row.last_on, row.opens, window))
    return {row.id: Plan(_terms(row), weekly[row.id], changes[row.id]) for row in keepers}


def _taken(keeper_id: int | None) -> dict[int, list[Taken]]:
    held = _SEATS.where(ConsultationBooking.starts_at > clock.now() - 2 * _DAY)
    found: dict[int, list[Taken]] = defaultdict(list)
    for row in rows(_of(held, ConsultationBooking, keeper_id)):
        found[row.keeper_id].append(Taken(minute_of(row.starts_at), minute_of(row.ends_at)))
    return found


def _of(query: Any, table: Any, keeper_id: int | None) -> Any:
    return query if keeper_id is None else query.where(table.keeper_id == keeper_id)


_K, _B = ConsultationKeeper, ConsultationBooking
_KEEPERS: Any = select(
    _K.id, _K.name, _K.about, _K.in_person, _K.by_phone, _K.online, _K.place, _K.minutes, _K.buffer_minutes,
    _K.notice_hours, _K.per_day, _K.days_ahead, _K.hold_hours,
)  # fmt: skip
_HOURS: Any = select(
    ConsultationHours.keeper_id, ConsultationHours.weekday, ConsultationHours.starts, ConsultationHours.ends,
    ConsultationHours.seats, ConsultationHours.mode,
)  # fmt: skip
_CHANGES: Any = select(
    ConsultationException.keeper_id, ConsultationException.first_on, ConsultationException.last_on,
    ConsultationException.opens, ConsultationException.starts, ConsultationException.ends,
    ConsultationException.seats, ConsultationException.mode,
)  # fmt: skip
_SEATS: Any = select(_B.keeper_id, _B.starts_at, _B.ends_at).where(_B.state.in_(HOLDS))


def changed_by_time(now: datetime, minutes: int) -> bool:
    """Say whether in the last minutes a day began, or a time began too soon to be asked for."""
    since = now - timedelta(minutes=minutes)
    if since.astimezone(WARSAW).date() != now.astimezone(WARSAW).date():
        return True
    for made in _read(None):
        notice = made.keeper.terms
        if first_in_notice(made.slots, notice, since) != first_in_notice(made.slots, notice, now):
            return True
    return False
