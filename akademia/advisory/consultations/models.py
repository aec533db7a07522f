"""Experts who consult, their weekly hours and exceptions, and who has booked, waits or has cancelled."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from akademia.accounts.models import User
from akademia.core import clock
from akademia.core.db import Model

_HOLDS = text("state IN ('booked', 'offered')")
_OF_USER = f"{User.__tablename__}.id"
_OF_KEEPER = "consultation_keepers.id"
_MODES = "mode IN ('', 'place', 'phone', 'online')"


class ConsultationKeeper(Model):
    """An expert who gives consultations, and how. `per_day` 0: no limit. Not `open`: nobody sees the hours.

    `link` is where an on-line meeting takes place; only who has booked sees it. `feed_hash`: of the secret address of
    the expert's calendar.
    """

    __tablename__ = "consultation_keepers"
    __table_args__ = (
        CheckConstraint("minutes BETWEEN 10 AND 240", name="minutes_range"),
        CheckConstraint("buffer_minutes BETWEEN 0 AND 240", name="buffer_range"),
        CheckConstraint("notice_hours BETWEEN 0 AND 720", name="notice_range"),
        CheckConstraint("days_ahead BETWEEN 1 AND 90", name="days_ahead_range"),
        CheckConstraint("hold_hours BETWEEN 1 AND 168", name="hold_range"),
        CheckConstraint("per_day BETWEEN 0 AND 50", name="per_day_range"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(_OF_USER, ondelete="CASCADE"), unique=True)
    name: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    open: Mapped[bool] = mapped_column(default=False)
    minutes: Mapped[int] = mapped_column(default=30)
    buffer_minutes: Mapped[int] = mapped_column(default=10)
    notice_hours: Mapped[int] = mapped_column(default=24)
    per_day: Mapped[int] = mapped_column(default=0)
    days_ahead: Mapped[int] = mapped_column(default=30)
    hold_hours: Mapped[int] = mapped_column(default=24)
    in_person: Mapped[bool] = mapped_column(default=False)
    by_phone: Mapped[bool] = mapped_column(default=False)
    online: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    feed_hash: Mapped[str | None] = mapped_column(unique=True)
    version: Mapped[int] = mapped_column(default=1)

    user: Mapped[User] = relationship()


class ConsultationHours(Model):
    """Hours that come back each week, by the clock on the wall; midnight as the end is the end of the day."""

    __tablename__ = "consultation_hours"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_range"),
        CheckConstraint("seats BETWEEN 1 AND 50", name="seats_range"),
        CheckConstraint(_MODES, name="mode_known"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    keeper_id: Mapped[int] = mapped_column(ForeignKey(_OF_KEEPER, ondelete="CASCADE"), index=True)
    weekday: Mapped[int]
    starts: Mapped[time]
    ends: Mapped[time]
    seats: Mapped[int] = mapped_column(default=1)
    mode: Mapped[str] = mapped_column(default="")


class ConsultationException(Model):
    """Days that differ from the week. Closed ones may lack hours: the whole day; added ones have them."""

    __tablename__ = "consultation_exceptions"
    __table_args__ = (
        CheckConstraint("first_on <= last_on", name="days_in_order"),
        CheckConstraint("(starts IS NULL) = (ends IS NULL)", name="hours_whole"),
        CheckConstraint("NOT opens OR starts IS NOT NULL", name="added_has_hours"),
        CheckConstraint("seats BETWEEN 1 AND 50", name="seats_range"),
        CheckConstraint(_MODES, name="mode_known"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    keeper_id: Mapped[int] = mapped_column(ForeignKey(_OF_KEEPER, ondelete="CASCADE"), index=True)
    first_on: Mapped[date]
    last_on: Mapped[date]
    opens: Mapped[bool]
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    seats: Mapped[int] = mapped_column(default=1)
    mode: Mapped[str] = mapped_column(default="")


class ConsultationBooking(Model):
    """One person's consultation: booked, or waiting for a place, which is then offered for some hours.

    A seat (from 1) of a time is held by at most one. `key` makes the private link, of which only a hash is stored, and
    the entry of calendars, whose changes `sequence` counts. `wanted_at`: the very time waited for; None: any.
    `note` is the expert's own. After some time the person is forgotten (`anonymised_at`) and the row counts on.
    """

    __tablename__ = "consultation_bookings"
    __table_args__ = (
        Index("uq_consultation_bookings_seat", "keeper_id", "starts_at", "seat", unique=True,
              sqlite_where=_HOLDS, postgresql_where=_HOLDS),
        Index("ix_consultation_bookings_state", "state", "keeper_id", "id"),
        CheckConstraint("state IN ('waiting', 'offered', 'booked', 'cancelled', 'lapsed')", name="state_known"),
        CheckConstraint(
            "state NOT IN ('offered', 'booked') OR"
            " (starts_at IS NOT NULL AND ends_at IS NOT NULL AND seat IS NOT NULL)", name="held_has_time",
        ),
        CheckConstraint("state != 'offered' OR offered_until IS NOT NULL", name="offer_ends"),
        CheckConstraint("mode IN ('place', 'phone', 'online')", name="mode_known"),
        CheckConstraint("seat IS NULL OR seat BETWEEN 1 AND 50", name="seat_range"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    keeper_id: Mapped[int] = mapped_column(ForeignKey(_OF_KEEPER))
    user_id: Mapped[int | None] = mapped_column(ForeignKey(_OF_USER, ondelete="SET NULL"), index=True)
    key: Mapped[str] = mapped_column(unique=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str]
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    seat: Mapped[int | None]
    wanted_at: Mapped[datetime | None]
    offered_until: Mapped[datetime | None]
    mode: Mapped[str]
    name: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")
    topic: Mapped[str]
    sequence: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]
    reason: Mapped[str] = mapped_column(default="")
    reminded_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="")
    anonymised_at: Mapped[datetime | None]

    keeper: Mapped[ConsultationKeeper] = relationship()

    @property
    def is_live(self) -> bool:
        return self.state in ("waiting", "offered", "booked")
