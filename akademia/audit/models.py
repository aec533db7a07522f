"""The trail of acts. It keeps a person's number without a foreign key, so that it outlives the person's row."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, Mapper, ORMExecuteState, mapped_column
from sqlalchemy.orm.session import Session

from akademia.core import clock
from akademia.core.db import Model


class AppendOnly(RuntimeError):
    """Something tried to change or remove what was written for good."""


class AuditEntry(Model):
    """Who did what to what, when, by which door. Written once; never changed, never removed.

    `details` holds no personal data: numbers, keys, roles, counts.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (
        CheckConstraint("actor_kind IN ('person', 'command', 'job')", name="actor_kind_known"),
        Index("ix_audit_entries_thing", "thing_kind", "thing_ref"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    actor_kind: Mapped[str]
    actor_number: Mapped[int | None] = mapped_column(index=True)
    act: Mapped[str]
    thing_kind: Mapped[str]
    thing_ref: Mapped[str]
    door: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


@event.listens_for(AuditEntry, "before_update")
@event.listens_for(AuditEntry, "before_delete")
def _refuse(_mapper: Mapper[AuditEntry], _connection: Connection, entry: AuditEntry) -> None:
    raise AppendOnly(f"audit entry {entry.id} is not to be changed")


@event.listens_for(Session, "do_orm_execute")
def _refuse_bulk(state: ORMExecuteState) -> None:
    mapper = state.bind_mapper
    if (state.is_update or state.is_delete) and mapper is not None and mapper.class_ is AuditEntry:
        raise AppendOnly("audit entries are not to be changed in bulk")
