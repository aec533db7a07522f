"""What an index holds and what it should: builds, their digest, the differences."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from akademia.core.area import Document
from akademia.core.db import db
from akademia.search.models import Build, IndexedDocument
from akademia.search.queries.kinds import PROVISION, searched
from akademia.search.queries.law import cited_by, lying_above
from akademia.search.rules import words
from akademia.search.rules.analysis import Analysis, LongNames, analysed, provision_impacts
from akademia.texts.models import Term

Ref = tuple[str, int]


@dataclass(frozen=True)
class Difference:
    """What an index must take up (new or changed) and what it must drop."""

    wanted: list[Ref]
    gone: list[Ref]


@dataclass(frozen=True)
class Prepared:
    """A document taken apart, ready to be written."""

    kind: str
    document: Document
    analysis: Analysis
    endpoint: str


def live_build(lock: bool = False) -> Build | None:
    """Return the index that readers ask; None before the first one is whole.

    :param lock: hold it until the transaction ends, so that two writers wait for each other.
    """
    query = select(Build).where(Build.live).order_by(Build.id.desc()).limit(1)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found: Build | None = db.session.scalar(query)
    return found


def long_names() -> LongNames:
    """Return the abbreviations that the glossary explains now."""
    return LongNames.of(_pairs())


def _pairs() -> list[tuple[str, str]]:
    query = select(Term.abbreviation, Term.name).where(Term.abbreviation.is_not(None)).order_by(Term.key)
    return [(short, name) for short, name in db.session.execute(query) if short]


def digest_now() -> str:
    """Return what an index made now would be made by; an index of another digest is made anew."""
    return hashlib.blake2b(repr((words.VERSION, _pairs())).encode(), digest_size=12).hexdigest()


def difference(build_id: int) -> Difference:
    """Compare an index with everything that is public at this moment."""
    query = select(IndexedDocument.kind, IndexedDocument.ref, IndexedDocument.stamp)
    held = {(kind, ref): stamp
            for kind, ref, stamp in db.session.execute(query.where(IndexedDocument.build_id == build_id))}  # fmt: skip
    wanted = {(name, ref): stamp for name, one in searched().items() for ref, stamp in one.stamps(None).items()}
    return Difference(
        [key for key, stamp in wanted.items() if held.get(key) != stamp],
        sorted(key for key in held if key not in wanted),
    )


def prepared(refs: Collection[Ref], names: LongNames) -> list[Prepared]:
    """Read documents and take them apart: slow, and writes nothing."""
    kinds, above = searched(), lying_above()
    found: list[Prepared] = []
    for name in dict.fromkeys(kind for kind, _ in refs):
        own = sorted(ref for kind, ref in refs if kind == name)
        cites = cited_by(name, own)
        for document in kinds[name].documents(own):
            weights = _provisions(name, document, cites, above)
            endpoint = document.endpoint or kinds[name].kind.endpoint
            taken = analysed(document, kinds[name].kind.one, weights, names)
            found.append(Prepared(name, document, taken, endpoint))
    return found


def _provisions(
    kind: str, document: Document, cites: Mapping[int, list[str]], above: Mapping[str, Sequence[str]]
) -> dict[str, int]:
    itself = words.provision_key(document.place["act_key"], document.place["key"]) if kind == PROVISION else None
    return provision_impacts(itself, cites.get(document.ref, ()), above)
