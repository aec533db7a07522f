"""The worker: one process beside the server that does what waits in the outbox and listens to the clock."""

import os
import secrets
import signal
import socket
import threading
import time
import traceback
from datetime import datetime

from flask import Flask, current_app

from akademia.core import clock, parent
from akademia.core.db import commit, rollback, writing
from akademia.core.entrance import through_job
from akademia.jobs import queries, rules, services
from akademia.jobs.services import GiveUp, LeaseLost, Task, TryLater

PAUSE_SECONDS = 0.5
PAUSE_AFTER_TROUBLE_SECONDS = 3.0
SIGN_SECONDS = 15


class Clock:
    """Calls each period of the registered periodic work once; remembers what it called, so that it seldom asks."""

    def __init__(self) -> None:
        self.called: dict[str, datetime] = {}

    def call(self) -> None:
        """Ask for the work of periods that have begun. Commits."""
        now = clock.now()
        for kind, work in list(services.WORKS.items()):
            if work.every_minutes is None:
                continue
            period_at = rules.period_start(now, work.every_minutes)
            if self.called.get(kind) != period_at:
                services.call_period(kind, period_at)
                commit()
                self.called[kind] = period_at


class Sign:
    """Tells from time to time that a worker is alive."""

    def __init__(self) -> None:
        self.next_at = 0.0

    def give(self, app: Flask, worker: str) -> None:
        """Give a sign of life when it is time for one. Commits."""
        if time.monotonic() < self.next_at:
            return
        with app.app_context(), writing():
            services.give_sign(worker)
            commit()
        self.next_at = time.monotonic() + SIGN_SECONDS


def new_name() -> str:
    """Return a name that no other worker has."""
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"


def run_one(app: Flask, worker: str, kind: str | None = None) -> bool:
    """Take the next due job, do it and end it. Returns whether there was one. Commits.

    What the handler left uncommitted is committed with the job's end, or not at all.
    """
    with app.app_context(), writing():
        with writing(False):
            waiting = queries.has_due(clock.now(), kind)
            rollback()
        task = services.take(worker, kind) if waiting else None
        commit()
        if task is not None:
            _do(task)
        return task is not None


def _do(task: Task) -> None:
    try:
        with through_job(task.kind):
            services.do(task)
        services.finish(task)
        commit()
    except LeaseLost:
        rollback()
        current_app.logger.warning("job %s %d: another worker took it over", task.kind, task.id)
    except Exception as error:
        rollback()
        words = services.set_back(task, error)
        commit()
        where = "" if isinstance(error, TryLater | GiveUp) else _path_of(error)
        current_app.logger.warning("job %s %d, attempt %d: %s%s", task.kind, task.id, task.attempt, words, where)


def _path_of(error: Exception) -> str:
    """Return where an error went through, without its words: they may hold personal data."""
    return "\n" + "".join(traceback.format_tb(error.__traceback__)).rstrip()


def run_due(app: Flask, kind: str | None = None) -> int:
    """Do everything that is due, one after another, and return how many jobs that was."""
    worker, count = new_name(), 0
    while run_one(app, worker, kind):
        count += 1
    return count


def run_worker(app: Flask, parent_pid: int | None = None) -> None:
    """Work until asked to stop (SIGTERM, SIGINT) or the parent is gone; a job under way is ended first."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    worker, ticks, sign = new_name(), Clock(), Sign()
    while not stop.is_set() and not parent.is_gone(parent_pid):
        try:
            sign.give(app, worker)
            call_clock(app, ticks)
            busy = run_one(app, worker)
        except Exception as error:  # the database may be away for a while
            app.logger.error("worker: %s%s", type(error).__name__, _path_of(error))
            stop.wait(PAUSE_AFTER_TROUBLE_SECONDS)
        else:
            if not busy:
                stop.wait(PAUSE_SECONDS)


def call_clock(app: Flask, ticks: Clock) -> None:
    """Let the clock call, in a context of its own."""
    with app.app_context(), writing():
        ticks.call()
