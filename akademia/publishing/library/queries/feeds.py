"""Feeds of the library, whole or by department."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import Select, bindparam, select

from akademia.core import clock
from akademia.core.atom import Entry, atom
from akademia.core.clock import WARSAW
from akademia.core.db import rows
from akademia.core.errors import Missing
from akademia.core.links import full_url_for
from akademia.core.operator import OPERATOR
from akademia.publishing.library.formats.description import Description
from akademia.publishing.library.formats.genres import genre_of
from akademia.publishing.library.models import Department, Record
from akademia.publishing.library.queries.records import address_of
from akademia.publishing.library.queries.repository import repository

ENTRIES = 30
_NEWEST: Select[Any] = (
    select(Record.kind, Record.name, Record.place, Record.data, Record.stamp)
    .where(Record.is_deleted.is_(False)).order_by(Record.stamp.desc(), Record.name.desc()).limit(ENTRIES)
)  # fmt: skip
_NEWEST_OF = _NEWEST.where(Record.department == bindparam("department"))
_TITLE: Select[Any] = select(Department.title).where(Department.slug == bindparam("slug"))


def library_feed() -> bytes:
    """Return the feed of all works, the last changed first."""
    return _feed("Biblioteka", "publishing.show_area", "library_feeds.show_library", {}, list(rows(_NEWEST)))


def department_feed(slug: str) -> bytes:
    """Return the feed of a department.

    :raises Missing: there is no such department.
    """
    title = rows(_TITLE, slug=slug).scalar()
    if title is None:
        raise Missing
    found = list(rows(_NEWEST_OF, department=slug))
    return _feed(
        f"Biblioteka: {title}", "library.show_department", "library_feeds.show_department", {"slug": slug}, found
    )


def _feed(title: str, page: str, own: str, place: dict[str, str], found: list[Any]) -> bytes:
    entries = [_entry(row) for row in found]
    return atom(title, OPERATOR.academy, full_url_for(page, **place), full_url_for(own, **place), entries, clock.now())


def _entry(row: Any) -> Entry:
    work = Description.from_data(row.data)
    issued = datetime.combine(work.issued, time(), WARSAW) if work.issued else row.stamp
    return Entry(
        address_of(row.kind, row.place), work.full_title, work.abstract, genre_of(work.kind).label,
        min(issued.astimezone(row.stamp.tzinfo), row.stamp), row.stamp, repository().identifier(row.name),
        tuple(credit.name for credit in work.by("author")),
    )  # fmt: skip
