"""What changes or ends a booking: moving it, calling it off, by who comes or by the expert; the expert's note."""

from akademia.advisory.consultations.models import ConsultationBooking
from akademia.advisory.consultations.queries import bookings, offered
from akademia.advisory.consultations.services import letters
from akademia.advisory.consultations.services.booking import ModeUnfit, free_slot, take_seat
from akademia.advisory.consultations.services.waiting import offer_free
from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db, touch_public
from akademia.core.errors import RuleBroken


class AlreadyOver(RuleBroken):
    message = "Tej konsultacji nie można już zmienić: odbyła się, trwa albo jest odwołana."


def move(booking: ConsultationBooking, minute: int) -> None:
    """Move a booked consultation to another free time with the same expert, and write to both.

    The place it leaves is offered to the first who waits.

    :raises AlreadyOver: it is not booked any more, or has begun.
    :raises TimeNotFree: the other time is not free.
    :raises ModeUnfit: one cannot meet that way then.
    """
    bookings.locked(booking.keeper_id)
    db.session.refresh(booking, ["state", "starts_at"])
    _check_ahead(booking)
    offer = offered.offer(booking.keeper_id)
    slot = free_slot(offer, minute)
    if booking.mode not in offer.modes_of(slot):
        raise ModeUnfit
    before = bookings.when(booking)
    booking.sequence += 1
    booking.reminded_at = None
    take_seat(booking, slot)
    record("consultation.moved", "consultation", booking.id, actor=booking.user_id)
    letters.tell_moved(booking, before)
    letters.tell_expert(booking, "Konsultacja przeniesiona", f"Poprzedni termin: {before}.")
    offer_free(booking.keeper_id)


def _check_ahead(booking: ConsultationBooking) -> None:
    if booking.state != "booked" or booking.starts_at is None or booking.starts_at <= clock.now():
        raise AlreadyOver


def cancel(booking: ConsultationBooking) -> None:
    """Call off, for the visitor, what is booked, offered or waited for; the expert is told of what was booked.

    :raises AlreadyOver: it has begun or ended.
    """
    was_booked = booking.state == "booked"
    if was_booked:
        _check_ahead(booking)
    _end(booking, "visitor", "")
    record("consultation.cancelled", "consultation", booking.id, actor=booking.user_id)
    if was_booked:
        letters.tell_cancelled(booking)
        letters.tell_expert(booking, "Konsultacja odwołana")
    offer_free(booking.keeper_id)


def call_off(booking: ConsultationBooking, reason: str, actor: int) -> None:
    """Call off for the expert, who says why; the visitor gets the reason by letter.

    :raises AlreadyOver: it has begun or ended.
    """
    if booking.state == "booked":
        _check_ahead(booking)
    _end(booking, "expert", reason)
    record("consultation.called_off", "consultation", booking.id, actor=actor)
    letters.tell_cancelled(booking)
    offer_free(booking.keeper_id)


def _end(booking: ConsultationBooking, by: str, reason: str) -> None:
    bookings.locked(booking.keeper_id)
    db.session.refresh(booking, ["state"])
    if not booking.is_live:
        raise AlreadyOver
    booking.state, booking.ended_at, booking.ended_by, booking.reason = "cancelled", clock.now(), by, reason
    booking.sequence += 1
    db.session.flush()
    touch_public(news=False)


def keep_note(booking: ConsultationBooking, note: str, actor: int) -> None:
    """Keep the expert's own note on a meeting."""
    booking.note = note
    record("consultation.noted", "consultation", booking.id, actor=actor)
