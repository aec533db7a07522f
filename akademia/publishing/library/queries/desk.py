"""The library as its staff see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from akademia.core.area import Found, WaitingRow
from akademia.core.db import db
from akademia.core.listing import Asked, ListPage, list_page
from akademia.publishing.library.models import Department, LibraryItem
from akademia.publishing.library.queries.rows import GUIDE_KIND, item_row
from akademia.publishing.library.rules.works import KINDS, STATES
from akademia.texts.models import Draft
from akademia.texts.queries import draft_of, waiting_drafts

__all__ = ["KINDS", "STATES", "DeskItem", "DeskRow", "desk_item", "desk_items", "found_at_desk", "waiting"]
MOST_WAITING = 50


@dataclass(frozen=True)
class DeskRow:
    """An item in the desk's list. `kind`: in words; `has_draft`: there is a working copy that readers do not see."""

    id: int
    title: str
    kind: str
    state: str
    version: int
    changed_at: datetime
    department: str
    has_draft: bool


@dataclass(frozen=True)
class DeskItem:
    """An item as its own page of the desk shows it. `planned_at`: when its working copy is to be published."""

    id: int
    slug: str
    title: str
    kind: str
    state: str
    version: int
    department: str
    has_draft: bool
    planned_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_why: str


def desk_items(asked: Asked) -> ListPage[DeskRow]:
    """Return items in all states; `stan`, `dzial` and `rodzaj` narrow the list, words are looked for in titles."""
    drafted = select(Draft.id).where(Draft.kind == GUIDE_KIND, Draft.ref == LibraryItem.id, Draft.is_open).exists()
    query: Any = select(
        LibraryItem.id, LibraryItem.title, LibraryItem.kind, LibraryItem.state, LibraryItem.version,
        LibraryItem.changed_at, Department.title, drafted,
    ).join(Department, Department.id == LibraryItem.department_id)  # fmt: skip
    if asked.words:
        columns = (LibraryItem.title, LibraryItem.subtitle)
        query = query.where(or_(*(one.icontains(asked.words, autoescape=True) for one in columns)))
    for name, column in (("stan", LibraryItem.state), ("rodzaj", LibraryItem.kind)):
        query = query.where(column == asked.filters[name]) if name in asked.filters else query
    if "dzial" in asked.filters:
        query = query.where(LibraryItem.department_id == int(asked.filters["dzial"]))
    by: Any = LibraryItem.changed_at if asked.sort == "zmiana" else LibraryItem.title_key
    order = by.desc() if asked.descending else by.asc()
    return list_page(query.order_by(order, LibraryItem.id), asked, _row)


def _row(row: Any) -> DeskRow:
    number, title, kind, *rest = row
    return DeskRow(number, title, KINDS[kind], *rest)


def desk_item(ref: int) -> DeskItem:
    """Return an item for its page of the desk.

    :raises Missing: there is none, or it lies in the bin.
    """
    item, draft = item_row(ref), draft_of(GUIDE_KIND, ref)
    is_open = draft is not None and draft.is_open
    return DeskItem(
        item.id, item.slug, item.title, KINDS[item.kind], item.state, item.version, item.department.title, is_open,
        draft.publish_at if draft and is_open else None, item.withdrawn_at, item.withdrawn_why,
    )  # fmt: skip


def waiting(user_id: int) -> list[WaitingRow]:
    """Return what somebody should look at before readers see it, and a person's own drafts."""
    found = db.session.execute(
        select(LibraryItem.id, LibraryItem.title, LibraryItem.changed_at)
        .where(LibraryItem.state == "review").order_by(LibraryItem.changed_at).limit(MOST_WAITING)
    )  # fmt: skip
    handed = [
        WaitingRow(title, "library_desk.show_item", {"ref": ref}, "do sprawdzenia", at) for ref, title, at in found
    ]
    return [*handed, *waiting_drafts(user_id, (GUIDE_KIND,))]


def found_at_desk(words: str) -> list[Found]:
    """Return the few items whose titles hold the words and that readers do not see, for the search of the desk."""
    found = db.session.execute(
        select(LibraryItem.id, LibraryItem.title, LibraryItem.state)
        .where(LibraryItem.state != "published", LibraryItem.title.icontains(words, autoescape=True))
        .order_by(LibraryItem.changed_at.desc()).limit(8)
    )  # fmt: skip
    return [Found(title, "library_desk.show_item", {"ref": ref}, ("pozycja biblioteki",)) for ref, title, _ in found]
