"""News, their pictures, and what they are about: regions, areas of the academy, people."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from akademia.core import clock
from akademia.core.db import Model, Removable
from akademia.media.models import Media
from akademia.people.models import Person
from akademia.storage.models import StoredFile

OF_ARTICLE = "news_articles.id"


class Article(Removable, Model):
    """A piece of news that readers see or once saw; a text of kind `news`. A draft has no row until it is published.

    `published_at` is when it came out first and never changes, `published_on` its day in Poland: lists and the archive
    go by it. `withdrawn_at`: its address says that it is gone, and why. `share_file` is the picture that other sites
    show beside a link, made after each change; `share_key` is its part of address, empty until there is one. `origin`
    is `starter` until a person edits it.
    """

    __tablename__ = "news_articles"
    __table_args__ = (
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_why = '')", name="withdrawn_whole"),
        CheckConstraint("(share_file_id IS NULL) = (share_key = '')", name="share_whole"),
        CheckConstraint("origin IN ('starter', 'person')", name="origin_known"),
        Index("ix_news_articles_published_at_id", "published_at", "id"),
        Index("ix_news_articles_published_on", "published_on"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    title_key: Mapped[str] = mapped_column(index=True)
    lead: Mapped[str]
    html: Mapped[str]
    legal_state_on: Mapped[date | None]
    default_act: Mapped[str] = mapped_column(default="", server_default="")
    version: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str] = mapped_column(default="")
    origin: Mapped[str] = mapped_column(default="person")
    published_at: Mapped[datetime]
    published_on: Mapped[date]
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_why: Mapped[str] = mapped_column(default="")
    share_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"), index=True)
    share_key: Mapped[str] = mapped_column(default="")

    share_file: Mapped[StoredFile | None] = relationship()
    pictures: Mapped[list["Picture"]] = relationship(cascade="all, delete-orphan", order_by="Picture.position")
    regions: Mapped[list["Region"]] = relationship(cascade="all, delete-orphan")
    areas: Mapped[list["AreaTag"]] = relationship(cascade="all, delete-orphan")
    people: Mapped[list["Named"]] = relationship(cascade="all, delete-orphan", order_by="Named.position")


class Picture(Model):
    """A picture beside a text, in the text's own words; at `position` 0 it is the cover, from 1 on the gallery."""

    __tablename__ = "news_pictures"
    __table_args__ = (
        CheckConstraint("position >= 0", name="position_counted"),
        CheckConstraint("alt <> ''", name="described"),
        UniqueConstraint("article_id", "position"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey(OF_ARTICLE, ondelete="CASCADE"))
    position: Mapped[int]
    media_id: Mapped[int] = mapped_column(ForeignKey("media.id"), index=True)
    alt: Mapped[str]

    media: Mapped[Media] = relationship()


class Region(Model):
    """A voivodeship that an article is about."""

    __tablename__ = "news_regions"
    __public__ = True

    article_id: Mapped[int] = mapped_column(ForeignKey(OF_ARTICLE, ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(ForeignKey("territories.code"), primary_key=True, index=True)


class AreaTag(Model):
    """An area of the academy that an article is about."""

    __tablename__ = "news_areas"
    __table_args__ = (
        CheckConstraint(
            "area IN ('education', 'advisory', 'publishing', 'promotion', 'research')", name="area_known"
        ),
    )  # fmt: skip
    __public__ = True

    article_id: Mapped[int] = mapped_column(ForeignKey(OF_ARTICLE, ondelete="CASCADE"), primary_key=True)
    area: Mapped[str] = mapped_column(primary_key=True, index=True)


class Named(Model):
    """A person whom an article is about, in the order in which it names them."""

    __tablename__ = "news_people"
    __table_args__ = (UniqueConstraint("article_id", "position"),)
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey(OF_ARTICLE, ondelete="CASCADE"))
    position: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)

    person: Mapped[Person] = relationship()
