"""Every kind of thing that can be found: those of the areas, and those of the floors below, which have no card."""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, select

from akademia.core.area import Area, Document, Kind, areas
from akademia.core.db import db, rows
from akademia.law.models import Act, Citation, Provision
from akademia.texts.formats.reading import reading
from akademia.texts.models import Page, Term
from akademia.texts.queries import page_place

PROVISION = "provision"
PROVISION_ENDPOINT = "law.show_provision"
LAW, HOUSE = ("law", "Prawo"), ("house", "Akademia")


@dataclass(frozen=True)
class Searched:
    """A kind of thing that can be found, and the area whose colour and name it bears."""

    kind: Kind
    area: str
    area_label: str

    @property
    def name(self) -> str:
        return self.kind.name

    def stamps(self, refs: Collection[int] | None) -> Mapping[int, str]:
        assert self.kind.stamps is not None
        return self.kind.stamps(refs)

    def documents(self, refs: Collection[int]) -> Iterable[Document]:
        assert self.kind.documents is not None
        return self.kind.documents(refs)


def searched() -> dict[str, Searched]:
    """Return all kinds that can be found, by name, in the order in which the house lists them."""
    return _searched(areas())


@lru_cache(maxsize=4)
def _searched(of: tuple[Area, ...]) -> dict[str, Searched]:
    own = [Searched(kind, area.name, area.label) for area in of for kind in area.kinds if kind.documents]
    return {one.name: one for one in [*own, *_GROUND]}


_REFS: Any = bindparam("refs", expanding=True)
_TERMS = select(Term.id, Term.key, Term.name, Term.abbreviation, Term.meaning, Term.more_html).where(
    Term.removed.is_(False)
).order_by(Term.id)  # fmt: skip
_SOME_TERMS = _TERMS.where(Term.id.in_(_REFS))
_PAGES = select(Page.id, Page.slug, Page.title, Page.summary, Page.html, Page.legal_state_on).where(
    Page.removed.is_(False)
).order_by(Page.id)  # fmt: skip
_SOME_PAGES = _PAGES.where(Page.id.in_(_REFS))
_PROVISIONS = select(
    Provision.id, Act.key.label("act"), Provision.key, Provision.label, Provision.heading, Provision.summary,
    Provision.status, Act.short, Act.legal_state_on,
).join(Act, Act.id == Provision.act_id).order_by(Provision.id)  # fmt: skip
_SOME_PROVISIONS = _PROVISIONS.where(Provision.id.in_(_REFS))
_CITING_TERMS = select(Citation.provision_id, Term.key, Term.name, Term.abbreviation).join(
    Term, (Citation.kind == "term") & (Citation.ref == Term.id)
).where(Term.removed.is_(False)).order_by(Term.key).distinct()  # fmt: skip
_SOME_CITING_TERMS = _CITING_TERMS.where(Citation.provision_id.in_(_REFS))


def _read(every: Any, some: Any, refs: Collection[int] | None) -> Sequence[Any]:
    return rows(every).all() if refs is None else rows(some, refs=list(refs)).all()


def _stamp(row: Any, more: Sequence[str] = ()) -> str:
    """Return a mark of all that was read of a thing but its number."""
    return hashlib.blake2b("\0".join(map(str, (*row[1:], *more))).encode(), digest_size=12).hexdigest()


def _term_stamps(refs: Collection[int] | None) -> Mapping[int, str]:
    return {row.id: _stamp(row) for row in _read(_TERMS, _SOME_TERMS, refs)}


def _term_documents(refs: Collection[int]) -> Iterable[Document]:
    return [
        Document(
            ref=term.id, stamp=_stamp(term), title=term.name, summary=term.meaning,
            place={"_anchor": term.key}, words=reading(term.more_html).words,
            names=(term.abbreviation,) if term.abbreviation else (),
        )
        for term in _read(_TERMS, _SOME_TERMS, refs)
    ]  # fmt: skip


def _page_stamps(refs: Collection[int] | None) -> Mapping[int, str]:
    return {row.id: _stamp(row) for row in _read(_PAGES, _SOME_PAGES, refs)}


def _page_documents(refs: Collection[int]) -> Iterable[Document]:
    for page in _read(_PAGES, _SOME_PAGES, refs):
        endpoint, place = page_place(page.slug)
        text = reading(page.html)
        yield Document(
            ref=page.id, stamp=_stamp(page), title=page.title, summary=page.summary, place=place,
            endpoint=endpoint, words=text.words, headings=text.headings, legal_state_on=page.legal_state_on,
        )  # fmt: skip


def _provision_stamps(refs: Collection[int] | None) -> Mapping[int, str]:
    called = _called(refs)
    return {row.id: _stamp(row, called.get(row.id, ())) for row in _read(_PROVISIONS, _SOME_PROVISIONS, refs)}


def _provision_documents(refs: Collection[int]) -> Iterable[Document]:
    """Return provisions; a part of an article is found by the words of the article's heading too, and its chapter's.

    The act seldom says what it speaks of in the words that people use. So a provision is also found by the names that
    the glossary explains by it.
    """
    above, called = _headings_above(), _called(refs)
    return [
        Document(
            ref=row.id, stamp=_stamp(row, called.get(row.id, ())), summary=row.summary,
            legal_state_on=row.legal_state_on, words=above.get((row.act, row.key), ""),
            headings=tuple(called.get(row.id, ())), family=_article(row.act, row.key),
            title=f"{row.label}: {row.heading}" if row.heading else row.label,
            place={"act_key": row.act, "key": row.key},
            path=(row.short, *(["przepis uchylony"] if row.status == "repealed" else [])),
        )
        for row in _read(_PROVISIONS, _SOME_PROVISIONS, refs)
    ]  # fmt: skip


def _called(refs: Collection[int] | None) -> Mapping[int, Sequence[str]]:
    """Return the names and abbreviations of the glossary's terms that cite provisions, by the provision's number."""
    found: dict[int, list[str]] = {}
    for provision, _, *names in _read(_CITING_TERMS, _SOME_CITING_TERMS, refs):
        found.setdefault(provision, []).extend(name for name in names if name)
    return found


def _article(act: str, key: str) -> str:
    """Return the article that a provision is or lies in, by its key („uzs/art-15” for art-15-ust-4)."""
    return "/".join([act, *re.findall(r"^art-[^-]+", key)])


def _headings_above() -> dict[tuple[str, str], str]:
    """Return for each provision the headings of what it lies in."""
    columns = (Act.key, Provision.key, Provision.parent_key, Provision.heading)
    query = select(*columns).join(Act, Act.id == Provision.act_id)
    held = {(act, key): (parent, heading) for act, key, parent, heading in db.session.execute(query)}
    found: dict[tuple[str, str], str] = {}
    for act, key in held:
        headings, at = [], held[act, key][0]
        while at is not None and (act, at) in held:
            at, heading = held[act, at]
            headings += [heading] if heading else []
        found[act, key] = ". ".join(headings)
    return found


_GROUND = (
    Searched(Kind("term", "Słownik", "texts.show_glossary", one="Hasło słownika", stamps=_term_stamps,
                  documents=_term_documents), *HOUSE),
    Searched(Kind(PROVISION, "Przepisy", PROVISION_ENDPOINT, one="Przepis", stamps=_provision_stamps,
                  documents=_provision_documents, weight=0.95), *LAW),
    Searched(Kind("page", "Strony Akademii", "texts.show_other_page", one="Strona", stamps=_page_stamps,
                  documents=_page_documents, weight=0.9), *HOUSE),
)  # fmt: skip
