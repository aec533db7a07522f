"""Rows of departments and items, whatever their state."""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from akademia.core.db import db, row_of
from akademia.publishing.library.models import Department, LibraryItem
from akademia.texts.queries import moved_to

GUIDE_KIND = "guide"
DEPARTMENT_KIND = "department"


def item_row(ref: int, with_bin: bool = False, lock: bool = False) -> LibraryItem:
    """Return an item in any state.

    :raises Missing: there is none, or it lies in the bin (unless `with_bin`).
    """
    return row_of(LibraryItem, ref, lock, with_bin)


def items_at(slugs: Collection[str]) -> Mapping[str, int]:
    """Return the numbers of items by the parts of address that they have or had; unknown ones are left out."""
    found = {slug: moved_to(GUIDE_KIND, slug) for slug in slugs}
    return {slug: ref for slug, ref in found.items() if ref is not None}


def department_row(ref: int, lock: bool = False) -> Department:
    """Return a department.

    :raises Missing: there is none.
    """
    return row_of(Department, ref, lock)


def department_names() -> Mapping[str, str]:
    """Return departments in their order: number -> title."""
    found = db.session.execute(select(Department.id, Department.title).order_by(Department.position, Department.id))
    return {str(ref): title for ref, title in found}
