"""Booking a time. One seat has one holder, whoever comes at the same moment."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from akademia.advisory.consultations.models import ConsultationBooking
from akademia.advisory.consultations.queries import bookings, offered
from akademia.advisory.consultations.queries.offered import Offer
from akademia.advisory.consultations.rules.slots import Slot, moment_of
from akademia.advisory.consultations.services import letters
from akademia.audit.services import record
from akademia.core.db import db, touch_public
from akademia.core.errors import RuleBroken


class TimeNotFree(RuleBroken):
    message = offered.TAKEN


class OfQueue(TimeNotFree):
    message = "Na ten termin czekała już osoba z kolejki i to ona go dostanie. Wybierz inny."


class ModeUnfit(RuleBroken):
    message = "W tym terminie nie można spotkać się w ten sposób. Wybierz inny."


@dataclass(frozen=True)
class Visitor:
    """Who asks for a consultation. `user_id`: of who is signed in."""

    name: str
    email: str
    phone: str
    topic: str
    mode: str
    user_id: int | None = None


def book(keeper_id: int, minute: int, visitor: Visitor) -> ConsultationBooking:
    """Book a time and write to both. The first to come has it; nothing is committed.

    :raises Missing: the expert's hours are not published.
    :raises TimeNotFree: it is taken, past, too soon, was never offered, or belongs to who waits for it.
    :raises ModeUnfit: one cannot meet that way then.
    """
    bookings.locked(keeper_id)
    offer = offered.offer(keeper_id)
    slot = free_slot(offer, minute)
    if visitor.mode not in offer.modes_of(slot):
        raise ModeUnfit
    _let_the_queue_pass(keeper_id, offer, slot)
    booking = new_booking(keeper_id, visitor, "booked")
    take_seat(booking, slot)
    record("consultation.booked", "consultation", booking.id, actor=visitor.user_id)
    letters.tell_booked(booking)
    letters.tell_expert(booking, "Nowa konsultacja")
    return booking


def _let_the_queue_pass(keeper_id: int, offer: Offer, slot: Slot) -> None:
    """Leave to who waits what came free by itself and is not offered yet: a day that has just come in sight."""
    starts_at, modes = moment_of(slot.starts), offer.modes_of(slot)
    before = bookings.first_waiting(keeper_id)
    fitting = [one for one in before if one.mode in modes and one.wanted_at in (None, starts_at)]
    if len(fitting) >= slot.free:
        raise OfQueue


def new_booking(keeper_id: int, visitor: Visitor, state: str) -> ConsultationBooking:
    """Return a booking that stands in no session yet."""
    key = secrets.token_hex(16)
    return ConsultationBooking(
        keeper_id=keeper_id, user_id=visitor.user_id, key=key, token_hash=bookings.hash_of(bookings.token_of(key)),
        state=state, mode=visitor.mode, name=visitor.name, email=visitor.email, phone=visitor.phone,
        topic=visitor.topic,
    )  # fmt: skip


def free_slot(offer: Offer, minute: int) -> Slot:
    """Return a time that may be booked.

    :raises TimeNotFree: it is taken, past, too soon or was never offered.
    """
    slot, why_not = offer.at(minute), offer.why_not(minute)
    if slot is None or why_not:
        raise TimeNotFree(why_not)
    return slot


def take_seat(booking: ConsultationBooking, slot: Slot, offered_until: datetime | None = None) -> None:
    """Give a booking the first free seat of a time: for good, or until a moment for who was offered it.

    :raises TimeNotFree: somebody else has it; the table itself says so.
    """
    starts_at = moment_of(slot.starts)
    held = bookings.seats_taken(booking.keeper_id, starts_at)
    seat = next((number for number in range(1, slot.seats + 1) if number not in held), None)
    if seat is None:
        raise TimeNotFree
    try:
        with db.session.begin_nested():
            booking.state, booking.offered_until = "offered" if offered_until else "booked", offered_until
            booking.starts_at, booking.ends_at, booking.seat = starts_at, moment_of(slot.ends), seat
            db.session.add(booking)
            db.session.flush()
    except IntegrityError as error:
        raise TimeNotFree from error
    touch_public(news=False)
