"""Keeps the academy running: the server and one worker beside it, either started again when it dies.

The app is loaded here, once, and each child is forked from this process, so that what they only read (code, tables'
mappings, the dictionary) lies in memory once for all of them. Hence the one rule of this process: it opens no
connection and starts no thread. Its children watch it and end when it is gone, so that even `kill -9` frees the port.
"""

import argparse
import gc
import http.client
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

from akademia.core import parent

PROJECT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
LOOK_SECONDS = 0.2
PORT_PATIENCE_SECONDS = 2.5
STOP_SECONDS = 12.0
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
HEALTHY_SECONDS = 60.0
_FORK = multiprocessing.get_context("fork")


@dataclass
class Child:
    """A process that is to be there: how people are told of it, its title among all processes, what it runs."""

    name: str
    title: str
    run: Callable[[], None]
    process: ForkProcess | None = None
    started_at: float = 0.0
    failures: int = 0
    due_at: float = 0.0

    def tend(self, now: float) -> None:
        """Start what should run and does not; each failure in a row doubles the pause before the next start."""
        if self.process is None:
            if now >= self.due_at:
                self.process = _FORK.Process(target=_begin, args=(self.title, self.run))
                self.process.start()
                self.started_at = now
            return
        code = self.process.exitcode
        if code is None:
            return
        self.process = None
        self.failures = 1 if now - self.started_at > HEALTHY_SECONDS else self.failures + 1
        pause = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** (self.failures - 1))
        self.due_at = now + pause
        tell(f"{self.name}: proces zakończył się (kod {code}); nowy ruszy za {pause:g} s.")

    def ask_to_stop(self) -> None:
        if self.process is not None:
            self.process.terminate()

    def wait_or_kill(self, until: float) -> None:
        if self.process is None:
            return
        self.process.join(max(0.0, until - time.monotonic()))
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()


def _begin(title: str, run: Callable[[], None]) -> None:
    """What a forked child does first: how this process answers signals is nothing to it."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    parent.call_itself(title)
    run()


def tell(words: str) -> None:
    print(words, flush=True)  # noqa: T201


def is_taken(port: int) -> bool:
    """Say whether something listens at the port. The server's own sockets would share it without a word."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False


def is_free_soon(port: int) -> bool:
    """Wait a little for a port that an academy killed a moment ago is about to leave."""
    until = time.monotonic() + PORT_PATIENCE_SECONDS
    while is_taken(port):
        if time.monotonic() > until:
            return False
        time.sleep(LOOK_SECONDS)
    return True


def answers(port: int) -> bool:
    """Say whether the server answers requests by now."""
    connection = http.client.HTTPConnection(HOST, port, timeout=1)
    try:
        connection.request("HEAD", "/healthz")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def keep(children: Sequence[Child], port: int, address: str, parent_pid: int | None) -> None:
    """Tend the children until asked to stop, or until the process that started this one is gone."""
    stop, announced = threading.Event(), False
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    while not stop.is_set() and not parent.is_gone(parent_pid):
        for child in children:
            child.tend(time.monotonic())
        if not announced and answers(port):
            tell(f"Akademia działa: {address} (zatrzymanie: Ctrl+C)")
            announced = True
        stop.wait(LOOK_SECONDS)
    until = time.monotonic() + STOP_SECONDS
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.wait_or_kill(until)


def load() -> Any:
    """Return the app, made with all else that the children share.

    The collector of waste is told to leave it alone: it would write in every page of memory, and each child would soon
    have its own copy.
    """
    gc.disable()
    from sqlalchemy.orm import configure_mappers

    from akademia.core import dictionary
    from wsgi import app

    configure_mappers()
    dictionary.load()
    gc.collect()
    gc.freeze()
    gc.enable()
    return app


def children_of(app: Any, port: int, with_worker: bool) -> list[Child]:
    """Return what a served academy is made of, to be forked from this process."""
    from akademia.jobs.worker import run_worker
    from akademia.running import web

    own = os.getpid()
    children = [Child("Serwer", "akademia-http", partial(web.serve, app, port, own))]
    if with_worker:
        children.append(Child("Zadania w tle", "akademia-jobs", partial(run_worker, app, own)))
    return children


def main() -> int:
    reader = argparse.ArgumentParser()
    reader.add_argument("--port", type=int, required=True)
    reader.add_argument("--address", required=True)
    reader.add_argument("--no-worker", action="store_true")
    reader.add_argument("--parent", type=int)
    asked = reader.parse_args()
    if not is_free_soon(asked.port):
        tell(
            f"Port {asked.port} jest zajęty: działa już na nim Akademia albo inny program. "
            f"Zatrzymaj go albo wybierz inny port: PORT={asked.port + 1} make run"
        )
        return 1
    os.chdir(PROJECT)
    keep(children_of(load(), asked.port, not asked.no_worker), asked.port, asked.address, asked.parent)
    return 0


if __name__ == "__main__":
    sys.exit(main())
