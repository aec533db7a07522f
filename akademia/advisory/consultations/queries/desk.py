"""An expert's desk: own hours, exceptions, settings, and the bookings that come; staff see all."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from akademia.accounts.models import User
from akademia.advisory.consultations import policy
from akademia.advisory.consultations.models import (
    ConsultationBooking,
    ConsultationException,
    ConsultationHours,
    ConsultationKeeper,
)
from akademia.advisory.consultations.queries.bookings import LIVE, hash_of, when
from akademia.advisory.consultations.queries.offered import HOLDS, plan_of
from akademia.advisory.consultations.rules.slots import Slot, Terms, slots
from akademia.advisory.consultations.rules.words import SHORT_MODES, WEEKDAYS, terms_words
from akademia.core import clock
from akademia.core.area import Found, WaitingRow
from akademia.core.clock import WARSAW
from akademia.core.db import db
from akademia.core.doors import Permission
from akademia.core.errors import Missing
from akademia.core.text import date_words, hour

MOST_SHOWN = 300
SHOWN_BACK_DAYS = 30
_B = ConsultationBooking


@dataclass(frozen=True)
class BookingRow:
    """A booking in a list at the desk."""

    id: int
    when: str
    on: date | None
    who: str
    expert: str
    mode: str
    state: str
    topic: str


@dataclass(frozen=True)
class DeskPage:
    """What comes today, what later, who waits, what was lately."""

    today: Sequence[BookingRow]
    coming: Sequence[BookingRow]
    waiting: Sequence[BookingRow]
    past: Sequence[BookingRow]


def keeper_of(user_id: int) -> ConsultationKeeper | None:
    """Return a person's own hours, if they have begun to keep any."""
    return db.session.scalar(select(ConsultationKeeper).where(ConsultationKeeper.user_id == user_id))


def own_keeper(user_id: int) -> ConsultationKeeper:
    """:raises Missing: the person has not said yet how they consult."""
    keeper = keeper_of(user_id)
    if keeper is None:
        raise Missing
    return keeper


def desk_page(user: User) -> DeskPage:
    """Return the bookings that a person may see, in three statements at most: one's own, or for staff everybody's."""
    now, today = clock.now(), clock.today()
    query = select(_B).options(joinedload(_B.keeper)).where(_B.anonymised_at.is_(None))
    if not user.may(Permission.ConsultationOversee):
        query = query.join(ConsultationKeeper, ConsultationKeeper.id == _B.keeper_id)
        query = query.where(ConsultationKeeper.user_id == user.id)
    held = query.where(_B.state.in_(HOLDS), _B.ends_at > now).order_by(_B.starts_at, _B.seat).limit(MOST_SHOWN)
    coming = [_row(booking) for booking in db.session.scalars(held)]
    waiting = query.where(_B.state == "waiting").order_by(_B.id).limit(MOST_SHOWN)
    back = now - timedelta(days=SHOWN_BACK_DAYS)
    past = query.where(_B.state == "booked", _B.ends_at <= now, _B.ends_at > back)
    return DeskPage(
        [row for row in coming if row.on is not None and row.on <= today],
        [row for row in coming if row.on is not None and row.on > today],
        [_row(booking) for booking in db.session.scalars(waiting)],
        [_row(booking) for booking in db.session.scalars(past.order_by(_B.starts_at.desc()).limit(MOST_SHOWN))],
    )


def _row(booking: ConsultationBooking) -> BookingRow:
    on = booking.starts_at.astimezone(WARSAW).date() if booking.starts_at else None
    return BookingRow(booking.id, when(booking), on, booking.name, booking.keeper.name, SHORT_MODES[booking.mode],
                      booking.state, booking.topic)  # fmt: skip


def booking_at_desk(booking_id: int, user: User) -> ConsultationBooking:
    """Return a booking that a person may see.

    :raises Missing: there is none, it is another expert's, or its person is forgotten.
    """
    found = db.session.get(_B, booking_id, options=[joinedload(_B.keeper)])
    if found is None or found.anonymised_at is not None or not policy.may_see(user, found):
        raise Missing
    return found


def own_booking(booking_id: int, user: User) -> ConsultationBooking:
    """Return a booking on which a person may keep a note.

    :raises Missing: there is none, or it is another expert's.
    """
    found = booking_at_desk(booking_id, user)
    if not policy.may_note(user, found):
        raise Missing
    return found


def week_of(keeper_id: int) -> list[tuple[str, list[ConsultationHours]]]:
    """Return the hours of each day of the week that has some."""
    mine = select(ConsultationHours).where(ConsultationHours.keeper_id == keeper_id)
    found = db.session.scalars(mine.order_by(ConsultationHours.weekday, ConsultationHours.starts)).all()
    days = [(name, [row for row in found if row.weekday == number]) for number, name in enumerate(WEEKDAYS)]
    return [(name, rows) for name, rows in days if rows]


def hours_row(row_id: int, keeper_id: int) -> ConsultationHours:
    """:raises Missing: there is none, or it is another expert's."""
    found = db.session.get(ConsultationHours, row_id)
    if found is None or found.keeper_id != keeper_id:
        raise Missing
    return found


def overlapping_hours(keeper_id: int, weekday: int, starts: time, ends: time) -> ConsultationHours | None:
    """Return hours on the same day that some others would overlap."""
    mine = select(ConsultationHours).where(ConsultationHours.keeper_id == keeper_id)
    for row in db.session.scalars(mine.where(ConsultationHours.weekday == weekday)):
        if starts < _end(row.ends) and row.starts < _end(ends):
            return row
    return None


def _end(ends: time) -> time:
    return time.max if ends == time(0) else ends


def exceptions_of(keeper_id: int) -> Sequence[ConsultationException]:
    """Return the days that differ, from today on."""
    mine = select(ConsultationException).where(ConsultationException.keeper_id == keeper_id)
    coming = mine.where(ConsultationException.last_on >= clock.today())
    return db.session.scalars(coming.order_by(ConsultationException.first_on, ConsultationException.id)).all()


def exception_row(row_id: int, keeper_id: int) -> ConsultationException:
    """:raises Missing: there is none, or it is another expert's."""
    found = db.session.get(ConsultationException, row_id)
    if found is None or found.keeper_id != keeper_id:
        raise Missing
    return found


def hours_words(starts: time | None, ends: time | None) -> str:
    """Return hours as people read them: „9:00–12:00”; all day where there are none."""
    if starts is None or ends is None:
        return "cały dzień"
    last = "24:00" if ends == time(0) else f"{ends.hour}:{ends.minute:02d}"
    return f"{starts.hour}:{starts.minute:02d}–{last}"


def days_words(row: ConsultationException) -> str:
    first, last = date_words(row.first_on), date_words(row.last_on)
    return first if first == last else f"{first} – {last}"


def meets(keeper: ConsultationKeeper) -> str:
    """Say what visitors will meet with the settings as they are."""
    terms = Terms(keeper.minutes, keeper.buffer_minutes, keeper.notice_hours, keeper.per_day, keeper.days_ahead)
    return terms_words(terms, keeper.hold_hours)


def planned(keeper_id: int) -> list[Slot]:
    """Return the times that the hours give now, whether or not they are published; bookings are not looked at."""
    plan = plan_of(keeper_id)
    return slots(plan, (), clock.now()) if plan else []


def touched_by(first_on: date, last_on: date, keeper_id: int) -> int:
    """Return how many live bookings lie on some days."""
    days = select(_B.starts_at).where(_B.keeper_id == keeper_id, _B.state.in_(HOLDS))
    found = [moment.astimezone(WARSAW).date() for moment in db.session.scalars(days) if moment]
    return sum(first_on <= on <= last_on for on in found)


def keeper_by_feed(token: str) -> ConsultationKeeper:
    """Return whose calendar a secret address is.

    :raises Missing: it is nobody's, or an older one.
    """
    known = ConsultationKeeper.feed_hash == hash_of(token)
    found = db.session.scalar(select(ConsultationKeeper).where(known))
    if found is None:
        raise Missing
    return found


def feed_bookings(keeper_id: int, since: datetime) -> Sequence[ConsultationBooking]:
    """Return an expert's booked consultations since a moment."""
    mine = select(_B).where(_B.keeper_id == keeper_id, _B.state == "booked", _B.starts_at > since)
    return db.session.scalars(mine.order_by(_B.starts_at, _B.seat).options(joinedload(_B.keeper))).all()


def live_of(keeper_id: int) -> Sequence[ConsultationBooking]:
    """Return who has booked with an expert, was offered a place or waits."""
    mine = select(_B).where(_B.keeper_id == keeper_id, _B.state.in_(LIVE)).order_by(_B.id)
    return db.session.scalars(mine.options(joinedload(_B.keeper))).all()


def waiting_for(user_id: int) -> list[WaitingRow]:
    """Return an expert's consultations of today, for the desk."""
    keeper = keeper_of(user_id)
    if keeper is None:
        return []
    now = clock.now()
    mine = select(_B).where(_B.keeper_id == keeper.id, _B.state == "booked", _B.ends_at > now)
    soon = db.session.scalars(mine.order_by(_B.starts_at).limit(5)).all()
    return [
        WaitingRow(f"{booking.name}: {booking.topic}", "consultations_desk.show_booking", {"booking_id": booking.id},
                   f"dziś o {hour(booking.starts_at)}", booking.made_at)
        for booking in soon if booking.starts_at and booking.starts_at.astimezone(WARSAW).date() == clock.today()
    ]  # fmt: skip


def things(refs: Collection[str]) -> Mapping[str, Found]:
    """Return the pages of bookings, for the trail."""
    return {ref: Found(f"konsultacja nr {ref}", "consultations_desk.show_booking", {"booking_id": int(ref)})
            for ref in refs if ref.isdigit()}  # fmt: skip


def experts() -> Sequence[Any]:
    """Return (name, open, free places) of everybody who keeps hours, for staff."""
    found = select(ConsultationKeeper.name, ConsultationKeeper.open, ConsultationKeeper.id)
    return db.session.execute(found.order_by(ConsultationKeeper.name, ConsultationKeeper.id)).all()
