"""Fifty people at once ask two processes for one time with an expert: one has it, each other is told so."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError

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
from akademia.app import create_app
from akademia.core import db as database
from akademia.core.db import commit, db
from akademia.mail.models import Letter
from tests.advisory.consultations.made import make_keeper
from tests.conftest import Bench

pytestmark = pytest.mark.proof
PEOPLE, BUSY = 50, "busy"


@contextmanager
def inside(app: Flask) -> Iterator[None]:
    """Act as a process of one's own would: with a session and the right to write."""
    with database.writing(), app.app_context():
        try:
            yield
        finally:
            db.session.remove()


def first_free(app: Flask, seats: int = 1) -> tuple[int, int]:
    """Make an expert with hours every day; return the number and the first free minute."""
    with inside(app):
        mode = "place" if seats > 1 else ""
        keeper = make_keeper(weekly=[(day, 9, 16) for day in range(7)], seats=seats, mode=mode)
        return keeper.id, offered.offer(keeper.id).free[0].starts


def person(number: int) -> Visitor:
    return Visitor(f"Osoba {number}", f"osoba-{number}@example.com", "", "Temat", "place")


Apps = tuple[Flask, Flask]


@pytest.fixture
def apps(app: Flask, benches: dict[str, Bench]) -> Iterator[Apps]:
    """The app and one of another process: fifty at once would empty one process's pool of forty connections."""
    bench = next(bench for bench in benches.values() if bench.app is app)
    chosen = app.extensions["akademia"].settings
    other = create_app({"AKADEMIA_INSTANCE": str(chosen.instance), "AKADEMIA_DATABASE_URL": chosen.database_url})
    with other.app_context():
        event.listen(db.engine, "before_cursor_execute", bench.remember)
        yield app, other
        db.engine.dispose()


def at_once(apps: Apps, act: Callable[[int], object]) -> Counter[str]:
    """Let fifty people act at the same moment, each second one by the other process; return the outcomes."""
    together = Barrier(PEOPLE)

    def one(number: int) -> str:
        together.wait()
        while (told := _try(apps[number % 2], act, number)) == BUSY:  # a crowd waits long for SQLite's one writer
            time.sleep(0.05)
        return told

    with ThreadPoolExecutor(PEOPLE) as people:
        return Counter(people.map(one, range(PEOPLE)))


def _try(app: Flask, act: Callable[[int], object], number: int) -> str:
    with inside(app):
        try:
            act(number)
            commit()
        except TimeNotFree as refused:
            return "refused" if "zajął" in refused.message else refused.message
        except OperationalError as error:
            return BUSY if "locked" in str(error) else str(error)
    return "booked"


def seats_held(app: Flask, keeper_id: int) -> list[int]:
    with inside(app):
        held = select(ConsultationBooking.seat).where(ConsultationBooking.keeper_id == keeper_id)
        return sorted(db.session.scalars(held.where(ConsultationBooking.state == "booked")))


@pytest.mark.parametrize("seats", [1, 7])
def test_fifty_bookings_of_one_time_fill_its_seats_and_no_more(apps: Apps, seats: int) -> None:
    keeper_id, minute = first_free(apps[0], seats)

    seen = at_once(apps, lambda number: book(keeper_id, minute, person(number)))

    assert seen == {"booked": seats, "refused": PEOPLE - seats}
    assert seats_held(apps[0], keeper_id) == list(range(1, seats + 1))
    with inside(apps[0]):
        letters = select(func.count(Letter.id)).where(Letter.template == "consultations/booked")
        assert db.session.scalar(letters) == seats


def test_the_table_alone_keeps_the_seat_where_nobody_waits_in_line(apps: Apps) -> None:
    """As if the lock on the expert were forgotten: on PostgreSQL many look before the first has written.

    On SQLite writers wait in line in any case.
    """
    keeper_id, minute = first_free(apps[0])

    def take(number: int) -> None:
        slot = free_slot(offered.offer(keeper_id), minute)
        take_seat(new_booking(keeper_id, person(number), "booked"), slot)

    seen = at_once(apps, take)

    assert seen == {"booked": 1, "refused": PEOPLE - 1}
    assert seats_held(apps[0], keeper_id) == [1]
