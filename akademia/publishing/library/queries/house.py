"""Items for the rest of the house: lists, the search, the register of provisions, the desk."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select

from akademia.core.area import Document, Found, Item
from akademia.core.clock import day_span
from akademia.core.db import WITH_BIN, db, rows
from akademia.core.text import fold
from akademia.people.models import Person
from akademia.publishing.library.models import Credit, Department, LibraryItem
from akademia.publishing.library.queries.lists import NEWEST_FIRST, PUBLIC
from akademia.publishing.library.queries.rows import GUIDE_KIND
from akademia.publishing.library.rules.works import KINDS, STATES
from akademia.texts.formats.reading import reading

MOST_FOUND = 8
_REFS: Any = bindparam("refs", expanding=True)


def _items() -> Any:
    return (
        select(LibraryItem.id, LibraryItem.slug, LibraryItem.title, LibraryItem.summary, LibraryItem.kind,
               LibraryItem.year, LibraryItem.legal_state_on, LibraryItem.changed_at)
        .where(PUBLIC).order_by(*NEWEST_FIRST)
    )  # fmt: skip


_NEWEST: Any = _items().limit(bindparam("most"))
_SOME_ITEMS: Any = _items().where(LibraryItem.id.in_(_REFS))
_BETWEEN: Any = (
    _items()
    .order_by(None)
    .order_by(LibraryItem.published_at, LibraryItem.id)
    .where(LibraryItem.published_at >= bindparam("begins"), LibraryItem.published_at < bindparam("ends"))
)


def every_item() -> Iterable[Item]:
    """Return every published item as others may show it, the newest first."""
    return [_item(row) for row in db.session.execute(_items())]


def public_items(refs: Collection[int]) -> Iterable[Item]:
    """Return the published items among some numbers."""
    return [_item(row) for row in rows(_SOME_ITEMS, refs=list(refs))]


def few_newest(most: int) -> Iterable[Item]:
    """Return the items published last."""
    return [_item(row) for row in rows(_NEWEST, most=most)]


def items_between(first: date, last: date) -> Iterable[Item]:
    """Return the items published in some days, the oldest first."""
    begins, ends = day_span(first, last)
    return [_item(row) for row in rows(_BETWEEN, begins=begins, ends=ends)]


def items_made_by(person: int) -> Iterable[Item]:
    """Return the published items that name a person among their makers, the newest first."""
    credited = select(Credit.item_id).where(Credit.person_id == person)
    return [_item(row) for row in db.session.execute(_items().where(LibraryItem.id.in_(credited)))]


def _item(row: Any) -> Item:
    facts = (KINDS[row.kind], *([str(row.year)] if row.year else []))
    return Item(
        GUIDE_KIND, row.id, row.title, row.summary, {"slug": row.slug}, row.legal_state_on, row.changed_at, facts
    )


def living_items(refs: Collection[int]) -> set[int]:
    """Return those of some numbers that are items, in whatever state, in the bin or not."""
    found = select(LibraryItem.id).where(LibraryItem.id.in_(refs)).execution_options(**WITH_BIN)
    return set(db.session.scalars(found))


def item_desk(refs: Collection[int]) -> dict[int, Found]:
    """Return where items among some numbers are edited, also those that readers do not see."""
    found = db.session.execute(
        select(LibraryItem.id, LibraryItem.title, LibraryItem.state).where(LibraryItem.id.in_(refs))
    )
    return {ref: Found(title, "library_desk.show_item", {"ref": ref}, (STATES[state],)) for ref, title, state in found}


def found_items(words: str) -> list[Found]:
    """Return the few published items whose titles or subtitles hold the words."""
    wanted = fold(words)
    found = db.session.execute(
        select(LibraryItem.title, LibraryItem.subtitle, LibraryItem.slug, LibraryItem.kind)
        .where(PUBLIC).order_by(*NEWEST_FIRST)
    )  # fmt: skip
    hits = (row for row in found if wanted in fold(f"{row.title} {row.subtitle}"))
    return [Found(row.title, "library.show_item", {"slug": row.slug}, (KINDS[row.kind],)) for row in hits][:MOST_FOUND]


_STAMPS: Any = (
    select(LibraryItem.id, LibraryItem.version, LibraryItem.slug, LibraryItem.changed_at, Department.title)
    .join(Department, Department.id == LibraryItem.department_id).where(PUBLIC)
)  # fmt: skip
_SOME_STAMPS: Any = _STAMPS.where(LibraryItem.id.in_(_REFS))
_NAMES: Any = (
    select(Credit.item_id, func.coalesce(Person.given_names + " " + Person.family_name, Credit.body))
    .outerjoin(Person, Person.id == Credit.person_id)
    .where(Credit.item_id.in_(_REFS)).order_by(Credit.item_id, Credit.position)
)  # fmt: skip
_DOCUMENTS: Any = (
    select(LibraryItem.id, LibraryItem.version, LibraryItem.slug, LibraryItem.changed_at,
           Department.title.label("department"), LibraryItem.title, LibraryItem.subtitle, LibraryItem.summary,
           LibraryItem.audience, LibraryItem.publisher, LibraryItem.keywords, LibraryItem.html,
           LibraryItem.legal_state_on)
    .join(Department, Department.id == LibraryItem.department_id)
    .where(PUBLIC, LibraryItem.id.in_(_REFS)).order_by(LibraryItem.id)
)  # fmt: skip


def item_stamps(refs: Collection[int] | None) -> Mapping[int, str]:
    """Return the stamps of published items."""
    found = rows(_STAMPS) if refs is None else rows(_SOME_STAMPS, refs=list(refs))
    return {row[0]: _stamp(*row[1:]) for row in found}


def item_documents(refs: Collection[int]) -> Sequence[Document]:
    """Return published items as the search reads them: description and full text, not the words of files."""
    names: dict[int, list[str]] = {}
    for ref, name in rows(_NAMES, refs=list(refs)):
        names.setdefault(ref, []).append(name)
    return [_document(row, names.get(row.id, [])) for row in rows(_DOCUMENTS, refs=list(refs))]


def _stamp(version: int, slug: str, changed_at: object, department: str) -> str:
    return f"{version} {slug} {changed_at} {department}"


def _document(row: Any, names: Sequence[str]) -> Document:
    text = reading(row.html)
    beside = (row.subtitle, *names, row.audience, row.publisher, *row.keywords)
    return Document(
        ref=row.id, stamp=_stamp(row.version, row.slug, row.changed_at, row.department), title=row.title,
        summary=row.summary, place={"slug": row.slug}, words=" ".join([*filter(None, beside), text.words]),
        headings=text.headings, path=(row.department,), legal_state_on=row.legal_state_on, family=row.slug,
    )  # fmt: skip
