"""Keeping entities: from the desk's form, into the bin and back."""

from collections.abc import Mapping
from datetime import date, datetime
from itertools import chain, count
from typing import Any

from sqlalchemy import select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import WITH_BIN, db
from akademia.core.errors import BrokenSource, RuleBroken
from akademia.core.text import search_words, slugify, sort_key
from akademia.law.services import cite
from akademia.organisations.models import Territory
from akademia.promotion.directory.models import Entity
from akademia.promotion.directory.queries.rows import ENTITY_KIND, entity_row
from akademia.promotion.directory.rules.kinds import KINDS
from akademia.texts.services.recycling import note_erased
from akademia.texts.services.rendering import Lexicon, Rendering, places, render


class EntityChanged(RuleBroken):
    message = "Ktoś zmienił ten podmiot po tym, jak otwarto go tutaj. Otwórz go jeszcze raz i wpisz swoje zmiany."


class UnfitDescription(RuleBroken):
    """The description cannot be shown: why."""


def described(source: str, words: Lexicon) -> Rendering | None:
    """Render a description; None of an empty one. No transaction is needed.

    :raises UnfitDescription: it cites what does not exist, is out of order, or shows pictures.
    """
    if not source.strip():
        return None
    try:
        made = render(source, words, "opis", explain=False)
    except BrokenSource as broken:
        raise UnfitDescription(str(broken.problems[0])) from broken
    if made.media:
        raise UnfitDescription("W opisie podmiotu nie pokazujemy obrazów ani nagrań. Usuń je z opisu.")
    return made


def save_entity(ref: int | None, version: int, values: Mapping[str, Any], made: Rendering | None, actor: int) -> Entity:
    """Keep an entity, a new one (None) or a present one. Nothing is committed.

    :param version: of the present one, as it was opened.
    :param values: columns by name; with `made`, its description rendered.
    :raises Missing: there is none, or it lies in the bin.
    :raises EntityChanged: it was saved since it was opened.
    """
    entity = entity_row(ref, lock=True) if ref is not None else Entity(version=0, slug=free_slug(values["name"]))
    if ref is not None and entity.version != version:
        raise EntityChanged
    changed = sorted(name for name, value in values.items() if getattr(entity, name) != value)
    entity.origin = "person"
    lay(entity, values)
    entity.html = str(made.html) if made else ""
    db.session.add(entity)
    db.session.flush()
    keep_citations(entity, made, actor)
    record("entity.saved", ENTITY_KIND, entity.id, actor=actor, version=entity.version, fields=changed)
    return entity


def keep_citations(entity: Entity, made: Rendering | None, actor: int | None) -> None:
    """Write down what a description cites."""
    cited = list(places(made)) if made else []
    cite(ENTITY_KIND, entity.id, entity.version, cited, entity.legal_state_on, actor)


def lay(entity: Entity, values: Mapping[str, Any], commune_name: str | None = None) -> None:
    """Put values into an entity and renew what follows from them.

    :param commune_name: where many are laid, so that none asks for it.
    """
    for name, value in values.items():
        setattr(entity, name, value)
    if entity.commune_code:
        entity.county_code = entity.commune_code[:4]
    if entity.county_code:
        entity.voivodeship_code = entity.county_code[:2]
    if entity.confirmed_on is not None:
        entity.historic_year = None
    entity.name_key = sort_key(entity.name)
    entity.words = found_by(entity, _commune_name(entity) if commune_name is None else commune_name)
    entity.version = (entity.version or 0) + 1
    entity.changed_at = clock.now()


def found_by(entity: Entity, commune: str) -> str:
    """Return the folded words by which an entity is found, a blank before each."""
    kind = KINDS[entity.kind]
    said = (entity.name, kind.short, kind.label, entity.founder, entity.place, commune, entity.register_number,
            *(entity.workshops or ()))  # fmt: skip
    return "".join(f" {word}" for word in search_words(" ".join(part for part in said if part)))


def _commune_name(entity: Entity) -> str:
    found = db.session.get(Territory, entity.commune_code) if entity.commune_code else None
    return found.name if found else ""


def free_slug(name: str, taken: set[str] | None = None) -> str:
    """Return an address made from a name, unlike those that there are or were.

    :param taken: addresses in use, where many are made; the new one is added to them.
    """
    base = slugify(name)[:80].strip("-") or "podmiot"
    if taken is None:
        begun = select(Entity.slug).where(Entity.slug.startswith(base, autoescape=True))
        taken = set(db.session.scalars(begun.execution_options(**WITH_BIN)))
    free = next(slug for slug in chain([base], (f"{base}-{n}" for n in count(2))) if slug not in taken)
    taken.add(free)
    return free


def move_to_bin(ref: int, actor: int) -> Entity:
    """Take an entity out of sight; it stays in the bin of the directory until it is taken back.

    :raises Missing: there is none, or it lies there already.
    """
    entity = entity_row(ref, lock=True)
    entity.removed, entity.changed_at = True, clock.now()
    record("entity.removed", ENTITY_KIND, ref, actor=actor)
    return entity


def empty_bin(before: datetime) -> int:
    """Erase for good, with their corrections, the entities that have lain in the bin since before a moment.

    Returns how many. The starter does not bring them again.
    """
    old = select(Entity).where(Entity.removed.is_(True), Entity.changed_at < before).execution_options(**WITH_BIN)
    gone = list(db.session.scalars(old))
    for entity in gone:
        note_erased(ENTITY_KIND, entity.id, entity.slug, entity.name)
        record("entity.erased", ENTITY_KIND, entity.id)
        db.session.delete(entity)
    return len(gone)


def take_back(ref: int, actor: int) -> Entity:
    """Take an entity out of the bin.

    :raises Missing: there is none.
    """
    entity = entity_row(ref, lock=True, with_bin=True)
    entity.removed, entity.changed_at = False, clock.now()
    record("entity.taken_back", ENTITY_KIND, ref, actor=actor)
    return entity


def confirm_by_staff(ref: int, today: date, actor: int) -> Entity:
    """Note that staff have checked what stands at an entity.

    :raises Missing: there is none.
    """
    entity = entity_row(ref, lock=True)
    lay(entity, {"confirmed_on": today, "historic_year": None})
    record("entity.confirmed", ENTITY_KIND, ref, actor=actor)
    return entity
