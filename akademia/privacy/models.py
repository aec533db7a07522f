"""Copies of a person's data to take away, and receipts of erasing."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from akademia.core import clock
from akademia.core.db import Model

_WAITING = text("ready_at IS NULL")


def new_token() -> str:
    """Return a part of an address that nobody guesses."""
    return secrets.token_urlsafe(32)


class Takeout(Model):
    """A copy of a person's data: asked for and, when `ready_at`, packed as `<token>.zip`. One at a time is awaited."""

    __tablename__ = "takeouts"
    __table_args__ = (
        Index("uq_takeouts_waiting", "user_id", unique=True, sqlite_where=_WAITING, postgresql_where=_WAITING),
        CheckConstraint("(ready_at IS NULL) = (size_bytes IS NULL)", name="size_when_ready"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token: Mapped[str] = mapped_column(unique=True, default=new_token)
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    ready_at: Mapped[datetime | None]
    size_bytes: Mapped[int | None]


class Erasure(Model):
    """The receipt of an erased account. It names nobody: `parts` say what was removed and what stays.

    `parts`: a list of {label, items, removes, keeps}, as the person read them.
    """

    __tablename__ = "erasures"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(unique=True, default=new_token)
    user_number: Mapped[int] = mapped_column(unique=True)
    erased_at: Mapped[datetime] = mapped_column(default=clock.now)
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
