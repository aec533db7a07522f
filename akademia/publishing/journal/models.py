"""The journal's tables."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from akademia.core import clock
from akademia.core.db import Model, Removable
from akademia.people.models import Person
from akademia.storage.models import StoredFile

OF_ISSUE = "journal_issues.id"
OF_ARTICLE = "journal_articles.id"


class Journal(Model):
    """What is said of the journal as a whole: one row. What is empty nobody has told us yet.

    `register_entry`: which court keeps it in its register, and under which number. `typesetter`: who sets it.
    """

    __tablename__ = "journals"
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(default="")
    issn: Mapped[str] = mapped_column(default="")
    publisher: Mapped[str] = mapped_column(default="")
    publisher_address: Mapped[str] = mapped_column(default="")
    editor: Mapped[str] = mapped_column(default="")
    typesetter: Mapped[str] = mapped_column(default="")
    register_entry: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    licence: Mapped[str] = mapped_column(default="")
    about: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=0)


class Section(Model):
    """A standing section of the journal."""

    __tablename__ = "journal_sections"
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]


class Issue(Model):
    """A number of a year. `imprint`: what the journal said of itself when the number came out (names of `Journal`).

    `is_record`: only described here, its texts are with `available_at`. `edition` rises with each change that its files
    show. `changed_at`: when its public face last changed.
    """

    __tablename__ = "journal_issues"
    __table_args__ = (
        UniqueConstraint("year", "number"),
        CheckConstraint("year BETWEEN 1900 AND 2200", name="year_range"),
        CheckConstraint("number BETWEEN 1 AND 999", name="number_range"),
        CheckConstraint("state IN ('draft', 'published')", name="state_known"),
        CheckConstraint("origin IN ('starter', 'person')", name="origin_known"),
        Index("ix_journal_issues_state_year_number", "state", "year", "number"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    number: Mapped[int]
    title: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[date | None]
    legal_state_on: Mapped[date | None]
    is_record: Mapped[bool] = mapped_column(default=False)
    available_at: Mapped[str] = mapped_column(default="")
    imprint: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    state: Mapped[str] = mapped_column(default="draft")
    version: Mapped[int] = mapped_column(default=0)
    edition: Mapped[int] = mapped_column(default=0)
    origin: Mapped[str] = mapped_column(default="person")
    published_at: Mapped[datetime | None]
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)


class Article(Removable, Model):
    """An article of a number; a text of kind `article`. `html` is rendered when saved; empty in a record.

    Readers see it when its number is published. `first_page`, `last_page`: in the number as it came out.
    """

    __tablename__ = "journal_articles"
    __table_args__ = (
        UniqueConstraint("issue_id", "slug"),
        CheckConstraint("last_page IS NULL OR last_page >= first_page", name="pages_in_order"),
        Index("ix_journal_articles_issue_id_position", "issue_id", "position"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey(OF_ISSUE, ondelete="CASCADE"))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("journal_sections.id", ondelete="SET NULL"), index=True)
    slug: Mapped[str]
    position: Mapped[int]
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    keywords: Mapped[list[str]] = mapped_column(JSON, default=list)
    first_page: Mapped[int | None]
    last_page: Mapped[int | None]
    html: Mapped[str] = mapped_column(default="")
    legal_state_on: Mapped[date | None]
    default_act: Mapped[str] = mapped_column(server_default="", default="")
    version: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)

    issue: Mapped[Issue] = relationship()
    section: Mapped[Section | None] = relationship()
    authors: Mapped[list["ArticleAuthor"]] = relationship(
        cascade="all, delete-orphan", order_by="ArticleAuthor.position", passive_deletes=True
    )


class ArticleAuthor(Model):
    """Who wrote an article."""

    __tablename__ = "journal_authors"
    __table_args__ = (UniqueConstraint("article_id", "position"),)
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey(OF_ARTICLE, ondelete="CASCADE"))
    position: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)

    person: Mapped[Person] = relationship()


class Erratum(Model):
    """A correction of an article, and the number in which it is told, where it is told in one."""

    __tablename__ = "journal_errata"
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey(OF_ARTICLE, ondelete="CASCADE"), index=True)
    issue_id: Mapped[int | None] = mapped_column(ForeignKey(OF_ISSUE, ondelete="SET NULL"), index=True)
    words: Mapped[str]
    told_on: Mapped[date]

    article: Mapped[Article] = relationship()
    issue: Mapped[Issue | None] = relationship()


class IssueFile(Model):
    """A file of a whole number under an address of its own (`key`, out of its bytes) that shows no other bytes, ever.

    `newer_id`: the file that took its place; its own bytes are then gone. `edition`: of the number, when it was made.
    """

    __tablename__ = "journal_files"
    __table_args__ = (
        CheckConstraint("format IN ('pdf', 'epub')", name="format_known"),
        UniqueConstraint("issue_id", "format", "key"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey(OF_ISSUE, ondelete="CASCADE"))
    format: Mapped[str]
    edition: Mapped[int]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"), index=True)
    newer_id: Mapped[int | None] = mapped_column(ForeignKey("journal_files.id", ondelete="SET NULL"), index=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)

    issue: Mapped[Issue] = relationship()
    file: Mapped[StoredFile | None] = relationship()
