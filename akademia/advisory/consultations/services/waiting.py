"""The waiting list: who comes first is offered a freed place first, and has some hours to take it."""

from datetime import datetime

from akademia.advisory.consultations.models import ConsultationBooking
from akademia.advisory.consultations.queries import bookings, offered
from akademia.advisory.consultations.queries.offered import Offer
from akademia.advisory.consultations.rules import words
from akademia.advisory.consultations.rules.slots import Slot, minute_of, moment_of
from akademia.advisory.consultations.services import letters
from akademia.advisory.consultations.services.booking import ModeUnfit, Visitor, new_booking, take_seat
from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db, touch_public
from akademia.core.errors import Missing, RuleBroken


class OfferOver(RuleBroken):
    message = "Czas na potwierdzenie minął i miejsce dostała kolejna osoba."


class NeedNotWait(RuleBroken):
    message = "Teraz są wolne terminy: nie trzeba czekać, wybierz jeden z nich."


def wait(keeper_id: int, minute: int | None, visitor: Visitor) -> ConsultationBooking:
    """Put somebody at the end of the waiting list. Nothing is committed.

    :param minute: the full time that is waited for; None: any, which may be asked for while nothing is free.
    :raises Missing: the expert's hours are not published, or the time is not offered.
    :raises NeedNotWait: it is free by now.
    :raises ModeUnfit: one cannot meet that way then.
    """
    bookings.locked(keeper_id)
    offer = offered.offer(keeper_id)
    slot = offer.at(minute)
    if minute is not None and slot is None:
        raise Missing
    if slot.free if slot else offer.free:
        raise NeedNotWait
    if visitor.mode not in offer.modes_of(slot):
        raise ModeUnfit
    booking = new_booking(keeper_id, visitor, "waiting")
    booking.wanted_at = moment_of(minute) if minute is not None else None
    db.session.add(booking)
    db.session.flush()
    record("consultation.waits", "consultation", booking.id, actor=visitor.user_id)
    letters.tell_waiting(booking)
    return booking


def accept(booking: ConsultationBooking) -> None:
    """Take the place that was offered.

    :raises OfferOver: its time has passed, or it was taken or given up already.
    """
    bookings.locked(booking.keeper_id)
    db.session.refresh(booking, ["state", "offered_until"])
    until = booking.offered_until
    if booking.state != "offered" or until is None or until <= clock.now():
        raise OfferOver
    booking.state, booking.offered_until = "booked", None
    record("consultation.booked", "consultation", booking.id, actor=booking.user_id)
    letters.tell_booked(booking)
    letters.tell_expert(booking, "Nowa konsultacja")


def offer_free(keeper_id: int, given_up: datetime | None = None) -> int:
    """Offer what is free with an expert to those who wait, in the order in which they came. Returns how many offers.

    :param given_up: when a place begins that somebody has just given up: it is offered within the notice time too.
    """
    count = 0
    if keeper_id not in bookings.keepers_waited_for():
        return count
    bookings.locked(keeper_id)
    for booking in bookings.first_waiting(keeper_id):  # read under the lock: who left the queue meanwhile is not there
        offer = _offer_of(keeper_id, minute_of(given_up) if given_up else None)
        slot = _fitting(booking, offer) if offer else None
        if offer and slot:
            _offer(booking, slot, offer.keeper.hold_hours)
            count += 1
    return count


def _offer_of(keeper_id: int, given_up: int | None) -> Offer | None:
    try:
        return offered.offer(keeper_id, given_up)
    except Missing:
        return None


def _fitting(booking: ConsultationBooking, offer: Offer) -> Slot | None:
    wanted = minute_of(booking.wanted_at) if booking.wanted_at else None
    fitting = (slot for slot in offer.free if booking.mode in offer.modes_of(slot))
    return next((slot for slot in fitting if wanted in (None, slot.starts)), None)


def _offer(booking: ConsultationBooking, slot: Slot, hold_hours: int) -> None:
    take_seat(booking, slot, words.held_until(clock.now(), hold_hours, moment_of(slot.starts)))
    record("consultation.offered", "consultation", booking.id)
    letters.tell_offered(booking)


def let_offers_lapse() -> int:
    """Take back places that nobody confirmed in time, for the next in line, and end vain waits. Returns how many."""
    now, count = clock.now(), 0
    for keeper_id in bookings.keepers_with_ended(now):
        bookings.locked(keeper_id)  # who confirms at this very moment does so before or after, never both
        for booking in bookings.ended_waits(keeper_id, now):
            _lapse(booking)
            count += 1
    return count


def _lapse(booking: ConsultationBooking) -> None:
    was_offered = booking.state == "offered"
    booking.state, booking.ended_at, booking.ended_by = "lapsed", clock.now(), "clock"
    record("consultation.lapsed", "consultation", booking.id)
    db.session.flush()
    touch_public(news=False)
    if was_offered:
        letters.tell_lapsed(booking)
        offer_free(booking.keeper_id, booking.starts_at)
    else:
        letters.tell_in_vain(booking)


def offer_to_all() -> int:
    """Offer what is free, with every expert with whom somebody waits. Returns how many offers."""
    return sum(offer_free(keeper_id) for keeper_id in bookings.keepers_waited_for())
