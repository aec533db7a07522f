"""Which jobs are due."""

from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.sql.elements import ColumnElement

from akademia.core.db import db
from akademia.jobs.models import Job


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
