"""Keeping hours: how an expert meets people, the week, the days that differ, the secret address of the calendar."""

import secrets
from dataclasses import dataclass, fields
from datetime import date, time

from akademia.accounts.models import User
from akademia.advisory.consultations.models import (
    ConsultationException,
    ConsultationHours,
    ConsultationKeeper,
)
from akademia.advisory.consultations.queries import bookings, desk, offered
from akademia.advisory.consultations.services.waiting import offer_free
from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db, touch_public
from akademia.core.errors import RuleBroken


class HoursOverlap(RuleBroken):
    message = "Te godziny zachodzą na inne tego samego dnia."


class ChangedElsewhere(RuleBroken):
    message = "Te ustawienia zmieniono w innym oknie. Sprawdź je i zapisz jeszcze raz."


@dataclass(frozen=True)
class Ways:
    """How an expert meets people, as the form of settings has it."""

    name: str
    about: str
    open: bool
    minutes: int
    buffer_minutes: int
    notice_hours: int
    per_day: int
    days_ahead: int
    hold_hours: int
    in_person: bool
    by_phone: bool
    online: bool
    place: str
    link: str


@dataclass(frozen=True)
class Hours:
    """Hours as a form has them."""

    starts: time
    ends: time
    seats: int
    mode: str


def keep_ways(user: User, ways: Ways, version: int) -> ConsultationKeeper:
    """Keep how a person consults; the first time makes them one who does. Who waits is offered what that freed.

    :param version: the one that the form was opened with.
    :raises ChangedElsewhere: somebody saved since.
    """
    keeper = desk.keeper_of(user.id)
    if keeper is None:
        keeper = ConsultationKeeper(user_id=user.id, version=0)
        db.session.add(keeper)
    elif keeper.version != version:
        raise ChangedElsewhere
    for field in fields(ways):
        setattr(keeper, field.name, getattr(ways, field.name))
    keeper.version += 1
    db.session.flush()
    record("consultation.ways", "consultation_keeper", keeper.id, actor=user.id, open=ways.open)
    offer_free(keeper.id)
    return keeper


def add_hours(keeper: ConsultationKeeper, weekday: int, hours: Hours, actor: int) -> None:
    """Add hours to each week.

    :raises HoursOverlap: there are some at that time.
    """
    other = desk.overlapping_hours(keeper.id, weekday, hours.starts, hours.ends)
    if other is not None:
        raise HoursOverlap(f"Te godziny zachodzą na inne: {desk.hours_words(other.starts, other.ends)}.")
    db.session.add(ConsultationHours(keeper_id=keeper.id, weekday=weekday, starts=hours.starts, ends=hours.ends,
                                     seats=hours.seats, mode=hours.mode))  # fmt: skip
    record("consultation.hours", "consultation_keeper", keeper.id, actor=actor)
    _changed(keeper)


def remove_hours(row: ConsultationHours, keeper: ConsultationKeeper, actor: int) -> None:
    """Remove hours from each week; who has booked keeps the time."""
    db.session.delete(row)
    record("consultation.hours", "consultation_keeper", keeper.id, actor=actor)
    _changed(keeper)


def add_exception(keeper: ConsultationKeeper, first_on: date, last_on: date, opens: bool, hours: Hours | None,
                  actor: int) -> int:  # fmt: skip
    """Let some days differ. Returns how many live bookings lie on them: closing calls none of them off."""
    db.session.add(
        ConsultationException(
            keeper_id=keeper.id, first_on=first_on, last_on=last_on, opens=opens,
            starts=hours.starts if hours else None, ends=hours.ends if hours else None,
            seats=hours.seats if hours else 1, mode=hours.mode if hours else "",
        )
    )  # fmt: skip
    record("consultation.exception", "consultation_keeper", keeper.id, actor=actor)
    _changed(keeper)
    return 0 if opens else desk.touched_by(first_on, last_on, keeper.id)


def remove_exception(row: ConsultationException, keeper: ConsultationKeeper, actor: int) -> None:
    db.session.delete(row)
    record("consultation.exception", "consultation_keeper", keeper.id, actor=actor)
    _changed(keeper)


def _changed(keeper: ConsultationKeeper) -> None:
    db.session.flush()
    offer_free(keeper.id)


def new_feed(keeper: ConsultationKeeper, actor: int) -> str:
    """Make a new secret address of the calendar; the old one is dead at once. Returns its token, which is not kept."""
    token = secrets.token_urlsafe(24)
    keeper.feed_hash = bookings.hash_of(token)
    record("consultation.feed", "consultation_keeper", keeper.id, actor=actor)
    return token


def refresh_shown(minutes: int) -> bool:
    """Say that public pages changed if, in the last minutes, a time ceased to be offered or a new day began."""
    changed = offered.changed_by_time(clock.now(), minutes)
    if changed:
        touch_public(news=False)
    return changed
