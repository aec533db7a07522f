"""Departments, edited by staff. An address that a department once had keeps leading to it."""

from dataclasses import dataclass

from sqlalchemy import func, select

from akademia.audit.services import record
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.publishing.library.models import Department, LibraryItem
from akademia.publishing.library.queries.rows import DEPARTMENT_KIND, department_row
from akademia.texts.services import keep_slug
from akademia.texts.services.house_texts import slug_complaint
from akademia.texts.services.recycling import forget


class DepartmentChanged(RuleBroken):
    message = "Ktoś zmienił ten dział po tym, jak otwarto go tutaj. Otwórz go jeszcze raz."


class BadAddress(RuleBroken):
    message = "Wybierz inny adres."


class StillHolds(RuleBroken):
    message = "W tym dziale są pozycje. Najpierw przenieś je do innego."


@dataclass(frozen=True)
class DepartmentValues:
    """A department as its form sends it. `position`: its place among the others, from 0."""

    title: str
    slug: str
    summary: str
    position: int
    is_proposed: bool


def save_department(ref: int | None, version: int, values: DepartmentValues, actor: int) -> Department:
    """Keep a department, a new one (None) or a present one. Nothing is committed.

    :param version: of the present one, as it was opened.
    :raises Missing: there is none.
    :raises DepartmentChanged: it was saved since it was opened.
    :raises BadAddress: why its address cannot be so.
    """
    complaint = slug_complaint(DEPARTMENT_KIND, values.slug, ref)
    if complaint:
        raise BadAddress(complaint)
    department = department_row(ref, lock=True) if ref is not None else Department(version=0)
    if ref is not None and department.version != version:
        raise DepartmentChanged
    department.title, department.slug, department.summary = values.title, values.slug, values.summary
    department.position, department.is_proposed, department.origin = values.position, values.is_proposed, "person"
    department.version += 1
    db.session.add(department)
    db.session.flush()
    keep_slug(DEPARTMENT_KIND, department.slug, department.id)
    record("department.saved", DEPARTMENT_KIND, department.id, actor=actor, version=department.version)
    return department


def remove_department(ref: int, actor: int) -> str:
    """Remove an empty department; returns its title. Its addresses are free again.

    :raises StillHolds: items belong to it, also drafts and what lies in the bin.
    """
    department = department_row(ref, lock=True)
    held = select(func.count(LibraryItem.id)).where(LibraryItem.department_id == ref)
    if db.session.scalar(held.execution_options(with_bin=True)):
        raise StillHolds
    title = department.title
    db.session.delete(department)
    forget(DEPARTMENT_KIND, [ref])
    record("department.removed", DEPARTMENT_KIND, ref, actor=actor)
    return title
