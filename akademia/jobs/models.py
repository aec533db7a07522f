"""The outbox and the clock: rows that say what is to be done, and which period was already called."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from akademia.core import clock
from akademia.core.db import Model

_OPEN = text("done_at IS NULL AND failed_at IS NULL")


class Job(Model):
    """A piece of work, written in the transaction of its cause and done by a worker afterwards.

    `payload` and `last_error` hold no personal data: numbers and keys only. A worker holds a job until `lease_until`;
    whoever comes later may take it over.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        UniqueConstraint("kind", "key"),
        Index("ix_jobs_open", "run_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_jobs_failed_at", "failed_at"),
        Index("ix_jobs_done_at", "done_at"),
        CheckConstraint("done_at IS NULL OR failed_at IS NULL", name="one_end"),
        CheckConstraint("(lease_until IS NULL) = (leased_by IS NULL)", name="lease_whole"),
        CheckConstraint("progress_done BETWEEN 0 AND progress_total", name="progress_range"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    key: Mapped[str | None]
    payload: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    run_at: Mapped[datetime] = mapped_column(default=clock.now)
    attempts: Mapped[int] = mapped_column(default=0)
    leased_by: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    last_error: Mapped[str | None]
    progress_done: Mapped[int] = mapped_column(default=0)
    progress_total: Mapped[int] = mapped_column(default=0)


class ClockTick(Model):
    """The last period for which a kind of periodic work was called. One row a kind, so that it never grows."""

    __tablename__ = "clock_ticks"

    kind: Mapped[str] = mapped_column(primary_key=True)
    period_at: Mapped[datetime]


class WorkerSign(Model):
    """A sign of life of a worker: who it is, since when it works, when it was last heard of."""

    __tablename__ = "worker_signs"

    worker: Mapped[str] = mapped_column(primary_key=True)
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    seen_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
