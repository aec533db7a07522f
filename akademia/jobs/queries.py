"""Which jobs are due, which failed, and who works."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.listing import Asked, ListPage, list_page
from akademia.jobs.models import Job, WorkerSign


def is_open() -> ColumnElement[bool]:
    return Job.done_at.is_(None) & Job.failed_at.is_(None)


def due(now: datetime, kind: str | None = None) -> Select[Job]:
    """Select open jobs whose time has come and that nobody holds, the longest waiting first."""
    free = or_(Job.lease_until.is_(None), Job.lease_until <= now)
    found = select(Job).where(is_open(), Job.run_at <= now, free).order_by(Job.run_at, Job.id)
    return found if kind is None else found.where(Job.kind == kind)


def has_due(now: datetime, kind: str | None = None) -> bool:
    """Say whether a worker would find something. Only reads, so that an idle worker never holds up a writer."""
    return db.session.scalar(select(due(now, kind).exists())) is True


def job_for(kind: str, key: str) -> Job | None:
    """Return the job that was asked for with a key."""
    return db.session.scalar(select(Job).where(Job.kind == kind, Job.key == key))


def any_open(kind: str, key_begins: str) -> bool:
    """Say whether a job waits or runs that was asked for with a key that begins so."""
    named = select(Job).where(Job.kind == kind, Job.key.startswith(key_begins, autoescape=True), is_open())
    return db.session.scalar(select(named.exists())) is True


def has_newer(kind: str, number: int) -> bool:
    """Say whether a job of a kind waits or runs that was asked for after another."""
    newer = select(Job).where(Job.kind == kind, Job.id > number, is_open())
    return db.session.scalar(select(newer.exists())) is True


# The word in the address -> the word on the page.
STATES = {"czekaja": "czekają i w toku", "nieudane": "nieudane", "zrobione": "zrobione"}
ALIVE_SECONDS = 120


@dataclass(frozen=True)
class JobRow:
    """A job on the page of jobs. `state`: waiting, running, failed, done. `at`: since when, or when it ended."""

    id: int
    kind: str
    state: str
    at: datetime
    run_at: datetime
    attempts: int
    words: str | None
    percent: int | None


@dataclass(frozen=True)
class Workers:
    """Who works: how many gave a sign of life in the last two minutes, and when the last sign was."""

    alive: int
    seen_at: datetime | None


def jobs(asked: Asked, now: datetime) -> ListPage[JobRow]:
    """Return jobs in a state; those that wait or run unless another is asked for."""
    state = asked.filters.get("stan", "czekaja")
    chosen: dict[str, tuple[ColumnElement[bool], Any]] = {
        "czekaja": (is_open(), Job.run_at),
        "nieudane": (Job.failed_at.is_not(None), Job.failed_at.desc()),
        "zrobione": (Job.done_at.is_not(None), Job.done_at.desc()),
    }
    condition, order = chosen[state]
    query = select(Job).where(condition).order_by(order, Job.id)
    return list_page(query, asked, lambda job: _row(job, now))


def _row(job: Job, now: datetime) -> JobRow:
    running = job.lease_until is not None and job.lease_until > now
    state = "done" if job.done_at else "failed" if job.failed_at else "running" if running else "waiting"
    percent = 100 * job.progress_done // job.progress_total if job.progress_total else None
    at = job.done_at or job.failed_at or job.created_at
    return JobRow(job.id, job.kind, state, at, job.run_at, job.attempts, job.last_error, percent)


def job(job_id: int) -> Job:
    """Return a job, held until the transaction ends.

    :raises Missing: there is none.
    """
    wanted = select(Job).where(Job.id == job_id).with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(wanted)
    if found is None:
        raise Missing
    return found


def latest_failed(count: int) -> Sequence[Job]:
    """Return the jobs that were given up last."""
    failed = select(Job).where(Job.failed_at.is_not(None))
    return db.session.scalars(failed.order_by(Job.failed_at.desc()).limit(count)).all()


def workers(now: datetime) -> Workers:
    """Return who works."""
    alive = func.count().filter(WorkerSign.seen_at > now - timedelta(seconds=ALIVE_SECONDS))
    row = db.session.execute(select(alive, func.max(WorkerSign.seen_at))).one()
    return Workers(row[0], row[1])


def stuck(before: datetime) -> int:
    """Count open jobs that were due before a moment and that nobody holds."""
    return db.session.scalar(select(func.count()).select_from(due(before).subquery())) or 0
