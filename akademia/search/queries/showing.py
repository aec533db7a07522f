"""Hits as results. Each is asked of its own kind first: what is not public at this moment is never shown.

The index may be seconds behind. What has changed since is shown as it is now; what is gone is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from akademia.core.area import Document
from akademia.core.db import rows
from akademia.search.models import IndexedDocument
from akademia.search.queries.hits import Hit
from akademia.search.queries.kinds import Searched, searched
from akademia.search.queries.terms import Group
from akademia.search.rules.analysis import fields_of
from akademia.search.rules.ranking import BODY
from akademia.search.rules.snippets import Piece, marked_text, places, snippet, variety

_DOCUMENTS = select(
    IndexedDocument.id, IndexedDocument.kind, IndexedDocument.ref, IndexedDocument.stamp, IndexedDocument.title,
    IndexedDocument.summary, IndexedDocument.words, IndexedDocument.path, IndexedDocument.endpoint,
    IndexedDocument.place, IndexedDocument.legal_state_on, IndexedDocument.is_open,
).where(IndexedDocument.id.in_(bindparam("numbers", expanding=True)))  # fmt: skip


@dataclass(frozen=True)
class Result:
    """A public thing that answers a question. Its address is built from `endpoint` and `place`."""

    kind: str
    kind_label: str
    area: str
    title: str
    title_pieces: Sequence[Piece]
    pieces: Sequence[Piece]
    path: Sequence[str]
    endpoint: str
    place: Mapping[str, str]
    legal_state_on: date | None
    score: float


@dataclass(frozen=True)
class _Text:
    """What of a document is shown."""

    title: str
    summary: str
    words: str
    path: Sequence[str]
    endpoint: str
    place: Mapping[str, str]
    legal_state_on: date | None


def shown(found: Sequence[Hit], groups: Sequence[Group]) -> list[Result]:
    """Return the results of one page: the documents, and one or two questions to each kind on it."""
    numbers = [hit.document_id for hit in found]
    held = {row.id: row for row in rows(_DOCUMENTS, numbers=numbers)} if found else {}
    texts = _living(list(held.values()))
    forms = _marked_forms(groups)
    kinds = searched()
    return [
        _result(kinds[row.kind], texts[row.id], forms, hit.score)
        for hit in found
        if (row := held.get(hit.document_id)) is not None and row.id in texts
    ]


def _marked_forms(groups: Sequence[Group]) -> dict[str, int]:
    """Return the forms that are to be marked -> the place of their asked word."""
    return {form: place for place, group in reversed(list(enumerate(groups))) for form in group.forms}


def _living(held: Sequence[Any]) -> dict[int, _Text]:
    """Return the texts of documents that are public now."""
    kinds = searched()
    texts: dict[int, _Text] = {}
    for name in dict.fromkeys(row.kind for row in held if row.kind in kinds):
        own = {row.ref: row for row in held if row.kind == name}
        stamps = kinds[name].stamps(list(own))
        texts |= {row.id: _kept(row) for ref, row in own.items() if stamps.get(ref) == row.stamp}
        changed = [ref for ref, row in own.items() if ref in stamps and stamps[ref] != row.stamp]
        if changed:
            texts |= {own[one.ref].id: _fresh(one, kinds[name]) for one in kinds[name].documents(changed)}
    return texts


def _kept(row: Any) -> _Text:
    return _Text(
        row.title, row.summary, row.words if row.is_open else "", row.path, row.endpoint, row.place,
        row.legal_state_on,
    )  # fmt: skip


def _fresh(one: Document, kind: Searched) -> _Text:
    words = fields_of(one)[BODY] if one.is_open else ""
    endpoint = one.endpoint or kind.kind.endpoint
    return _Text(one.title, one.summary, words, one.path, endpoint, one.place, one.legal_state_on)


def _result(kind: Searched, text: _Text, forms: Mapping[str, int], score: float) -> Result:
    pieces, held = snippet(text.words, forms)
    if not pieces or variety(places(text.summary, forms)) >= held:
        pieces = marked_text(text.summary, forms)
    return Result(
        kind.name, kind.kind.one or kind.kind.label, kind.area, text.title, marked_text(text.title, forms), pieces,
        text.path, text.endpoint, text.place, text.legal_state_on, score,
    )  # fmt: skip
