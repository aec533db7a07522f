"""Entities of the directory, corrections that people propose, and register files on their way in."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from akademia.core import clock
from akademia.core.db import Model, Removable
from akademia.organisations.models import Territory

_OF_TERRITORY = f"{Territory.__tablename__}.code"
_OF_ENTITY = "entities.id"


class Entity(Removable, Model):
    """A body of social employment or one that supports it, seen by all from its first save on.

    `kind` names an entry of `rules.kinds.KINDS`. Its address (`slug`) never changes. `words` is what it is found by,
    folded. `historic_year`: what is said here is as of that year and nobody has confirmed it since; `confirmed_on`:
    the day on which the entity, a register or staff last said that it is so. `ask_key` makes the private link by which
    the entity confirms, asked for at `asked_at`. `origin` is `starter` until a person or a file changes it.
    """

    __tablename__ = "entities"
    __table_args__ = (
        CheckConstraint("length(name) BETWEEN 2 AND 200", name="name_length"),
        CheckConstraint("origin IN ('starter', 'person', 'import')", name="origin_known"),
        CheckConstraint("historic_year IS NULL OR confirmed_on IS NULL", name="historic_or_confirmed"),
        CheckConstraint("commune_code IS NULL OR county_code IS NOT NULL", name="commune_in_county"),
        Index("ix_entities_name_key_id", "name_key", "id"),
        Index("ix_entities_voivodeship_code_kind", "voivodeship_code", "kind"),
        Index("ix_entities_changed_at", "changed_at"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    name: Mapped[str]
    name_key: Mapped[str]
    words: Mapped[str]
    founder: Mapped[str] = mapped_column(default="")
    founder_kind: Mapped[str] = mapped_column(default="")
    founder_address: Mapped[str] = mapped_column(default="")
    founder_nip: Mapped[str] = mapped_column(default="")
    founder_regon: Mapped[str] = mapped_column(default="")
    founder_krs: Mapped[str] = mapped_column(default="")
    nip: Mapped[str] = mapped_column(default="", index=True)
    regon: Mapped[str] = mapped_column(default="")
    krs: Mapped[str] = mapped_column(default="")
    register_number: Mapped[str] = mapped_column(default="")
    registered_on: Mapped[date | None]
    ceased_on: Mapped[date | None]
    workshops: Mapped[list[str]] = mapped_column(JSON, default=list)
    voivodeship_code: Mapped[str] = mapped_column(ForeignKey(_OF_TERRITORY))
    county_code: Mapped[str | None] = mapped_column(ForeignKey(_OF_TERRITORY), index=True)
    commune_code: Mapped[str | None] = mapped_column(ForeignKey(_OF_TERRITORY), index=True)
    address: Mapped[str] = mapped_column(default="")
    postal_code: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    contact_email: Mapped[str] = mapped_column(default="")
    site: Mapped[str] = mapped_column(default="")
    accessibility: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")
    legal_state_on: Mapped[date | None]
    confirmed_on: Mapped[date | None]
    historic_year: Mapped[int | None]
    ask_key: Mapped[str | None] = mapped_column(unique=True)
    asked_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    origin: Mapped[str] = mapped_column(default="person")
    digest: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)


class Correction(Model):
    """What somebody says should stand at an entity: field -> proposed text, and a word to staff.

    `state`: `waiting`, `accepted` (some of it at least) or `refused`. Who proposed it is not kept.
    """

    __tablename__ = "entity_corrections"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'accepted', 'refused')", name="state_known"),
        CheckConstraint("(state = 'waiting') = (settled_at IS NULL)", name="settled_whole"),
        Index("ix_entity_corrections_state_sent_at", "state", "sent_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entity_id: Mapped[int] = mapped_column(ForeignKey(_OF_ENTITY, ondelete="CASCADE"), index=True)
    changes: Mapped[dict[str, str]] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="waiting")
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
    settled_at: Mapped[datetime | None]
    settled_by_number: Mapped[int | None]


class RegisterSheet(Model):
    """A register file as it was read: its heads and cells, until it is carried over; then what became of it.

    `report` is `rules.planning.Plan.told()`, from the moment on at which staff decide that it is carried over; a worker
    does it, and when it is done (`done_at`) the cells go.
    """

    __tablename__ = "register_sheets"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    heads: Mapped[list[str]] = mapped_column(JSON)
    cells: Mapped[list[list[str]]] = mapped_column(JSON)
    unread: Mapped[list[str]] = mapped_column(JSON, default=list)
    report: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    made_by_number: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    done_at: Mapped[datetime | None]
