"""The act as a register: provisions, what amended them, and who speaks of them."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from akademia.core import clock
from akademia.core.db import Model


class ByHand:
    """What a person may change: `origin` is then `person`, and no file overwrites it. `version` counts the saves."""

    origin: Mapped[str] = mapped_column(server_default="starter", default="starter")
    version: Mapped[int] = mapped_column(server_default="1", default=1)


_ORIGIN_KNOWN = "origin IN ('starter', 'person')"


class Act(ByHand, Model):
    """An act of law. With provisions it is a register; without them it is only a name that texts may cite.

    `name` is how a citation calls it („ustawa z 12.03.2004 o pomocy społecznej”), `said` what stands after „ustawy
    (z dnia …)”. `text_address` is the consolidated text it was read in, `newer_address` the newer one that was not;
    the register knows no change that took force after `known_until`.
    """

    __tablename__ = "acts"
    __table_args__ = (CheckConstraint(_ORIGIN_KNOWN, name="origin_known"),)
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    short: Mapped[str]
    name: Mapped[str] = mapped_column(server_default="")
    said: Mapped[str] = mapped_column(server_default="")
    abbreviations: Mapped[list[str]] = mapped_column(JSON, server_default="[]")
    passed_on: Mapped[date | None]
    display_address: Mapped[str | None]
    eli: Mapped[str | None]
    in_force_on: Mapped[date | None]
    text_address: Mapped[str | None]
    legal_state_on: Mapped[date | None]
    newer_address: Mapped[str | None]
    known_until: Mapped[date | None]

    provisions: Mapped[list["Provision"]] = relationship(back_populates="act", order_by="Provision.position")
    texts: Mapped[list["ActText"]] = relationship(order_by="ActText.eli", cascade="all, delete-orphan")


class ActText(Model):
    """An item of the Journal of Laws that holds the act: as first published, or consolidated."""

    __tablename__ = "act_texts"
    __table_args__ = (
        UniqueConstraint("act_id", "eli"),
        CheckConstraint("role IN ('original', 'consolidated')", name="role_known"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("acts.id", ondelete="CASCADE"))
    eli: Mapped[str]
    display_address: Mapped[str]
    role: Mapped[str]
    promulgated_on: Mapped[date | None]
    legal_state_on: Mapped[date | None]


class Provision(ByHand, Model):
    """A unit of an act: chapter, article, paragraph, point or letter. `summary` is our own gist, not the text.

    `described_on` is the day whose law the summary tells; None: the act's own `legal_state_on`. `omitted` tells of one
    in force that the consolidated text no longer repeats; `made_by_change` of one that came with a change that adds it
    and goes with it; `in_force_on` of one that the act itself, from its beginning, brought into force on another day
    than the rest.
    """

    __tablename__ = "provisions"
    __table_args__ = (
        UniqueConstraint("act_id", "key"),
        CheckConstraint("status IN ('in_force', 'repealed')", name="status_known"),
        CheckConstraint(_ORIGIN_KNOWN, name="origin_known"),
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
    described_on: Mapped[date | None]
    made_by_change: Mapped[bool] = mapped_column(server_default=false(), default=False)
    parent_key: Mapped[str | None]
    position: Mapped[int]
    omitted: Mapped[bool] = mapped_column(server_default=false())
    in_force_on: Mapped[date | None]

    act: Mapped[Act] = relationship(back_populates="provisions")


class ProvisionText(Model):
    """The official words of a provision, which the operator attached. `source` is where they were published."""

    __tablename__ = "provision_texts"
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    provision_id: Mapped[int] = mapped_column(ForeignKey("provisions.id", ondelete="CASCADE"), unique=True)
    html: Mapped[str]
    source: Mapped[str]
    legal_state_on: Mapped[date]
    kept_at: Mapped[datetime] = mapped_column(default=clock.now)


class ProvisionReference(Model):
    """What a provision sends its reader to: another provision of the register, or another act in words."""

    __tablename__ = "provision_references"
    __table_args__ = (CheckConstraint("(target_id IS NULL) <> (words IS NULL)", name="one_target"),)
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    provision_id: Mapped[int] = mapped_column(ForeignKey("provisions.id", ondelete="CASCADE"), index=True)
    target_id: Mapped[int | None] = mapped_column(ForeignKey("provisions.id", ondelete="CASCADE"), index=True)
    words: Mapped[str | None]
    position: Mapped[int]


class Amendment(ByHand, Model):
    """An act that changed another act; `unit` is the place in it that did."""

    __tablename__ = "amendments"
    __table_args__ = (UniqueConstraint("act_id", "key"), CheckConstraint(_ORIGIN_KNOWN, name="origin_known"))
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("acts.id", ondelete="CASCADE"))
    key: Mapped[str]
    title: Mapped[str]
    display_address: Mapped[str]
    eli: Mapped[str]
    passed_on: Mapped[date]
    promulgated_on: Mapped[date]
    unit: Mapped[str] = mapped_column(server_default="")
    note: Mapped[str | None]

    notes: Mapped[list["TransitionalNote"]] = relationship(
        order_by="TransitionalNote.position", cascade="all, delete-orphan"
    )
    changes: Mapped[list["ProvisionChange"]] = relationship(
        back_populates="amendment", order_by="ProvisionChange.position", cascade="all, delete-orphan"
    )


class ProvisionChange(Model):
    """One change of one provision: since when it binds and, when it works backwards, as of when.

    `summary`: what the provision is to be described by from that day; empty where nobody wrote it.
    """

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
    summary: Mapped[str] = mapped_column(server_default="", default="")
    position: Mapped[int]

    amendment: Mapped[Amendment] = relationship(back_populates="changes")


class TransitionalNote(Model):
    """What an amendment says of cases under way; `keys` are the provisions it speaks of."""

    __tablename__ = "transitional_notes"
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendments.id", ondelete="CASCADE"), index=True)
    unit: Mapped[str]
    what: Mapped[str]
    keys: Mapped[list[str]] = mapped_column(JSON)
    position: Mapped[int]


class Citation(Model):
    """A place in a text that speaks of a provision, or of an act as a whole. `kind`, `ref` and `version` name the text
    without a foreign key.

    `start` and `end` count characters in the text's words; None where nothing in them names it.
    """

    __tablename__ = "citations"
    __table_args__ = (
        Index("ix_citations_kind_ref", "kind", "ref"),
        CheckConstraint("(provision_id IS NULL) <> (act_id IS NULL)", name="one_target"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    ref: Mapped[int]
    version: Mapped[int]
    provision_id: Mapped[int | None] = mapped_column(ForeignKey("provisions.id", ondelete="CASCADE"), index=True)
    act_id: Mapped[int | None] = mapped_column(ForeignKey("acts.id", ondelete="CASCADE"), index=True)
    start: Mapped[int | None]
    end: Mapped[int | None]
    legal_state_on: Mapped[date]
    author_number: Mapped[int | None]


class Review(Model):
    """A text that speaks of a provision which an amendment changes after the day the text was written for; or, of the
    kind `provision`, the register's own summary of such a provision.

    It waits from the moment the amendment is entered; readers are told from `due_on`. `changes` holds what to look at,
    as it is told to readers: [{"ref", "label", "what"}]. `verdict`: closed by a new version, or found still right.
    `announced`: the day has come and public pages were told to be made anew.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        UniqueConstraint("kind", "ref", "amendment_id", "due_on"),
        CheckConstraint("verdict IN ('version', 'right')", name="verdict_known"),
        CheckConstraint("(verdict IS NULL) = (closed_at IS NULL)", name="closed_whole"),
        Index("ix_reviews_verdict_due_on", "verdict", "due_on"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    ref: Mapped[int]
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendments.id", ondelete="CASCADE"), index=True)
    due_on: Mapped[date]
    changes: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    owner_number: Mapped[int | None] = mapped_column(index=True)
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    announced: Mapped[bool] = mapped_column(server_default=false())
    verdict: Mapped[str | None]
    note: Mapped[str] = mapped_column(server_default="")
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None]

    amendment: Mapped[Amendment] = relationship()
