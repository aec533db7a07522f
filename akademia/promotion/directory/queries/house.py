"""Entities for the rest of the house: lists, the search, the register of provisions, the desk."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import bindparam, select

from akademia.core.area import Document, Found, Item
from akademia.core.db import WITH_BIN, db, rows
from akademia.promotion.directory.models import Entity
from akademia.promotion.directory.queries.finding import COMMUNE, VOIVODESHIPS
from akademia.promotion.directory.queries.rows import ENTITY_KIND
from akademia.promotion.directory.rules.kinds import KINDS
from akademia.texts.formats.reading import reading

_REFS: Any = bindparam("refs", expanding=True)
_ITEMS: Any = (
    select(Entity.id, Entity.slug, Entity.name, Entity.kind, Entity.place, Entity.voivodeship_code, Entity.changed_at,
           Entity.legal_state_on)
    .where(Entity.removed.is_(False)).order_by(Entity.changed_at.desc(), Entity.id.desc())
)  # fmt: skip
_SOME_ITEMS: Any = _ITEMS.where(Entity.id.in_(_REFS))
_STAMPS: Any = select(Entity.id, Entity.version, Entity.changed_at).where(Entity.removed.is_(False))
_SOME_STAMPS: Any = _STAMPS.where(Entity.id.in_(_REFS))
_DOCUMENTS: Any = (
    select(Entity.id, Entity.version, Entity.changed_at, Entity.slug, Entity.name, Entity.kind, Entity.founder,
           Entity.place, Entity.workshops, Entity.register_number, Entity.voivodeship_code, Entity.html,
           Entity.legal_state_on, COMMUNE.name.label("commune"))
    .outerjoin(COMMUNE, COMMUNE.code == Entity.commune_code)
    .where(Entity.removed.is_(False), Entity.id.in_(_REFS)).order_by(Entity.id)
)  # fmt: skip


def every_entity() -> Iterable[Item]:
    """Return every entity as others may show it, the last changed first."""
    return [_item(row) for row in rows(_ITEMS)]


def public_entities(refs: Collection[int]) -> Iterable[Item]:
    """Return the entities among some numbers that do not lie in the bin."""
    return [_item(row) for row in rows(_SOME_ITEMS, refs=list(refs))]


def _item(row: Any) -> Item:
    return Item(
        ENTITY_KIND, row.id, row.name, _summary(row.kind, row.place, row.voivodeship_code), {"slug": row.slug},
        row.legal_state_on, row.changed_at,
    )  # fmt: skip


def _summary(kind: str, place: str, voivodeship: str) -> str:
    label = KINDS[kind].label
    where = f"{place}, " if place else ""
    return f"{label[:1].upper()}{label[1:]}, {where}województwo {VOIVODESHIPS[voivodeship]}."


def living_entities(refs: Collection[int]) -> set[int]:
    """Return those of some numbers that are entities, in the bin or not."""
    return set(db.session.scalars(select(Entity.id).where(Entity.id.in_(refs)).execution_options(**WITH_BIN)))


def entity_desk(refs: Collection[int]) -> dict[int, Found]:
    """Return where entities among some numbers are edited."""
    found = db.session.execute(select(Entity.id, Entity.name, Entity.kind).where(Entity.id.in_(refs)))
    return {
        ref: Found(name, "directory_desk.edit_entity", {"ref": ref}, (KINDS[kind].short,)) for ref, name, kind in found
    }


def entity_stamps(refs: Collection[int] | None) -> Mapping[int, str]:
    """Return the stamps of entities."""
    found = rows(_STAMPS) if refs is None else rows(_SOME_STAMPS, refs=list(refs))
    return {ref: _stamp(version, changed_at) for ref, version, changed_at in found}


def entity_documents(refs: Collection[int]) -> Iterable[Document]:
    """Return entities as the search reads them."""
    return [_document(row) for row in rows(_DOCUMENTS, refs=list(refs))]


def _stamp(version: int, changed_at: object) -> str:
    return f"{version} {changed_at}"


def _document(row: Any) -> Document:
    kind, text = KINDS[row.kind], reading(row.html)
    said = (kind.label, row.founder, row.place, row.commune, *row.workshops, row.register_number, text.words)
    return Document(
        ref=row.id, stamp=_stamp(row.version, row.changed_at), title=row.name,
        summary=_summary(row.kind, row.place, row.voivodeship_code), place={"slug": row.slug},
        words=" ".join(part for part in said if part), headings=text.headings,
        path=(VOIVODESHIPS[row.voivodeship_code],), legal_state_on=row.legal_state_on,
    )  # fmt: skip
