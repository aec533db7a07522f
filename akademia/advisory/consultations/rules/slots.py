"""Free times: weekly hours and exceptions, less what is taken, buffers, notice and the day's limit.

Times are counted in whole minutes since 1970 in UTC, so that a day of 23 or of 25 hours is nothing special: hours that
the clock skips are not there, hours that it repeats are there twice, and no time is offered twice.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple

from akademia.core.clock import WARSAW

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
DAY_ENDS = time(0)  # as the end of hours, midnight is the end of the day
LATEST_OFFER_MINUTES = 60  # a place given up later than so long before is offered to nobody


@dataclass(frozen=True)
class Window:
    """Hours of a day by the clock on the wall. `mode` empty: the visitor chooses. `seats` above 1: a group."""

    starts: time
    ends: time
    seats: int = 1
    mode: str = ""


@dataclass(frozen=True)
class Weekly:
    """Hours that come back each week. `weekday`: 0 is Monday."""

    weekday: int
    window: Window


@dataclass(frozen=True)
class Change:
    """Days, first to last, that differ. Without a window all day is closed; with one it is closed, or added."""

    first_on: date
    last_on: date
    opens: bool
    window: Window | None = None


@dataclass(frozen=True)
class Terms:
    """How an expert meets people. `per_day` 0: no limit. `days_ahead`: how far times are shown."""

    minutes: int
    buffer_minutes: int
    notice_hours: int
    per_day: int
    days_ahead: int


@dataclass(frozen=True)
class Plan:
    terms: Terms
    weekly: Sequence[Weekly]
    changes: Sequence[Change] = ()


class Taken(NamedTuple):
    """One seat that is booked, or held for who was offered it."""

    starts: int
    ends: int


class Slot(NamedTuple):
    """A time that is offered. `free` 0: all its seats are taken."""

    starts: int
    ends: int
    seats: int
    free: int
    mode: str


def minute_of(moment: datetime) -> int:
    """Return the whole minute in which a moment lies."""
    return (moment - _EPOCH) // timedelta(minutes=1)


def moment_of(minute: int) -> datetime:
    return _EPOCH + timedelta(minutes=minute)


@lru_cache(maxsize=20_000)
def day_of(minute: int) -> date:
    """Return the day in Poland."""
    return moment_of(minute).astimezone(WARSAW).date()


@lru_cache(maxsize=20_000)
def wall_minute(on: date, at: time, late: bool = False) -> int:
    """Return the minute at which a clock on a Polish wall shows a time.

    A time that the clock skips is the minute at which it is moved; of one that comes twice the first, or the last if
    `late`.
    """
    shown = datetime.combine(on, at, WARSAW).replace(fold=int(late))
    minute = minute_of(shown.astimezone(timezone.utc))
    if moment_of(minute).astimezone(WARSAW).replace(tzinfo=None) == shown.replace(tzinfo=None):
        return minute
    before, after = (minute_of(shown.replace(fold=fold).astimezone(timezone.utc)) for fold in (1, 0))
    return next(m for m in range(before, after + 1) if _offset(m) != _offset(before))


def _offset(minute: int) -> timedelta | None:
    return moment_of(minute).astimezone(WARSAW).utcoffset()


def hours_of(starts_at: datetime, ends_at: datetime) -> tuple[date, time, time]:
    """Return the Polish day of a time, and its hours by the clock on the wall."""
    first, last = starts_at.astimezone(WARSAW), ends_at.astimezone(WARSAW)
    return first.date(), first.time(), last.time()


def bounds(on: date, window: Window) -> tuple[int, int]:
    """Return the first minute of hours on a day and the one after their last."""
    ends_on = on + timedelta(days=1) if window.ends == DAY_ENDS else on
    return wall_minute(on, window.starts), wall_minute(ends_on, window.ends, late=window.ends != DAY_ENDS)


def all_slots(plan: Plan, taken: Iterable[Taken], first_on: date) -> list[Slot]:
    """Return all times of the days shown, in order, also full ones; notice is not looked at, as it passes by itself."""
    seats = sorted(taken)
    days = [first_on + timedelta(days=number) for number in range(plan.terms.days_ahead + 1)]
    return [slot for on in days for slot in _of_day(plan, on, seats)]


def slots(plan: Plan, taken: Iterable[Taken], now: datetime) -> list[Slot]:
    """Return the times that may still be asked for, in order; full ones too (`free` 0), to be waited for."""
    found = all_slots(plan, taken, now.astimezone(WARSAW).date())
    return found[first_in_notice(found, plan.terms, now) :]


def first_in_notice(found: Sequence[Slot], terms: Terms, now: datetime) -> int:
    """Return the place of the first time that begins late enough for the expert to know of it before."""
    return bisect_left(found, minute_of(now) + 60 * terms.notice_hours + 1, key=lambda slot: slot.starts)


def _of_day(plan: Plan, on: date, taken: Sequence[Taken]) -> Iterator[Slot]:
    offered = list(_offered(plan, on))
    if not offered:
        return
    midnight, next_midnight = wall_minute(on, time(0)), wall_minute(on + timedelta(days=1), time(0))
    near = taken[bisect_left(taken, Taken(midnight - 1440, 0)) : bisect_left(taken, Taken(next_midnight + 1440, 0))]
    if not near:
        yield from offered
        return
    today = {seat.starts for seat in near if midnight <= seat.starts < next_midnight}
    whole = 0 < plan.terms.per_day <= len(today)
    for slot in offered:
        same = sum(seat.starts == slot.starts for seat in near)
        if same:
            yield slot._replace(free=max(0, slot.seats - same))
        elif not whole and not _touches(slot, near, plan.terms.buffer_minutes):
            yield slot


def _touches(slot: Slot, taken: Iterable[Taken], buffer: int) -> bool:
    return any(seat.starts - buffer < slot.ends and slot.starts < seat.ends + buffer for seat in taken)


def _offered(plan: Plan, on: date) -> Iterator[Slot]:
    """Give the times of a day as planned: none begins before the last has ended and the expert has taken breath.

    The last breath of a day is taken before midnight, so that each day can be counted alone.
    """
    changes = [change for change in plan.changes if change.first_on <= on <= change.last_on]
    closed = [_closed(on, change) for change in changes if not change.opens]
    weekday = on.weekday()
    windows = [row.window for row in plan.weekly if row.weekday == weekday]
    windows += [change.window for change in changes if change.opens and change.window is not None]
    earliest = 0
    for window in sorted(windows, key=lambda window: bounds(on, window)):
        for slot in _in_window(on, window, plan.terms, earliest):
            if not (closed and any(first < slot.ends and slot.starts < last for first, last in closed)):
                yield slot
                earliest = slot.ends + plan.terms.buffer_minutes


def _in_window(on: date, window: Window, terms: Terms, earliest: int) -> Iterator[Slot]:
    first, last = bounds(on, window)
    last = min(last, wall_minute(on + timedelta(days=1), time(0)) - terms.buffer_minutes)
    step = terms.minutes + terms.buffer_minutes
    for starts in range(max(first, earliest), last - terms.minutes + 1, step):
        yield Slot(starts, starts + terms.minutes, window.seats, window.seats, window.mode)


def _closed(on: date, change: Change) -> tuple[int, int]:
    return bounds(on, change.window or Window(time(0), DAY_ENDS))
