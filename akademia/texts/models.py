"""Versions of texts, static pages, glossary terms, and addresses that once were."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from akademia.core import clock
from akademia.core.db import Model


class Revision(Model):
    """One published version of a text. `kind` and `ref` name the text without a foreign key; never changed."""

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


class Page(Model):
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
    origin: Mapped[str] = mapped_column(default="starter")
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)


class Term(Model):
    """A glossary term: what it means in one plain sentence, and the forms by which texts mention it."""

    __tablename__ = "terms"
    __table_args__ = (CheckConstraint("origin IN ('starter', 'person')", name="origin_known"),)
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    abbreviation: Mapped[str | None]
    meaning: Mapped[str]
    more_html: Mapped[str]
    forms: Mapped[list[str]] = mapped_column(JSON)
    digest: Mapped[str]
    origin: Mapped[str] = mapped_column(default="starter")
