"""The house's own bookkeeping: the generation of public things, counted attempts at a door, loaded starter files,
and what staff say about the operator.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import DDL, JSON, CheckConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from akademia.core.db import Model


class PublicGeneration(Model):
    """One row. Its number rises with every commit that changes something a visitor may see."""

    __tablename__ = "public_generation"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]


event.listen(
    PublicGeneration.__table__,
    "after_create",
    DDL("INSERT INTO public_generation (id, number) VALUES (1, 1)"),
)


class LimitCount(Model):
    """How often a key (a door and a hashed address) was used in its window."""

    __tablename__ = "limit_counts"

    key: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class StarterMark(Model):
    """The digest of the starter's files as they were loaded last; an unchanged part is not read again."""

    __tablename__ = "starter_marks"

    name: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]


class OperatorValues(Model):
    """One row, made at the first save: what staff filled in about the operator. `version` counts the saves."""

    __tablename__ = "operator_values"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
