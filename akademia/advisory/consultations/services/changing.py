"""What changes or ends a booking: moving it, calling it off, by who comes or by the expert; the expert's note."""

from akademia.advisory.consultations.models import ConsultationBooking, ConsultationException
from akademia.advisory.consultations.queries import bookings, offered
from akademia.advisory.consultations.rules.slots import hours_of
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
    before, left = bookings.when(booking), booking.starts_at
    booking.sequence += 1
    booking.reminded_at = None
    take_seat(booking, slot)
    record("consultation.moved", "consultation", booking.id, actor=booking.user_id)
    letters.tell_moved(booking, before)
    letters.tell_expert(booking, "Konsultacja przeniesiona", f"Poprzedni termin: {before}.")
    offer_free(booking.keeper_id, left)


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
    offer_free(booking.keeper_id, booking.starts_at)


def call_off(booking: ConsultationBooking, reason: str, actor: int, closes: bool = True) -> None:
    """Call off for the expert, who says why; the visitor gets the reason by letter.

    :param closes: the expert will not be there: the time is taken out of the hours, so that nobody else gets it.
    :raises AlreadyOver: it has begun or ended.
    """
    if booking.state == "booked":
        _check_ahead(booking)
    if closes:
        _close_time(booking)
    _end(booking, "expert", reason)
    record("consultation.called_off", "consultation", booking.id, actor=actor)
    letters.tell_cancelled(booking)
    offer_free(booking.keeper_id, booking.starts_at)


def _close_time(booking: ConsultationBooking) -> None:
    """Note among the days that differ that the expert is away at the time of a booking, where it has one."""
    if booking.starts_at is None or booking.ends_at is None:
        return
    on, starts, ends = hours_of(booking.starts_at, booking.ends_at)
    db.session.add(
        ConsultationException(
            keeper_id=booking.keeper_id, first_on=on, last_on=on, opens=False, starts=starts, ends=ends
        )
    )


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
