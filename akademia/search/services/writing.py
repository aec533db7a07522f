"""Writing documents into an index, many rows at a time, past the ORM."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from akademia.core.db import Model, db, insert_new, touch_public
from akademia.core.text import fold
from akademia.search.models import Build, IndexedDocument, IndexTerm, Posting, Shelf, WordForm
from akademia.search.queries.building import Prepared, Ref
from akademia.search.rules.analysis import fields_of
from akademia.search.rules.ranking import BODY

_ROWS_AT_ONCE = 500


def keep(build: Build, found: Sequence[Prepared]) -> None:
    """Write documents into an index; one that is there already is replaced and keeps its number."""
    old = _numbers(build.id, [(one.kind, one.document.ref) for one in found])
    _clear(build, list(old.values()))
    shelves = _shelves(found)
    terms = _terms(build.id, {key for one in found for key in (*one.analysis.impacts, *_keys_of(one))})
    postings: list[dict[str, int]] = []
    for one in found:
        shelf = shelves[_shelf_of(one)]
        number = _write(build.id, one, shelf, old.get((one.kind, one.document.ref)))
        postings += [
            {"document_id": number, "term_id": terms[key], "impact": impact, "shelf_id": shelf}
            for key, impact in one.analysis.impacts.items()
        ]
    _insert(Posting, postings)
    _count(Counter(row["term_id"] for row in postings), 1)
    _keep_forms(build.id, found, terms)
    build.documents += len(found) - len(old)
    touch_public(news=False)


def drop(build: Build, refs: Sequence[Ref]) -> None:
    """Take documents out of an index."""
    for start in range(0, len(refs), _ROWS_AT_ONCE):
        numbers = list(_numbers(build.id, refs[start : start + _ROWS_AT_ONCE]).values())
        _clear(build, numbers)
        db.session.execute(delete(IndexedDocument).where(IndexedDocument.id.in_(numbers)))
        build.documents -= len(numbers)
    touch_public(news=False)


def _numbers(build_id: int, refs: Sequence[Ref]) -> dict[Ref, int]:
    found: dict[Ref, int] = {}
    for kind in dict.fromkeys(kind for kind, _ in refs):
        query = select(IndexedDocument.ref, IndexedDocument.id).where(
            IndexedDocument.build_id == build_id, IndexedDocument.kind == kind,
            IndexedDocument.ref.in_([ref for own, ref in refs if own == kind]),
        )  # fmt: skip
        found |= {(kind, ref): number for ref, number in db.session.execute(query)}
    return found


def _clear(build: Build, numbers: Sequence[int]) -> None:
    """Remove the postings of documents."""
    if not numbers:
        return
    held = db.session.execute(select(Posting.term_id).where(Posting.document_id.in_(numbers)))
    _count(Counter(term_id for (term_id,) in held), -1)
    db.session.execute(delete(Posting).where(Posting.document_id.in_(numbers)))


def _count(terms: Counter[int], sign: int) -> None:
    """Change how many documents hold each term; always in one order, so that two writers never wait in a ring."""
    changes = [{"term": term, "more": sign * count} for term, count in sorted(terms.items())]
    if changes:
        statement = text("UPDATE search_terms SET documents = documents + :more WHERE id = :term")
        db.session.connection().execute(statement, changes)


def _shelf_of(one: Prepared) -> tuple[str, int]:
    day = one.document.legal_state_on
    return one.kind, day.year if day else 0


def _shelves(found: Sequence[Prepared]) -> dict[tuple[str, int], int]:
    for kind, year in sorted({_shelf_of(one) for one in found}):
        if db.session.scalar(select(Shelf.id).where(Shelf.kind == kind, Shelf.year == year)) is None:
            insert_new(Shelf, kind=kind, year=year)
    return {(kind, year): number for number, kind, year in db.session.execute(select(Shelf.id, Shelf.kind, Shelf.year))}


def _write(build_id: int, one: Prepared, shelf: int, number: int | None) -> int:
    document = one.document
    values: dict[str, Any] = {
        "build_id": build_id, "shelf_id": shelf, "kind": one.kind, "ref": document.ref, "stamp": document.stamp,
        "title": document.title, "summary": document.summary, "words": fields_of(document)[BODY],
        "path": list(document.path), "endpoint": one.endpoint, "family": document.family, "place": dict(document.place),
        "legal_state_on": document.legal_state_on, "is_open": document.is_open,
    }  # fmt: skip
    if number is None:
        return db.session.execute(insert(IndexedDocument).values(**values).returning(IndexedDocument.id)).scalar_one()
    db.session.execute(update(IndexedDocument).where(IndexedDocument.id == number).values(**values))
    return number


def _keys_of(one: Prepared) -> Iterable[str]:
    return (key for keys in one.analysis.forms.values() for key in keys)


def _terms(build_id: int, keys: set[str]) -> dict[str, int]:
    """Return the numbers of terms, new ones made, in one order whichever document came first."""
    ordered = sorted(keys)
    known = _known_terms(build_id, ordered)
    missing = [key for key in ordered if key not in known]
    _insert(IndexTerm, [{"build_id": build_id, "key": key, "documents": 0} for key in missing], anew=False)
    return known | _known_terms(build_id, missing)


def _known_terms(build_id: int, keys: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(keys), _ROWS_AT_ONCE):
        some = keys[start : start + _ROWS_AT_ONCE]
        query = select(IndexTerm.key, IndexTerm.id).where(IndexTerm.build_id == build_id, IndexTerm.key.in_(some))
        found |= {row.key: row.id for row in db.session.execute(query)}
    return found


def _keep_forms(build_id: int, found: Sequence[Prepared], terms: dict[str, int]) -> None:
    met = {(terms[key], form) for one in found for form, keys in one.analysis.forms.items() for key in keys}
    rows = [{"term_id": term, "form": form, "folded": fold(form), "build_id": build_id} for term, form in sorted(met)]
    _insert(WordForm, rows, anew=False)


def _insert(model: type[Model], rows: Sequence[dict[str, Any]], anew: bool = True) -> None:
    """Insert many rows.

    :param anew: none of them is there; otherwise those that are stay as they are.
    """
    if not rows:
        return
    if anew:
        db.session.connection().execute(insert(model), rows)
        return
    dialect = sqlite if db.session.get_bind().dialect.name == "sqlite" else postgresql
    db.session.connection().execute(dialect.insert(model).on_conflict_do_nothing(), rows)


def erase_some(build_id: int, most: int = 1_000) -> bool:
    """Remove a part of an index that nobody asks any more; say whether there is more of it."""
    numbers = list(
        db.session.scalars(select(IndexedDocument.id).where(IndexedDocument.build_id == build_id).limit(most))
    )
    if numbers:
        db.session.execute(delete(Posting).where(Posting.document_id.in_(numbers)))
        db.session.execute(delete(IndexedDocument).where(IndexedDocument.id.in_(numbers)))
        return True
    db.session.execute(delete(WordForm).where(WordForm.build_id == build_id))
    db.session.execute(delete(IndexTerm).where(IndexTerm.build_id == build_id))
    db.session.execute(delete(Build).where(Build.id == build_id))
    return False
