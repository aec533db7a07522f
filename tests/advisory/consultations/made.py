"""Experts, hours and visitors for tests. The clock of these tests stands at noon of Monday, 23 November 2026."""

import re
from datetime import time

from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.advisory.consultations.models import ConsultationBooking, ConsultationHours, ConsultationKeeper
from akademia.advisory.consultations.queries.bookings import token_of
from akademia.advisory.consultations.rules.words import minute_in
from akademia.advisory.consultations.services import waiting
from akademia.advisory.consultations.services.booking import Visitor, book
from akademia.core.db import db
from akademia.mail.models import Letter
from tests.client import InspectingClient
from tests.factories import make_user

ROOT = "/doradztwo/konsultacje/"
FIRST, SECOND, THIRD = "20261202T0800Z", "20261202T0840Z", "20261202T0920Z"  # Wednesday, 9:00, 9:40, 10:20 in Warsaw
FIRST_WORDS = "środa 2 grudnia, 9:00"
SENT = {"name": "Ola Próbna", "email": "ola@example.org", "topic": "Jak zacząć klub?", "mode": "place", "phone": ""}


def make_keeper(weekly=((2, 9, 11),), seats=1, mode="", **ways) -> ConsultationKeeper:
    """Make an expert with hours: 9:00 to 11:00 on Wednesdays, three times of half an hour."""
    given = {"name": "Ewa Próbna", "open": True, "in_person": True, "place": "ul. Próbna 1, pok. 2", **ways}
    keeper = ConsultationKeeper(user=make_user(Role.Expert), **given)
    db.session.add(keeper)
    db.session.flush()
    for weekday, first, last in weekly:
        db.session.add(ConsultationHours(keeper_id=keeper.id, weekday=weekday, starts=time(first), ends=time(last),
                                         seats=seats, mode=mode))  # fmt: skip
    db.session.commit()
    return keeper


def visitor(number: int = 1, **more) -> Visitor:
    given = {
        "name": f"Osoba {number}",
        "email": f"osoba-{number}@example.com",
        "phone": "",
        "topic": "Temat",
        "mode": "place",
    }
    return Visitor(**{**given, **more})


def booked(keeper: ConsultationKeeper, stamp: str = FIRST, number: int = 1, **more) -> ConsultationBooking:
    booking = book(keeper.id, minute_in(stamp), visitor(number, **more))
    db.session.commit()
    return booking


def wait(keeper: ConsultationKeeper, number: int, stamp: str | None = None, **more) -> ConsultationBooking:
    """Put somebody in the queue, for one time or for any."""
    booking = waiting.wait(keeper.id, minute_in(stamp) if stamp else None, visitor(number, **more))
    db.session.commit()
    return booking


def states() -> list[str]:
    """Return the states of all bookings, the oldest first."""
    db.session.expire_all()
    return [row.state for row in db.session.scalars(select(ConsultationBooking).order_by(ConsultationBooking.id))]


def sent(template: str) -> list[str]:
    """Return to whom letters of a kind went, in order."""
    letters = select(Letter).where(Letter.template == template).order_by(Letter.id)
    return [letter.to_address for letter in db.session.scalars(letters)]


def own(booking: ConsultationBooking) -> str:
    return f"{ROOT}moja/{token_of(booking.key)}/"


def opened(client: InspectingClient, address: str, status: int = 200) -> str:
    """Open a form and return the mark of when that was."""
    found = re.search(r'name="opened"[^>]*value="([^"]+)"', client.get(address, status).text)
    assert found
    return found[1]
