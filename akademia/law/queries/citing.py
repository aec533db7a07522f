"""Who cites what."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select, tuple_

from akademia.core.db import db
from akademia.core.text import fold
from akademia.law.models import Act, Citation, Provision
from akademia.law.queries.reading import citations
from akademia.law.queries.register import Gist
from akademia.law.rules import DEFAULT_ACT, Cited, reference


def citable() -> dict[str, Gist]:
    """Return all that texts may cite, by `rules.reference`: the act of 2003 first, each act in its own order."""
    columns = (Act.key.label("act"), Provision.id, Provision.key, Provision.label, Provision.summary, Provision.status)
    order = (Act.key != DEFAULT_ACT, Act.id, Provision.position)
    return {
        reference(row.act, row.key): Gist(
            row.id, row.key, row.label, row.summary, row.status == "repealed", act=row.act
        )
        for row in db.session.execute(select(*columns).join_from(Provision, Act).order_by(*order))
    }


def acts_by_name() -> dict[str, str]:
    """Return all acts, key -> title in short: the act of 2003 first, the others by name."""
    found = db.session.execute(select(Act.key, Act.short).order_by(Act.key != DEFAULT_ACT, Act.short, Act.id))
    return {row.key: row.short for row in found}


@dataclass(frozen=True)
class Picked:
    """A provision to be put into a text: its label, gist, and how the text writes it."""

    label: str
    summary: str
    written: str


def provisions_like(words: str, most: int = 8) -> list[Picked]:
    """Return provisions by how lawyers write them („art. 15 ust. 4”), else those whose gist holds all words."""
    known = citable()
    told = [ref for one in citations(words, None) for ref in _refs(one) if ref in known]
    keys = list(dict.fromkeys(told)) or _holding(words, known)
    return [Picked(known[ref].label, known[ref].summary, _written(known[ref])) for ref in keys[:most]]


def _refs(one: Cited) -> Iterator[str]:
    ways = [key for reading in one.readings for key in reading.ids] or one.ids
    yield from (reference(one.act, key) for key in ways)


def _holding(words: str, known: Mapping[str, Gist]) -> list[str]:
    wanted = fold(words[:200]).split()
    return [ref for ref, gist in known.items() if wanted and all(one in fold(gist.summary) for one in wanted)]


def _written(gist: Gist) -> str:
    return f"[{gist.label}]({gist.act}:{gist.key})"


def act_numbers(keys: Collection[str]) -> dict[str, int]:
    """Return the row numbers of acts by key; a key that is not known is left out."""
    return {row.key: row.id for row in db.session.execute(select(Act.key, Act.id).where(Act.key.in_(set(keys))))}


def provision_numbers(places: Collection[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Return the row numbers of provisions by (act, key); one that is not known is left out."""
    wanted = tuple_(Act.key, Provision.key).in_(set(places))
    rows = db.session.execute(select(Act.key.label("act"), Provision.key, Provision.id).join(Act).where(wanted))
    return {(row.act, row.key): row.id for row in rows}


def orphans(kind: str, living: Sequence[int]) -> list[Citation]:
    """Return citations of texts of a kind that are no more."""
    return list(db.session.scalars(select(Citation).where(Citation.kind == kind, Citation.ref.not_in(living))))
