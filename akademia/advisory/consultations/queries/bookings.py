"""One booking by its private link; those that wait, are due, or belong to a person."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from akademia.advisory.consultations.models import ConsultationBooking, ConsultationKeeper
from akademia.advisory.consultations.queries.offered import HOLDS
from akademia.advisory.consultations.rules.slots import minute_of
from akademia.advisory.consultations.rules.words import MODES, STATES, day_words, hour_words
from akademia.core import clock, settings
from akademia.core.clock import WARSAW
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.text import counted, moment_words

TOKEN_LENGTH = 32
LIVE = ("waiting", "offered", "booked")
_B = ConsultationBooking


def token_of(key: str) -> str:
    """Return the token of a booking's private link. It is made anew for each letter and stored nowhere.

    Who reads the tables alone cannot make it: it needs the installation's secret.
    """
    made = hmac.new(settings.here().secret_key.encode(), f"consultation|{key}".encode(), "sha256").digest()
    return urlsafe_b64encode(made).decode()[:TOKEN_LENGTH]


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def by_token(token: str) -> ConsultationBooking:
    """Return the booking of a private link.

    :raises Missing: it was guessed, or its person is forgotten by now.
    """
    known = _B.token_hash == hash_of(token)
    found = db.session.scalar(select(_B).where(known, _B.anonymised_at.is_(None)).options(joinedload(_B.keeper)))
    if found is None:
        raise Missing
    return found


def when(booking: ConsultationBooking) -> str:
    """Return the full name of a booking's time; empty while it has none."""
    return words_at(booking.starts_at) if booking.starts_at else ""


def words_at(moment: datetime) -> str:
    """Return the full name of a time: „środa 3 grudnia, 10:30”."""
    on = moment.astimezone(WARSAW).date()
    return f"{day_words(on, clock.today())}, {hour_words(minute_of(moment))}"


@dataclass(frozen=True)
class Told:
    """A booking in words. `ahead`: it can still be moved or called off. `queue`: how many wait since before."""

    when: str
    wanted: str
    mode: str
    state: str
    ahead: bool
    queue: int
    until: str
    lasts: str


def own_page(booking: ConsultationBooking) -> Told:
    """Return what the page of a booking says."""
    now, starts, ends = clock.now(), booking.starts_at, booking.ends_at
    minutes = (ends - starts) // timedelta(minutes=1) if starts and ends else 0
    over = booking.state == "booked" and ends is not None and ends <= now
    return Told(
        when=when(booking),
        wanted=words_at(booking.wanted_at) if booking.wanted_at else "",
        mode=MODES[booking.mode],
        state="odbyta" if over else STATES[booking.state],
        ahead=booking.is_live and (starts is None or starts > now),
        queue=ahead_of(booking) if booking.state == "waiting" else 0,
        until=moment_words(booking.offered_until) if booking.offered_until else "",
        lasts=counted(minutes, "minuta", "minuty", "minut") if minutes else "",
    )


def first_waiting(keeper_id: int) -> Sequence[ConsultationBooking]:
    """Return those who wait for a place with an expert, the longest waiting first, as the table has them now."""
    waiting = select(_B).where(_B.keeper_id == keeper_id, _B.state == "waiting").order_by(_B.id)
    return db.session.scalars(waiting.options(joinedload(_B.keeper)).execution_options(populate_existing=True)).all()


def keepers_waited_for() -> Sequence[int]:
    """Return the numbers of experts with whom somebody waits."""
    waited = select(_B.keeper_id).where(_B.state == "waiting").distinct().order_by(_B.keeper_id)
    return db.session.scalars(waited).all()


def ahead_of(booking: ConsultationBooking) -> int:
    """Return how many wait for the same expert since before."""
    return sum(other.id < booking.id for other in first_waiting(booking.keeper_id))


def keepers_with_ended(now: datetime) -> Sequence[int]:
    """Return the numbers of experts with whom an offer or a wait has come to its end."""
    return db.session.scalars(select(_B.keeper_id).where(_over(now)).distinct().order_by(_B.keeper_id)).all()


def ended_waits(keeper_id: int, now: datetime) -> Sequence[ConsultationBooking]:
    """Return places offered to people who have not answered in time, and those who waited for a time that has begun."""
    ended = select(_B).where(_B.keeper_id == keeper_id, _over(now)).order_by(_B.id)
    return db.session.scalars(ended.options(joinedload(_B.keeper)).execution_options(populate_existing=True)).all()


def _over(now: datetime) -> ColumnElement[bool]:
    return ((_B.state == "offered") & (_B.offered_until <= now)) | ((_B.state == "waiting") & (_B.wanted_at <= now))


def to_remind(now: datetime, until: datetime, most: int) -> Sequence[ConsultationBooking]:
    """Return booked consultations that begin soon, of which nobody was reminded."""
    soon = (_B.state == "booked", _B.starts_at > now, _B.starts_at <= until, _B.reminded_at.is_(None))
    return db.session.scalars(select(_B).where(*soon).order_by(_B.id).limit(most).options(joinedload(_B.keeper))).all()


def too_old(before: datetime, most: int) -> Sequence[ConsultationBooking]:
    """Return bookings whose meeting, or end, or beginning of waiting lies before a moment, persons still in them."""
    met = (_B.starts_at < before) & _B.state.in_(HOLDS)
    ended = _B.state.in_(("cancelled", "lapsed")) & (_B.ended_at < before)
    waiting = (_B.state == "waiting") & (_B.made_at < before)
    old = select(_B).where(_B.anonymised_at.is_(None), met | ended | waiting)
    return db.session.scalars(old.order_by(_B.id).limit(most).options(joinedload(_B.keeper))).all()


def seats_taken(keeper_id: int, starts_at: datetime) -> set[int]:
    """Return the numbers of the seats of a time that are held."""
    held = select(_B.seat).where(_B.keeper_id == keeper_id, _B.starts_at == starts_at, _B.state.in_(HOLDS))
    return {seat for seat in db.session.scalars(held) if seat is not None}


def locked(keeper_id: int) -> ConsultationKeeper:
    """Return an expert, held so that nobody else books with them until this transaction ends.

    :raises Missing: there is none.
    """
    one = select(ConsultationKeeper).where(ConsultationKeeper.id == keeper_id).with_for_update()
    keeper = db.session.scalar(one.execution_options(populate_existing=True))
    if keeper is None:
        raise Missing
    return keeper


def of_person(user_id: int) -> Sequence[ConsultationBooking]:
    """Return what a person booked while signed in, the newest first; what was forgotten is left out."""
    own = select(_B).where(_B.user_id == user_id, _B.anonymised_at.is_(None)).order_by(_B.id.desc())
    return db.session.scalars(own.options(joinedload(_B.keeper))).all()
