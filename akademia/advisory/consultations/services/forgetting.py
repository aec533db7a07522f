"""Forgetting who came: by the private link, with an account, or by the clock. What is left counts and names nobody."""

import secrets
from datetime import datetime

from akademia.accounts.models import User
from akademia.advisory.consultations.models import ConsultationBooking
from akademia.advisory.consultations.queries import bookings, desk
from akademia.advisory.consultations.services.changing import call_off, cancel
from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db

AT_ONCE = 500


def forget(booking: ConsultationBooking) -> None:
    """Take the person, the topic and the note out of a booking. Its private link is dead."""
    booking.name = booking.email = booking.phone = booking.topic = booking.note = booking.reason = ""
    booking.user_id = None
    booking.token_hash = secrets.token_hex(32)
    booking.anonymised_at = clock.now()


def erase_own(booking: ConsultationBooking) -> None:
    """Forget a booking because its person asks; one that is ahead is called off first, and the expert is told."""
    if _is_ahead(booking):
        cancel(booking)
    forget(booking)
    record("consultation.erased", "consultation", booking.id)


def _is_ahead(booking: ConsultationBooking) -> bool:
    begun = booking.starts_at is not None and booking.starts_at <= clock.now()
    return booking.is_live and not begun


def forget_old(before: datetime) -> int:
    """Forget the persons of consultations older than a moment; waits that old end. Returns how many."""
    old = bookings.too_old(before, AT_ONCE)
    for booking in old:
        if booking.state == "waiting":
            booking.state, booking.ended_at, booking.ended_by = "lapsed", clock.now(), "clock"
        forget(booking)
    return len(old)


def forget_person(user_id: int) -> None:
    """Forget an account: what it booked, and, of an expert, the hours; whoever booked with them is told."""
    for booking in bookings.of_person(user_id):
        erase_own(booking)
    keeper = desk.keeper_of(user_id)
    if keeper is not None:
        keeper.open = False  # first: nobody is to be offered what is called off now
        db.session.flush()
        for booking in desk.live_of(keeper.id):
            if _is_ahead(booking):
                gone = "Osoba, która miała prowadzić rozmowę, nie prowadzi już konsultacji."
                call_off(booking, gone, user_id, closes=False)
        keeper.name = keeper.about = keeper.place = keeper.link = ""
        keeper.feed_hash = None
    db.session.flush()


def give_bookings(second: User, kept: User) -> tuple[int, bool]:
    """Let one account have what another booked. Returns how many moved and whether hours stayed behind."""
    mine = bookings.of_person(second.id)
    for booking in mine:
        booking.user_id = kept.id
    return len(mine), desk.keeper_of(second.id) is not None
