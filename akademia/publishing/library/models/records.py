"""What machines take: a record of each published work, written when it is published; and how often works are used."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from akademia.core.db import Model
from akademia.publishing.library.models.items import OF_ITEM


class Record(Model):
    """The bibliographic record of an item, an article or a number, as it was when its public face last changed.

    `kind` and `ref` name the work without a foreign key; `name` stands in its OAI identifier and never changes.
    `data` is `formats.description.Description` as plain data; `oai_dc` and `mods` are what harvesters get of it, made
    when it was written; all empty once `is_deleted`. `place`: the arguments of its address. `stamp` is when the record
    changed, in whole seconds. `department` and `genre` are its two sets. Lists go by stamp, then name: in an index
    that ends in the number of the row SQLite does not find a place by both.
    """

    __tablename__ = "library_records"
    __table_args__ = (
        UniqueConstraint("kind", "ref"),
        Index("ix_library_records_stamp_name", "stamp", "name"),
        Index("ix_library_records_department_stamp_name", "department", "stamp", "name"),
        Index("ix_library_records_genre_stamp_name", "genre", "stamp", "name"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    ref: Mapped[int]
    name: Mapped[str] = mapped_column(unique=True)
    stamp: Mapped[datetime]
    department: Mapped[str]
    genre: Mapped[str]
    is_deleted: Mapped[bool] = mapped_column(default=False)
    place: Mapped[dict[str, str]] = mapped_column(JSON)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    oai_dc: Mapped[str] = mapped_column(default="")
    mods: Mapped[str] = mapped_column(default="")


class DailyUse(Model):
    """How often an item was read or taken on a day, without whose hand. `what`: `reading` or `download`."""

    __tablename__ = "library_daily_uses"
    __table_args__ = (
        CheckConstraint("what IN ('reading', 'download')", name="what_known"),
        CheckConstraint("count > 0", name="counted"),
    )

    item_id: Mapped[int] = mapped_column(ForeignKey(OF_ITEM, ondelete="CASCADE"), primary_key=True)
    on: Mapped[date] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
