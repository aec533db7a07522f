"""The outbox: asking for work, taking it with a lease, ending it. Nothing here commits.

A job is done at least once. A worker that dies leaves its job to the next one after the lease, so a handler must give
the same result when it runs again.
"""

import random
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import CursorResult, delete, select, update

from akademia.core import clock
from akademia.core.db import db, insert_new
from akademia.core.errors import BrokenSource, RuleBroken
from akademia.core.operator import OPERATOR
from akademia.jobs import queries, rules
from akademia.jobs.models import ClockTick, Job, WorkerSign

TICKS_KEPT_DAYS = 1
SIGNS_KEPT_DAYS = 7
_HOUSE = Path(__file__).resolve().parent.parent


class TryLater(Exception):
    """Raised by a handler: not now. The words are kept with the job and hold no personal data."""


class GiveUp(Exception):
    """Raised by a handler: trying again would not help. The words are kept with the job, without personal data."""


class LeaseLost(Exception):
    """Another worker holds the job by now; what this one did is not to be kept."""


@dataclass(frozen=True)
class Task:
    """A job in the hands of a worker: plain values, not a row."""

    id: int
    kind: str
    payload: dict[str, Any]
    attempt: int
    worker: str

    @property
    def is_last_attempt(self) -> bool:
        return self.attempt >= rules.ATTEMPTS


Handler = Callable[[Task], None]


@dataclass(frozen=True)
class Work:
    """How a kind of work is done. `every_minutes` None: only when asked for. `label`: what staff call it."""

    run: Handler
    lease_seconds: int
    every_minutes: int | None = None
    label: str = ""


WORKS: dict[str, Work] = {}


def handler(kind: str, lease_seconds: int = 60, label: str = "") -> Callable[[Handler], Handler]:
    """Register who does a kind of work. It must end, or report `progress`, before the lease runs out.

    The worker commits what the handler leaves open together with the job's end, in one transaction. Before slow work
    (a server elsewhere, a PDF) the handler commits or lets go, so that no writer waits.
    """
    return lambda run: _register(kind, Work(run, lease_seconds, label=label))


def every(kind: str, minutes: int, lease_seconds: int = 60, label: str = "") -> Callable[[Handler], Handler]:
    """Register work that the clock calls once in each period, however many workers run.

    Periods missed while nobody worked are not made up.
    """
    if not 0 < minutes <= rules.LONGEST_PERIOD_MINUTES:
        raise ValueError(f"{kind}: a period lasts from a minute to a week")
    return lambda run: _register(kind, Work(run, lease_seconds, minutes, label))


def _register(kind: str, work: Work) -> Handler:
    if kind in WORKS:
        raise ValueError(f"{kind} has a handler already")
    WORKS[kind] = work
    return work.run


def enqueue(kind: str, payload: dict[str, Any] | None = None, key: str | None = None,
            run_at: datetime | None = None) -> Job:  # fmt: skip
    """Ask for work in the caller's transaction: it is done when that is committed, and only then.

    :param payload: numbers and keys; no personal data.
    :param key: asking again with the same key gives the job that there is, also when it is done already.
    """
    values: dict[str, Any] = {"kind": kind, "payload": payload or {}, "key": key, "run_at": run_at or clock.now()}
    if key is not None:
        insert_new(Job, **values)
        return db.session.scalars(select(Job).where(Job.kind == kind, Job.key == key)).one()
    job = Job(**values)
    db.session.add(job)
    db.session.flush()
    return job


def take(worker: str, kind: str | None = None) -> Task | None:
    """Take the longest waiting due job for the time of its lease. Two workers never get the same one.

    A job whose every attempt ended with the worker's death is given up here.
    """
    now = clock.now()
    first_due = queries.due(now, kind).limit(1).with_for_update(skip_locked=True)
    while (job := db.session.scalar(first_due)) is not None and job.attempts >= rules.ATTEMPTS:
        _give_up(job, "Każda próba skończyła się śmiercią procesu.")
        db.session.flush()
    if job is None:
        return None
    job.attempts += 1
    job.leased_by = worker
    job.lease_until = now + _lease(job.kind)
    db.session.flush()
    return Task(job.id, job.kind, dict(job.payload), job.attempts, worker)


def do(task: Task) -> None:
    """Call the handler of a task.

    :raises TryLater: nobody here knows this kind; a newer worker may.
    """
    work = WORKS.get(task.kind)
    if work is None:
        raise TryLater("Nikt nie umie zrobić zadania tego rodzaju.")
    work.run(task)


def progress(task: Task, done: int, total: int) -> None:
    """Tell how far a task is and hold it for another lease; others see it after the next commit.

    :raises LeaseLost: another worker holds it by now.
    """
    _change(task, progress_done=done, progress_total=total, lease_until=clock.now() + _lease(task.kind))


def finish(task: Task) -> None:
    """Mark a task as done.

    :raises LeaseLost: another worker holds it by now.
    """
    _change(task, done_at=clock.now(), lease_until=None, leased_by=None, last_error=None)


def set_back(task: Task, error: Exception) -> str:
    """After a failed attempt choose the next one, or give up. Returns what went wrong, in words."""
    words = _in_words(error)
    job = db.session.get(Job, task.id)
    if job is None or (job.leased_by, job.attempts) != (task.worker, task.attempt):
        return words
    if isinstance(error, GiveUp) or task.is_last_attempt:
        _give_up(job, words)
    else:
        job.run_at = clock.now() + rules.retry_delay(task.attempt, random.random())  # noqa: S311
        job.leased_by = job.lease_until = None
        job.last_error = words
    return words


def call_period(kind: str, period_at: datetime) -> bool:
    """Ask for one period's work of the clock; the first to come does, for everyone. Returns whether it was us."""
    later = update(ClockTick).where(ClockTick.kind == kind, ClockTick.period_at < period_at)
    if not insert_new(ClockTick, kind=kind, period_at=period_at) and not _count(later.values(period_at=period_at)):
        return False
    enqueue(kind, {"period_at": period_at.isoformat()}, key=period_at.isoformat())
    return True


def hurry(kind: str) -> int:
    """Make waiting jobs of a kind due now, also those set back after a failure. Returns how many."""
    now = clock.now()
    waiting = update(Job).where(queries.is_open(), Job.kind == kind, Job.run_at > now, Job.lease_until.is_(None))
    return _count(waiting.values(run_at=now))


class NotFailed(RuleBroken):
    message = "To zadanie już nie jest nieudane: ktoś je ponowił albo usunął."


def try_again(job: Job) -> None:
    """Put a failed job back, due now, with all its attempts before it.

    :raises NotFailed: it is not a failed one.
    """
    if job.failed_at is None:
        raise NotFailed
    job.failed_at, job.attempts, job.run_at = None, 0, clock.now()


def drop_failed(job: Job) -> None:
    """Remove a failed job for good.

    :raises NotFailed: it is not a failed one.
    """
    if job.failed_at is None:
        raise NotFailed
    db.session.delete(job)


def give_sign(worker: str) -> None:
    """Note that a worker is alive."""
    now = clock.now()
    if not insert_new(WorkerSign, worker=worker, started_at=now, seen_at=now):
        db.session.execute(update(WorkerSign).where(WorkerSign.worker == worker).values(seen_at=now))


def drop_old() -> int:
    """Remove jobs done long ago; those of the clock sooner. Failed ones stay. Returns how many went."""
    now = clock.now()
    periodic = [kind for kind, work in WORKS.items() if work.every_minutes]
    old = Job.done_at < now - timedelta(days=OPERATOR.jobs_kept_days)
    db.session.execute(delete(WorkerSign).where(WorkerSign.seen_at < now - timedelta(days=SIGNS_KEPT_DAYS)))
    old_tick = Job.kind.in_(periodic) & (Job.done_at < now - timedelta(days=TICKS_KEPT_DAYS))
    return _count(delete(Job).where(old | old_tick))


def _change(task: Task, **values: Any) -> None:
    """Change a job only while this task holds it."""
    own = update(Job).where(Job.id == task.id, Job.leased_by == task.worker, Job.attempts == task.attempt)
    if not _count(own.values(**values)):
        raise LeaseLost(f"{task.kind} {task.id}")


def _count(statement: Any) -> int:
    result = db.session.execute(statement)
    assert isinstance(result, CursorResult)
    return result.rowcount


def _give_up(job: Job, words: str) -> None:
    job.failed_at = clock.now()
    job.leased_by = job.lease_until = None
    job.last_error = words


def _lease(kind: str) -> timedelta:
    work = WORKS.get(kind)
    return timedelta(seconds=work.lease_seconds if work else 60)


def _in_words(error: Exception) -> str:
    """Tell an error without what may be personal in it: our own words, or its type and place."""
    if isinstance(error, TryLater | GiveUp | RuleBroken | BrokenSource):
        return str(error)
    places = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(str(_HOUSE))]
    place = f" ({Path(places[-1].filename).relative_to(_HOUSE)}, wiersz {places[-1].lineno})" if places else ""
    return type(error).__name__ + place
