"""Departments and lists of published items."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import and_, func, select

from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.kept import same_for_all
from akademia.core.listing import Asked, ListPage, list_page
from akademia.people.models import Person
from akademia.publishing.library.models import Credit, Department, LibraryItem
from akademia.publishing.library.queries.files import covers_of
from akademia.publishing.library.queries.rows import DEPARTMENT_KIND
from akademia.publishing.library.queries.shapes import Choices, DepartmentRow, ItemRow
from akademia.publishing.library.rules.works import KINDS
from akademia.texts.queries import moved_to

ROWS_A_PAGE = 20
NEWEST = 4
PUBLIC: Any = and_(LibraryItem.state == "published", LibraryItem.removed.is_(False))
NEWEST_FIRST = (LibraryItem.published_at.desc(), LibraryItem.id.desc())


def departments() -> list[DepartmentRow]:
    """Return all departments in their order, each with how many items it shows."""
    return same_for_all("library departments", _departments)


def _departments() -> list[DepartmentRow]:
    count = select(func.count(LibraryItem.id)).where(LibraryItem.department_id == Department.id, PUBLIC)
    found = db.session.execute(
        select(Department.id, Department.slug, Department.title, Department.summary, Department.is_proposed,
               count.scalar_subquery()).order_by(Department.position, Department.id)
    )  # fmt: skip
    return [DepartmentRow(*row) for row in found]


def department_at(slug: str) -> str | None:
    """Return the present address of a department that had this one; None where this is the present one.

    :raises Missing: no department has or had it.
    """
    ref = moved_to(DEPARTMENT_KIND, slug)
    present = db.session.scalar(select(Department.slug).where(Department.id == ref)) if ref else None
    if present is None:
        raise Missing
    return None if present == slug else present


def item_columns() -> Any:
    """Ask for published items as lists show them."""
    return select(
        LibraryItem.id, LibraryItem.slug, LibraryItem.title, LibraryItem.subtitle, LibraryItem.summary,
        LibraryItem.kind, LibraryItem.year, LibraryItem.legal_state_on, LibraryItem.published_at,
        (LibraryItem.html != "").label("has_text"), LibraryItem.available_at,
    ).where(PUBLIC)  # fmt: skip


def items_of(department_id: int, asked: Asked) -> ListPage[ItemRow]:
    """Return a page of a department's items, the newest first; `rodzaj` and `rok` narrow it."""
    query = item_columns().where(LibraryItem.department_id == department_id)
    if "rodzaj" in asked.filters:
        query = query.where(LibraryItem.kind == asked.filters["rodzaj"])
    if "rok" in asked.filters:
        query = query.where(LibraryItem.year == int(asked.filters["rok"]))
    found = list_page(query.order_by(*NEWEST_FIRST), asked, lambda row: row, ROWS_A_PAGE)
    return ListPage(item_rows(found.rows), found.number, found.total, found.size)


def newest_items(most: int = NEWEST) -> list[ItemRow]:
    """Return the items published last, of all departments."""
    newest = item_columns().order_by(*NEWEST_FIRST).limit(most)
    return same_for_all(("library newest", most), lambda: item_rows(db.session.execute(newest).all()))


def item_rows(found: Sequence[Any]) -> list[ItemRow]:
    """Make rows of `item_columns` with who made each and its cover; three questions, however many there are."""
    refs = [row.id for row in found]
    people, covers = people_of(refs), covers_of(refs)
    return [_row(row, people.get(row.id, ""), covers.get(row.id, "")) for row in found]


def _row(row: Any, people: str, cover_key: str) -> ItemRow:
    return ItemRow(
        row.id, row.slug, row.title, row.subtitle, row.summary, KINDS[row.kind], row.year, row.legal_state_on,
        row.published_at, row.has_text, row.available_at, people, cover_key,
    )  # fmt: skip


def people_of(refs: Collection[int]) -> Mapping[int, str]:
    """Return the authors of items as one line each („Anna Nowak, Jan Kowalski”)."""
    found = db.session.execute(
        select(Credit.item_id, Person.given_names, Person.family_name, Credit.body)
        .outerjoin(Person, Person.id == Credit.person_id)
        .where(Credit.item_id.in_(refs), Credit.role == "author")
        .order_by(Credit.item_id, Credit.position)
    )
    said: dict[int, list[str]] = {}
    for ref, given, family, body in found:
        said.setdefault(ref, []).append(body or f"{given} {family}")
    return {ref: ", ".join(names) for ref, names in said.items()}


def choices_in(department_id: int) -> Choices:
    """Return what a department's list may be narrowed by."""
    own = (LibraryItem.department_id == department_id, PUBLIC)
    kinds = set(db.session.scalars(select(LibraryItem.kind).where(*own).distinct()))
    years = sorted(
        (one for one in db.session.scalars(select(LibraryItem.year).where(*own).distinct()) if one), reverse=True
    )
    return Choices({key: words for key, words in KINDS.items() if key in kinds}, {str(one): str(one) for one in years})
