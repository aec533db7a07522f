"""Files of items, and what was read out of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from akademia.core import clock
from akademia.core.db import Model
from akademia.publishing.library.models.items import OF_ITEM, LibraryItem
from akademia.storage.models import StoredFile


class ItemFile(Model):
    """A file of an item, under an address of its own (`key`) that never changes and never shows other bytes.

    A newer file takes the place of an older one: `newer_id` of the older names it. `role`: `work` (the work itself),
    `twin` (an accessible one of the same words), `captions` (WebVTT of a recording), `extra` (a template, an annex).
    `state`: `preparing` (not read yet), `held` (refused, `problem` says why in Polish; its bytes are gone), `ready`.
    `findings` are of the accessibility check, as `rules.findings` tells them; `waiver` is why the file is published
    with them, in words for readers. `proposal`: what was read of the work itself, until staff have looked at it.
    """

    __tablename__ = "library_files"
    __table_args__ = (
        CheckConstraint("role IN ('work', 'twin', 'captions', 'extra')", name="role_known"),
        CheckConstraint("state IN ('preparing', 'held', 'ready')", name="state_known"),
        CheckConstraint("(state = 'held') = (file_id IS NULL)", name="held_without_bytes"),
        Index("ix_library_files_item_id_position", "item_id", "position"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    item_id: Mapped[int] = mapped_column(ForeignKey(OF_ITEM, ondelete="CASCADE"))
    position: Mapped[int]
    role: Mapped[str] = mapped_column(default="work")
    label: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"), index=True)
    cover_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"), index=True)
    newer_id: Mapped[int | None] = mapped_column(ForeignKey("library_files.id", ondelete="SET NULL"), index=True)
    state: Mapped[str] = mapped_column(default="preparing")
    problem: Mapped[str] = mapped_column(default="")
    pages: Mapped[int | None]
    findings: Mapped[list[str]] = mapped_column(JSON, default=list)
    waiver: Mapped[str] = mapped_column(default="")
    proposal: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    made_by_number: Mapped[int | None] = mapped_column(index=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)

    item: Mapped[LibraryItem] = relationship()
    file: Mapped[StoredFile | None] = relationship(foreign_keys=[file_id])
    cover: Mapped[StoredFile | None] = relationship(foreign_keys=[cover_id])


class FilePage(Model):
    """The words of one page of a file; `number` from 1. Files without pages have one."""

    __tablename__ = "library_file_pages"
    __table_args__ = (UniqueConstraint("item_file_id", "number"),)
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    item_file_id: Mapped[int] = mapped_column(ForeignKey("library_files.id", ondelete="CASCADE"))
    number: Mapped[int]
    words: Mapped[str]
