"""Keeping the starter's entities. What a person or a file changed is left alone and listed."""

from pathlib import Path
from typing import Any

from sqlalchemy import select

from akademia.core.db import WITH_BIN, db
from akademia.promotion.directory.formats.starter import EntitySource, read_entities
from akademia.promotion.directory.models import Entity
from akademia.promotion.directory.queries.rows import ENTITY_KIND
from akademia.promotion.directory.services.editing import described, keep_citations, lay
from akademia.texts.queries import was_emptied
from akademia.texts.services.keeping import Kept
from akademia.texts.services.rendering import Lexicon


def keep_entities(path: Path, words: Lexicon) -> Kept:
    """Write the entities of a file. Nothing is committed.

    :raises BrokenSource: the file cannot be used.
    :raises UnfitDescription: a description in it cannot be shown.
    """
    kept = Kept()
    sources = read_entities(path)
    slugs = [source.slug for source in sources]
    found = db.session.scalars(select(Entity).where(Entity.slug.in_(slugs)).execution_options(**WITH_BIN))
    present = {one.slug: one for one in found}
    for source in sources:
        _keep(source, present.get(source.slug), words, kept)
    return kept


def _keep(source: EntitySource, entity: Entity | None, words: Lexicon, kept: Kept) -> None:
    if entity is None and was_emptied(ENTITY_KIND, source.slug):
        return
    made = described(source.values.get("description", ""), words)
    html = str(made.html) if made else ""
    if entity is not None and (entity.origin != "starter" or entity.removed):
        if entity.digest != source.digest:
            kept.left_alone.append(entity.name)
        return
    if entity is not None and (entity.digest, entity.html) == (source.digest, html):
        return
    kept.note(source.values["name"], entity is not None)
    entity = entity or Entity(slug=source.slug, origin="starter", version=0)
    lay(entity, _columns(source.values))
    entity.html, entity.digest = html, source.digest
    db.session.add(entity)
    db.session.flush()
    keep_citations(entity, made, None)


def _columns(values: dict[str, Any]) -> dict[str, Any]:
    told = {name: value for name, value in values.items() if name not in ("slug", "voivodeship", "commune")}
    return {"workshops": [], **told, "voivodeship_code": values["voivodeship"], "commune_code": values.get("commune")}
