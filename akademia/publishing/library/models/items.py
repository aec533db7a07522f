"""Departments and items: what a work is, who made it, what it is related to."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from akademia.core import clock
from akademia.core.db import Model, Removable
from akademia.organisations.models import Project
from akademia.people.models import Person

OF_ITEM = "library_items.id"


class Department(Model):
    """A department of the library. `is_proposed`: our own proposal, which the operator has not taken for theirs yet.

    `version` rises with every save at the desk; `origin` is `starter` until a person edits it.
    """

    __tablename__ = "library_departments"
    __table_args__ = (CheckConstraint("origin IN ('starter', 'person')", name="origin_known"),)
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    position: Mapped[int]
    is_proposed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    origin: Mapped[str] = mapped_column(default="person")
    digest: Mapped[str] = mapped_column(default="")


class LibraryItem(Removable, Model):
    """A work of the library, as staff describe it; a text of kind `guide`.

    `kind` and `licence` name entries of `rules.KINDS` and `rules.LICENCES`; with the licence `permission` the words of
    `permission` say whose and for what. `language` is a BCP 47 tag. `html` is the whole work to be read in the browser,
    empty where there are files only. `available_at`: who has the work where the library has no file of it.
    `withdrawn_at`: its address says that it is gone and why. `version` 0: never published. `origin` is `starter` until
    a person edits it.
    """

    __tablename__ = "library_items"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'review', 'published', 'withdrawn')", name="state_known"),
        CheckConstraint("(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name="withdrawn_whole"),
        CheckConstraint("origin IN ('starter', 'person')", name="origin_known"),
        Index("ix_library_items_department_id_published_at", "department_id", "published_at"),
        Index("ix_library_items_published_at_id", "published_at", "id"),
        Index("ix_library_items_state_changed_at", "state", "changed_at"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("library_departments.id"))
    project_id: Mapped[int | None] = mapped_column(ForeignKey("projects.id"), index=True)
    kind: Mapped[str]
    title: Mapped[str]
    title_key: Mapped[str] = mapped_column(index=True)
    subtitle: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    publisher: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    year: Mapped[int | None]
    language: Mapped[str] = mapped_column(default="pl")
    audience: Mapped[str] = mapped_column(default="")
    keywords: Mapped[list[str]] = mapped_column(JSON, default=list)
    licence: Mapped[str] = mapped_column(default="")
    permission: Mapped[str] = mapped_column(default="")
    available_at: Mapped[str] = mapped_column(default="")
    isbn: Mapped[str] = mapped_column(default="")
    issn: Mapped[str] = mapped_column(default="")
    doi: Mapped[str] = mapped_column(default="")
    pages: Mapped[int | None]
    html: Mapped[str] = mapped_column(default="")
    legal_state_on: Mapped[date | None]
    default_act: Mapped[str] = mapped_column(server_default="", default="")
    state: Mapped[str] = mapped_column(default="draft")
    version: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str] = mapped_column(default="")
    origin: Mapped[str] = mapped_column(default="person")
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    published_at: Mapped[datetime | None]
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_why: Mapped[str] = mapped_column(default="")

    department: Mapped[Department] = relationship()
    project: Mapped[Project | None] = relationship()
    credits: Mapped[list["Credit"]] = relationship(cascade="all, delete-orphan", order_by="Credit.position")
    relations: Mapped[list["Relation"]] = relationship(
        cascade="all, delete-orphan", order_by="Relation.id", foreign_keys="Relation.item_id"
    )


class Credit(Model):
    """Who made an item: a person, or a body under its name. `role` names an entry of `rules.CREDIT_ROLES`."""

    __tablename__ = "library_credits"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) = (body <> '')", name="person_or_body"),
        UniqueConstraint("item_id", "position"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey(OF_ITEM, ondelete="CASCADE"))
    position: Mapped[int]
    role: Mapped[str] = mapped_column(default="author")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), index=True)
    body: Mapped[str] = mapped_column(default="")

    person: Mapped[Person | None] = relationship()


class Relation(Model):
    """What an item is to another one: `new_version_of`, `translation_of` or `part_of` it."""

    __tablename__ = "library_relations"
    __table_args__ = (
        CheckConstraint("kind IN ('new_version_of', 'translation_of', 'part_of')", name="kind_known"),
        CheckConstraint("item_id <> other_id", name="not_itself"),
        UniqueConstraint("item_id", "kind", "other_id"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey(OF_ITEM, ondelete="CASCADE"))
    kind: Mapped[str]
    other_id: Mapped[int] = mapped_column(ForeignKey(OF_ITEM, ondelete="CASCADE"), index=True)

    other: Mapped[LibraryItem] = relationship(foreign_keys=[other_id])
