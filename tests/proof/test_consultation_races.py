"""Fifty people at one moment ask for one time with an expert: one has it, and each of the others is told so."""

import threading
from collections import Counter

import pytest
from sqlalchemy import func, select

from akademia.advisory.consultations.models import ConsultationBooking
from akademia.advisory.consultations.queries import offered
from akademia.advisory.consultations.services.booking import (
    TimeNotFree,
    Visitor,
    book,
    free_slot,
    new_booking,
    take_seat,
)
from akademia.core.db import commit, db, rollback
from akademia.mail.models import Letter
from tests.advisory.consultations.made import make_keeper
from tests.proof.academy import Academy

pytestmark = pytest.mark.proof
PEOPLE = 50


def first_free(academy: Academy, seats: int = 1) -> tuple[int, int]:
    """Make an expert with hours every day; return the number and the first free minute."""
    with academy.inside():
        mode = "place" if seats > 1 else ""
        keeper = make_keeper(weekly=[(day, 9, 16) for day in range(7)], seats=seats, mode=mode)
        return keeper.id, offered.offer(keeper.id).free[0].starts


def person(number: int) -> Visitor:
    return Visitor(f"Osoba {number}", f"osoba-{number}@example.com", "", "Temat", "place")


def at_once(academy: Academy, act) -> Counter[str]:
    """Let fifty people act at one moment; return how often each outcome came."""
    start, seen = threading.Barrier(PEOPLE), []

    def one(number: int) -> None:
        with academy.inside():
            start.wait()
            try:
                act(number)
                commit()
            except TimeNotFree as refused:
                rollback()
                seen.append("refused" if "zajął" in refused.message else refused.message)
            else:
                seen.append("booked")
            db.session.remove()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return Counter(seen)


def seats_held(academy: Academy, keeper_id: int) -> list[int]:
    with academy.inside():
        held = select(ConsultationBooking.seat).where(ConsultationBooking.keeper_id == keeper_id)
        return sorted(db.session.scalars(held.where(ConsultationBooking.state == "booked")))


@pytest.mark.parametrize("seats", [1, 7])
def test_fifty_bookings_of_one_time_fill_its_seats_and_no_more(academy: Academy, seats: int) -> None:
    keeper_id, minute = first_free(academy, seats)

    seen = at_once(academy, lambda number: book(keeper_id, minute, person(number)))

    assert seen == {"booked": seats, "refused": PEOPLE - seats}
    assert seats_held(academy, keeper_id) == list(range(1, seats + 1))
    with academy.inside():
        letters = select(func.count(Letter.id)).where(Letter.template == "consultations/booked")
        assert db.session.scalar(letters) == seats


def test_the_table_alone_keeps_the_seat_where_nobody_waits_in_line(academy: Academy) -> None:
    """As if the lock on the expert were forgotten: on PostgreSQL many look before the first has written.

    On SQLite writers wait in line in any case.
    """
    keeper_id, minute = first_free(academy)

    def take(number: int) -> None:
        slot = free_slot(offered.offer(keeper_id), minute)
        take_seat(new_booking(keeper_id, person(number), "booked"), slot)

    seen = at_once(academy, take)

    assert seen == {"booked": 1, "refused": PEOPLE - 1}
    assert seats_held(academy, keeper_id) == [1]
