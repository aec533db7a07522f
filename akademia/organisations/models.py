"""Organisations that people belong to, units of the country's division (TERC), and projects that pay for works."""

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from akademia.core.db import Model


class Organisation(Model):
    """An organisation, known by its tax number. `nip` is ten bare digits."""

    __tablename__ = "organisations"
    __table_args__ = (
        CheckConstraint("length(nip) = 10", name="nip_length"),
        CheckConstraint("length(name) BETWEEN 2 AND 200", name="name_length"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nip: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]


class Territory(Model):
    """A voivodeship, county or commune. `code` is its TERC number of 2, 4 or 7 digits.

    `words`: what a commune is found by, folded, a blank before each word and a „/” after its own name
    („ nowy sacz / gmina miejska …”); empty for what is no commune of its own.
    """

    __tablename__ = "territories"
    __table_args__ = (
        CheckConstraint("level IN ('voivodeship', 'county', 'commune')", name="level_known"),
        CheckConstraint("(level = 'voivodeship') = (parent_code IS NULL)", name="parent_by_level"),
        Index("ix_territories_level_name_key", "level", "name_key"),
    )

    code: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[str]
    name: Mapped[str]
    name_key: Mapped[str]
    kind: Mapped[str]
    words: Mapped[str] = mapped_column(default="", server_default="")
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("territories.code"), index=True)

    parent: Mapped["Territory | None"] = relationship(remote_side=code)


class Project(Model):
    """A project that paid for a work. `notice` is what its rules tell the work to say; `logos` are keys of media."""

    __tablename__ = "projects"
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    programme: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(default="")
    notice: Mapped[str]
    logos: Mapped[list[str]] = mapped_column(JSON, default=list)
    version: Mapped[int] = mapped_column(default=1)
