"""Records of works: written when a work's public face changes, emptied when the work is gone."""

from collections.abc import Mapping
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import exists, select, update

from akademia.core import clock, settings
from akademia.core.db import db
from akademia.publishing.library.formats.description import Description
from akademia.publishing.library.formats.dublin_core import oai_dc
from akademia.publishing.library.formats.mods import mods
from akademia.publishing.library.formats.oai import BASE
from akademia.publishing.library.models import Record
from akademia.publishing.library.queries.records import address_of


def keep_record(
    kind: str,
    ref: int,
    name: str,
    department: str,
    genre: str,
    description: Description,
    place: Mapping[str, str] | None = None,
) -> Record:
    """Keep the record of a public work; one that says what was said before keeps its stamp. Nothing is committed.

    :param kind: of the work, as the area's calling card names it; its address is built from that kind's endpoint.
    :param name: stands in its OAI identifier: letters without marks, digits, `-`. A record that is kept already stays
        with its old one; a new one whose name is taken gets a number after it.
    :param department: the part of address of its department; `genre`: as items name it. Its two sets.
    :param place: the endpoint's arguments; the name as `slug` by default.
    """
    record = _record(kind, ref)
    if record is None:
        record = Record(kind=kind, ref=ref, name=_free(name))
        db.session.add(record)
    at = dict(place or {"slug": name})
    address = address_of(kind, at).replace(settings.here().issuer_base, BASE, 1)
    told: dict[str, Any] = {
        "department": department,
        "genre": genre,
        "place": at,
        "data": description.as_data(),
        "oai_dc": oai_dc(description, address),
        "mods": mods(description, address),
        "is_deleted": False,
    }
    _tell(record, told)
    db.session.flush()
    return record


def delete_record(kind: str, ref: int) -> None:
    """Leave of a work's record only that it is gone; a work without a record leaves nothing. Nothing is committed."""
    record = _record(kind, ref)
    if record is not None:
        _tell(record, {"data": {}, "oai_dc": "", "mods": "", "is_deleted": True})
        db.session.flush()


def move_records(department: str, to: str) -> None:
    """Put all records of a department into another set, as when its part of address changes. Nothing is committed."""
    moved = update(Record).where(Record.department == department)
    db.session.execute(moved.values(department=to, stamp=_whole_seconds(clock.now())))


def _record(kind: str, ref: int) -> Record | None:
    return db.session.scalar(select(Record).where(Record.kind == kind, Record.ref == ref))


def _free(name: str) -> str:
    """Return a name that no other work has; names of guides and of articles are made apart."""
    numbered = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(tried for tried in numbered if not db.session.scalar(select(exists().where(Record.name == tried))))


def _tell(record: Record, told: Mapping[str, Any]) -> None:
    if any(getattr(record, name) != value for name, value in told.items()):
        for name, value in told.items():
            setattr(record, name, value)
        record.stamp = _whole_seconds(clock.now())


def _whole_seconds(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
