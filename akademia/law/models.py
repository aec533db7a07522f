"""The act as a register: provisions, what amended them, and who speaks of them."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from akademia.core.db import Model


class Act(Model):
    """An act of law, with the consolidated text it was read in and the newer one that was not."""

    __tablename__ = "acts"
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    short: Mapped[str]
    display_address: Mapped[str]
    eli: Mapped[str]
    in_force_on: Mapped[date]
    text_address: Mapped[str]
    legal_state_on: Mapped[date]
    newer_address: Mapped[str | None]

    provisions: Mapped[list["Provision"]] = relationship(back_populates="act", order_by="Provision.position")


class Provision(Model):
    """A unit of an act: chapter, article, paragraph, point or letter. `summary` is our own gist, not the text."""

    __tablename__ = "provisions"
    __table_args__ = (
        UniqueConstraint("act_id", "key"),
        CheckConstraint("status IN ('in_force', 'repealed')", name="status_known"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("acts.id", ondelete="CASCADE"))
    key: Mapped[str]
    label: Mapped[str]
    kind: Mapped[str]
    status: Mapped[str]
    heading: Mapped[str | None]
    summary: Mapped[str]
    parent_key: Mapped[str | None]
    position: Mapped[int]

    act: Mapped[Act] = relationship(back_populates="provisions")


class Amendment(Model):
    """An act that changed another act."""

    __tablename__ = "amendments"
    __table_args__ = (UniqueConstraint("act_id", "key"),)
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("acts.id", ondelete="CASCADE"))
    key: Mapped[str]
    title: Mapped[str]
    display_address: Mapped[str]
    eli: Mapped[str]
    passed_on: Mapped[date]
    promulgated_on: Mapped[date]

    changes: Mapped[list["ProvisionChange"]] = relationship(
        back_populates="amendment", order_by="ProvisionChange.position", cascade="all, delete-orphan"
    )


class ProvisionChange(Model):
    """One change of one provision: since when it binds and, when it works backwards, as of when."""

    __tablename__ = "provision_changes"
    __table_args__ = (CheckConstraint("kind IN ('changed', 'added', 'repealed')", name="kind_known"),)
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendments.id", ondelete="CASCADE"), index=True)
    provision_id: Mapped[int] = mapped_column(ForeignKey("provisions.id"), index=True)
    kind: Mapped[str]
    what: Mapped[str]
    unit: Mapped[str]
    in_force_on: Mapped[date]
    works_from: Mapped[date | None]
    position: Mapped[int]

    amendment: Mapped[Amendment] = relationship(back_populates="changes")


class Citation(Model):
    """A place in a text that speaks of a provision. `kind`, `ref` and `version` name the text without a foreign key.

    `start` and `end` count characters in the text's words; None where the text names the provision as a whole.
    """

    __tablename__ = "citations"
    __table_args__ = (Index("ix_citations_kind_ref", "kind", "ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    ref: Mapped[int]
    version: Mapped[int]
    provision_id: Mapped[int] = mapped_column(ForeignKey("provisions.id", ondelete="CASCADE"), index=True)
    start: Mapped[int | None]
    end: Mapped[int | None]
    legal_state_on: Mapped[date | None]
