"""Letters about consultations: to the visitor with the private link and an entry for the calendar, and to the expert.

Nothing that a visitor typed goes into a letter to the address given: it may be a stranger's.
"""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from akademia.advisory.consultations.formats.calendar import Entry, cancellation, feed, invitation
from akademia.advisory.consultations.models import ConsultationBooking, ConsultationKeeper
from akademia.advisory.consultations.queries import bookings, desk
from akademia.advisory.consultations.rules.words import MODES, ONLINE, PLACE, SHORT_MODES, span_words
from akademia.core import clock, settings
from akademia.core.links import full_url_for
from akademia.core.operator import OPERATOR
from akademia.core.text import moment_words
from akademia.mail.rules import LetterKind, letter_kind
from akademia.mail.services import queue_letter

letter_kind(
    LetterKind(
        "consultations",
        "Konsultacje",
        "Przychodzą, gdy umawiasz, zmieniasz albo odwołujesz konsultację, dzień przed nią i gdy zwolni się miejsce.",
        ("consultations/",),
    )
)
REMIND_BEFORE = timedelta(hours=24)
MOST_AT_ONCE = 200
FEED_BACK = timedelta(days=30)


def private_link(booking: ConsultationBooking) -> str:
    """Return the full private address of a booking."""
    return full_url_for("consultations.show_own", token=bookings.token_of(booking.key))


def where(booking: ConsultationBooking) -> str:
    """Return where one meets: the point's address, the link, or nothing for a phone."""
    keeper = booking.keeper
    return {PLACE: keeper.place, ONLINE: keeper.link}.get(booking.mode, "")


def entry_of(booking: ConsultationBooking, url: str, summary: str = "Konsultacja w Akademii") -> Entry:
    """Return a booking that has a time as an entry of a calendar, in words that name no visitor."""
    assert booking.starts_at is not None
    assert booking.ends_at is not None
    described = f"Prowadzi: {booking.keeper.name}. Sposób: {MODES[booking.mode]}."
    return Entry(
        booking.key, urlsplit(settings.here().base_url).hostname or "localhost", booking.starts_at, booking.ends_at,
        summary, described, where(booking), url, booking.sequence, clock.now(),
    )  # fmt: skip


def invitation_of(booking: ConsultationBooking) -> str:
    """Return the entry for the visitor's calendar."""
    entry = entry_of(booking, private_link(booking))
    return invitation(entry, settings.here().mail_from, booking.email)


def feed_of(keeper: ConsultationKeeper) -> str:
    """Return an expert's calendar. Calendars travel far, so no visitor is named in it: the desk tells who comes."""
    found = desk.feed_bookings(keeper.id, clock.now() - FEED_BACK)
    url = full_url_for("consultations_desk.show_desk")
    return feed("Moje konsultacje", [entry_of(one, url, f"Konsultacja ({SHORT_MODES[one.mode]})") for one in found])


def _context(booking: ConsultationBooking) -> dict[str, Any]:
    return {
        "when": bookings.when(booking),
        "expert": booking.keeper.name,
        "mode": MODES[booking.mode],
        "where": where(booking) if booking.state == "booked" else "",
        "link": private_link(booking),
        "page": full_url_for("consultations.show_keeper", keeper_id=booking.keeper_id),
        "kept_days": OPERATOR.consultations_kept_days,
    }


def _write(booking: ConsultationBooking, template: str, calendar: str | None = None, **more: Any) -> None:
    key = f"{template} {booking.key} {booking.sequence}"
    context = {**_context(booking), **more}
    queue_letter(booking.email, template, context, user_id=booking.user_id, key=key, calendar=calendar)


def tell_booked(booking: ConsultationBooking) -> None:
    _write(booking, "consultations/booked", invitation_of(booking))


def tell_moved(booking: ConsultationBooking, before: str) -> None:
    _write(booking, "consultations/moved", invitation_of(booking), before=before)


def tell_cancelled(booking: ConsultationBooking) -> None:
    calendar = None
    if booking.starts_at is not None:
        entry = entry_of(booking, private_link(booking))
        calendar = cancellation(entry, settings.here().mail_from, booking.email)
    _write(booking, "consultations/cancelled", calendar, by=booking.ended_by, reason=booking.reason)


def tell_waiting(booking: ConsultationBooking) -> None:
    wanted = bookings.words_at(booking.wanted_at) if booking.wanted_at else ""
    held = span_words(booking.keeper.hold_hours)
    _write(booking, "consultations/waiting", wanted=wanted, ahead=bookings.ahead_of(booking), held=held)


def tell_offered(booking: ConsultationBooking) -> None:
    assert booking.offered_until is not None
    _write(booking, "consultations/offered", until=moment_words(booking.offered_until))


def tell_lapsed(booking: ConsultationBooking) -> None:
    _write(booking, "consultations/lapsed")


def tell_in_vain(booking: ConsultationBooking) -> None:
    """Write to who waited for a time that has come without a place."""
    assert booking.wanted_at is not None
    _write(booking, "consultations/in_vain", wanted=bookings.words_at(booking.wanted_at))


def tell_expert(booking: ConsultationBooking, subject: str, more: str = "") -> None:
    """Write to the expert of a booking; what the visitor typed stands in it."""
    keeper = booking.keeper
    told = {
        "subject": subject, "when": bookings.when(booking), "who": booking.name, "topic": booking.topic,
        "mode": MODES[booking.mode], "phone": booking.phone, "more": more,
        "link": full_url_for("consultations_desk.show_booking", booking_id=booking.id),
    }  # fmt: skip
    if keeper.user.email is not None:
        queue_letter(keeper.user.email, "consultations/desk", told, user_id=keeper.user_id)


def remind() -> int:
    """Write to those who meet an expert within a day; who booked later than that needs no reminding. Returns how many.

    What is reminded of is noted, so that a clock that calls twice writes once.
    """
    now, count = clock.now(), 0
    for booking in bookings.to_remind(now, now + REMIND_BEFORE, MOST_AT_ONCE):
        booking.reminded_at = now
        if booking.starts_at is not None and booking.made_at < booking.starts_at - REMIND_BEFORE:
            _write(booking, "consultations/reminder")
            count += 1
    return count
