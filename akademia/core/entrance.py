"""By which door something is being done: a person's request, a command, a job of the worker."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

import click
from flask import has_request_context, request


@dataclass(frozen=True)
class Entrance:
    """`kind` is `person`, `command` or `job`; `door` is the endpoint, the command's words or the job's kind."""

    kind: str
    door: str


_job: ContextVar[str | None] = ContextVar("job", default=None)


@contextmanager
def through_job(kind: str) -> Iterator[None]:
    """Say that what follows is done by a job of this kind."""
    token = _job.set(kind)
    try:
        yield
    finally:
        _job.reset(token)


def entrance() -> Entrance:
    """Return by which door we came in."""
    if has_request_context():
        return Entrance("person", request.endpoint or "-")
    job = _job.get()
    if job is not None:
        return Entrance("job", job)
    command = click.get_current_context(silent=True)
    return Entrance("command", command.command_path if command else "-")
