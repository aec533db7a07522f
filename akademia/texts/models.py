"""Versions and drafts of texts, the bin, static pages, glossary terms, and addresses that once were."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from akademia.core import clock
from akademia.core.db import Model, Removable


class Revision(Model):
    """One published version of a text. `kind` and `ref` name the text without a foreign key; never changed.

    `fields` is what stood in the form when it was published (its text apart); empty for what came from a file before
    forms were kept.
    """

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("kind", "ref", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    ref: Mapped[int]
    version: Mapped[int]
    title: Mapped[str]
    source: Mapped[str]
    html: Mapped[str]
    legal_state_on: Mapped[date | None]
    author_number: Mapped[int | None]
    published_at: Mapped[datetime] = mapped_column(default=clock.now)
    fields: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")


class Draft(Model):
    """The one working copy of a text; `ref` is empty while the text itself is new, `parent` then says where it belongs.

    `version` rises with every save and is never set back, so that two editors can be told apart. The row outlives its
    draft: published or given up, it is closed (`is_open`) and holds no `data`. `base_version` is the published version
    that the draft was begun from. `publish_at` is a schedule, `trouble` why that could not be kept.
    """

    __tablename__ = "drafts"
    __table_args__ = (
        UniqueConstraint("kind", "ref"),
        CheckConstraint("version > 0 AND base_version >= 0", name="versions_range"),
        CheckConstraint("is_open OR publish_at IS NULL", name="closed_unscheduled"),
        Index("ix_drafts_publish_at", "publish_at"),
        Index("ix_drafts_saved_by", "saved_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    ref: Mapped[int | None]
    parent: Mapped[int] = mapped_column(default=0)
    title: Mapped[str]
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(default=1)
    base_version: Mapped[int] = mapped_column(default=0)
    is_open: Mapped[bool] = mapped_column(default=True)
    saved_by: Mapped[int | None]
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)
    publish_at: Mapped[datetime | None]
    trouble: Mapped[str | None]


class BinItem(Model):
    """A thing moved to the bin: who, when, until when it can be taken back. `emptied_at`: it is gone for good, and
    `key` still tells the starter not to bring it again. `stays`: why it could not be emptied."""

    __tablename__ = "bin_items"
    __table_args__ = (Index("ix_bin_items_kind_ref", "kind", "ref"), Index("ix_bin_items_kind_key", "kind", "key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    ref: Mapped[int]
    key: Mapped[str]
    title: Mapped[str]
    removed_by: Mapped[int | None]
    removed_at: Mapped[datetime] = mapped_column(default=clock.now)
    until: Mapped[datetime]
    emptied_at: Mapped[datetime | None]
    stays: Mapped[str | None]


class Slug(Model):
    """An address part that a text has or once had; an old one answers 301 for ever. `scope` is the parent's number."""

    __tablename__ = "slugs"
    __table_args__ = (UniqueConstraint("kind", "scope", "slug"), Index("ix_slugs_kind_ref", "kind", "ref"))
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    scope: Mapped[int] = mapped_column(default=0)
    slug: Mapped[str]
    ref: Mapped[int]


class Page(Removable, Model):
    """A static page of the site. `origin` is `starter` until a person edits it."""

    __tablename__ = "pages"
    __table_args__ = (CheckConstraint("origin IN ('starter', 'person')", name="origin_known"),)
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    summary: Mapped[str]
    html: Mapped[str]
    version: Mapped[int]
    digest: Mapped[str]
    legal_state_on: Mapped[date | None]
    default_act: Mapped[str] = mapped_column(server_default="")
    origin: Mapped[str] = mapped_column(default="starter")
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)


class Term(Removable, Model):
    """A glossary term: what it means in one plain sentence, and the forms by which texts mention it."""

    __tablename__ = "terms"
    __table_args__ = (CheckConstraint("origin IN ('starter', 'person')", name="origin_known"),)
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    abbreviation: Mapped[str | None]
    legal_state_on: Mapped[date | None]
    meaning: Mapped[str]
    more_html: Mapped[str]
    forms: Mapped[list[str]] = mapped_column(JSON)
    digest: Mapped[str]
    origin: Mapped[str] = mapped_column(default="starter")
