"""The collections' tables."""

import secrets
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from akademia.core import clock
from akademia.core.db import Model
from akademia.publishing.library.models import LibraryItem
from akademia.storage.models import StoredFile

OF_COLLECTION, OF_EDITION, OF_FILE = "collections.id", "collection_editions.id", "stored_files.id"


def new_token() -> str:
    """Return a part of an address that nobody guesses."""
    return secrets.token_urlsafe(24)


class Collection(Model):
    """What texts say of some provisions (`subjects`: „uzs:art-15”), as staff gather it.

    `chosen`: spots (`rules.spot`) that the next number will hold. `seen`: spot -> digest of all that was there when
    staff last chose; `news`: what has changed since, as the clock found it: {"new", "changed", "gone"} -> spots.
    `source` is the introduction's Markdown, `html` what was made of it. `origin` is `starter` until a person edits it.
    """

    __tablename__ = "collections"
    __table_args__ = (CheckConstraint("origin IN ('starter', 'person')", name="origin_known"),)
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    subjects: Mapped[list[str]] = mapped_column(JSON)
    source: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")
    chosen: Mapped[list[str]] = mapped_column(JSON, default=list)
    seen: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    news: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict)
    news_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    origin: Mapped[str] = mapped_column(default="person")
    item_id: Mapped[int | None] = mapped_column(ForeignKey("library_items.id", ondelete="SET NULL"), index=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)

    item: Mapped[LibraryItem | None] = relationship()
    editions: Mapped[list["Edition"]] = relationship(
        back_populates="collection", order_by="Edition.number.desc()", cascade="all, delete-orphan"
    )


class Edition(Model):
    """A number of a collection as it was issued; its words never change. `reason`: why there is a new number.

    `cut_at`: a source was withdrawn, so its files are gone for ever and its page says so.
    """

    __tablename__ = "collection_editions"
    __table_args__ = (
        UniqueConstraint("collection_id", "number"),
        CheckConstraint("(pdf_id IS NULL) = (epub_id IS NULL)", name="both_files"),
        CheckConstraint("cut_at IS NULL OR pdf_id IS NULL", name="cut_without_files"),
        Index("ix_collection_editions_cut_at", "cut_at"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    collection_id: Mapped[int] = mapped_column(ForeignKey(OF_COLLECTION, ondelete="CASCADE"))
    number: Mapped[int]
    title: Mapped[str]
    summary: Mapped[str]
    html: Mapped[str]
    publisher: Mapped[str]
    place: Mapped[str]
    legal_state_on: Mapped[date | None]
    issued_on: Mapped[date]
    issued_at: Mapped[datetime] = mapped_column(default=clock.now)
    issued_by_number: Mapped[int | None] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(default="")
    checksum: Mapped[str]
    pdf_id: Mapped[int | None] = mapped_column(ForeignKey(OF_FILE), index=True)
    epub_id: Mapped[int | None] = mapped_column(ForeignKey(OF_FILE), index=True)
    cut_at: Mapped[datetime | None]

    collection: Mapped[Collection] = relationship(back_populates="editions")
    pdf: Mapped[StoredFile | None] = relationship(foreign_keys=[pdf_id])
    epub: Mapped[StoredFile | None] = relationship(foreign_keys=[epub_id])
    passages: Mapped[list["EditionPassage"]] = relationship(
        order_by="EditionPassage.position", cascade="all, delete-orphan"
    )


class EditionPassage(Model):
    """A part of a text as a number holds it, and where it came from (`kind`, `ref`, `part`: without a foreign key).

    `article_key` and `article` are what it stands under, `label` the first provision it speaks of; `provisions` all of
    them: [{"ref", "label"}]. `place`, `endpoint`: the way to its text.
    """

    __tablename__ = "collection_passages"
    __table_args__ = (
        UniqueConstraint("edition_id", "position"),
        Index("ix_collection_passages_kind_ref", "kind", "ref"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(OF_EDITION, ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[str]
    ref: Mapped[int]
    part: Mapped[str]
    article_key: Mapped[str]
    article: Mapped[str]
    label: Mapped[str]
    title: Mapped[str]
    heading: Mapped[str]
    html: Mapped[str]
    digest: Mapped[str]
    version: Mapped[int]
    legal_state_on: Mapped[date | None]
    place: Mapped[dict[str, str]] = mapped_column(JSON)
    endpoint: Mapped[str]
    provisions: Mapped[list[dict[str, str]]] = mapped_column(JSON)


class ReaderSet(Model):
    """The spots a person keeps in „mój zbiór”; who has no account keeps them in a cookie."""

    __tablename__ = "reader_sets"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    spots: Mapped[list[str]] = mapped_column(JSON)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)


class ReaderBook(Model):
    """Files that a reader asked for: known by `token`, nobody's name stands by it. Gone after some days.

    `refs`: the texts whose words are inside: [[kind, number]]; when one is no longer public nobody gets the files.
    """

    __tablename__ = "reader_books"
    __table_args__ = (CheckConstraint("(pdf_id IS NULL) = (epub_id IS NULL)", name="both_files"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(unique=True, default=new_token)
    spots: Mapped[list[str]] = mapped_column(JSON)
    refs: Mapped[list[list[Any]]] = mapped_column(JSON, default=list)
    asked_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    job_id: Mapped[int | None]
    trouble: Mapped[str] = mapped_column(default="")
    pdf_id: Mapped[int | None] = mapped_column(ForeignKey(OF_FILE), index=True)
    epub_id: Mapped[int | None] = mapped_column(ForeignKey(OF_FILE), index=True)

    pdf: Mapped[StoredFile | None] = relationship(foreign_keys=[pdf_id])
    epub: Mapped[StoredFile | None] = relationship(foreign_keys=[epub_id])
