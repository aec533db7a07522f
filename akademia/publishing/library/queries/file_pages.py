"""The words of files as the search reads them, page by page.

Only what readers are offered: of published items, read, let through by the gate, not replaced. An accessible twin has
the same words as the work, so it is read only where the work has none. A file that the house printed has the words of
its item's own text, which the search reads with the item.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import select

from akademia.core.area import Document
from akademia.core.db import db
from akademia.publishing.library.models import FilePage, ItemFile, LibraryItem
from akademia.publishing.library.queries.files import all_standings
from akademia.publishing.library.rules.files import address_name
from akademia.storage.models import StoredFile

ITEM_PAGE = "library.show_item"
_COLUMNS = (
    FilePage.id, FilePage.number, ItemFile.id.label("file"), ItemFile.key, ItemFile.role, ItemFile.label,
    ItemFile.pages, StoredFile.kind, StoredFile.name, LibraryItem.id.label("item"), LibraryItem.slug, LibraryItem.title,
    LibraryItem.legal_state_on,
)  # fmt: skip


def _pages(*more: Any) -> Any:
    return (
        select(*_COLUMNS, *more)
        .join(ItemFile, ItemFile.id == FilePage.item_file_id)
        .join(StoredFile, StoredFile.id == ItemFile.file_id)
        .join(LibraryItem, LibraryItem.id == ItemFile.item_id)
        .where(
            LibraryItem.state == "published",
            LibraryItem.removed.is_(False),
            ItemFile.state == "ready",
            ItemFile.made_by_number.is_not(None),
        )
        .order_by(FilePage.id)
    )


def page_stamps(refs: Collection[int] | None) -> Mapping[int, str]:
    """Return the stamps of pages that readers are offered."""
    query = _pages() if refs is None else _pages().where(FilePage.id.in_(refs))
    return {row.id: _stamp(row) for row in _offered(db.session.execute(query).all())}


def page_documents(refs: Collection[int]) -> Iterable[Document]:
    """Return pages that readers are offered; a page of a PDF leads to itself in the browser, another to its item."""
    found = db.session.execute(_pages(FilePage.words).where(FilePage.id.in_(refs))).all()
    return [_document(row) for row in _offered(found)]


def _offered(found: Collection[Any]) -> list[Any]:
    standings = all_standings({row.item for row in found}) if found else {}
    present = [row for row in found if row.file in standings[row.item].present]
    told = {row.item for row in present if row.role == "work"}
    return [row for row in present if row.role != "twin" or row.item not in told]


def _stamp(row: Any) -> str:
    return f"{row.key} {row.number} {row.role} {row.label} {row.name} {row.slug} {row.title} {row.legal_state_on}"


def _document(row: Any) -> Document:
    name = row.label or row.title
    is_pdf = row.kind == "pdf"
    there = {"key": row.key, "name": address_name(row.name, row.kind), "_anchor": f"page={row.number}"}
    return Document(
        ref=row.id, stamp=_stamp(row), title=f"{name}, s. {row.number}" if row.pages else name, summary="",
        words=row.words, place=there if is_pdf else {"slug": row.slug}, endpoint="" if is_pdf else ITEM_PAGE,
        path=(row.title,), legal_state_on=row.legal_state_on, family=row.slug,
    )  # fmt: skip
