"""Records of works as pages, files and feeds take them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select

from akademia.core.area import house_kinds
from akademia.core.db import rows
from akademia.core.errors import Missing, Withdrawn
from akademia.core.links import full_url_for
from akademia.publishing.library.formats.bibtex import bibtex
from akademia.publishing.library.formats.citation import Citation, citation
from akademia.publishing.library.formats.coins import coins
from akademia.publishing.library.formats.csl import csl
from akademia.publishing.library.formats.description import Description
from akademia.publishing.library.formats.metatags import meta_tags
from akademia.publishing.library.formats.ris import ris
from akademia.publishing.library.formats.schema_org import Thing, schema_org
from akademia.publishing.library.models import Record

_KEPT = (Record.kind, Record.name, Record.place, Record.data, Record.is_deleted, Record.stamp)
_NAMED = select(*_KEPT).where(Record.name == bindparam("name"))
_OF_WORK: Select[Any] = select(*_KEPT).where(Record.kind == bindparam("kind"), Record.ref == bindparam("ref"))


@dataclass(frozen=True)
class Citable:
    """A public work with what scholars take of it; `address` is the full one of its page.

    :param files: (media type, full address) of its files.
    """

    name: str
    address: str
    description: Description
    stamp: datetime
    files: tuple[tuple[str, str], ...] = ()

    @property
    def read_at(self) -> str:
        """Where the work itself is to be read; empty where this house only describes it."""
        return "" if self.description.is_elsewhere else self.address

    @property
    def citation(self) -> Citation:
        return citation(self.description, self.read_at)

    @property
    def bibtex(self) -> str:
        return bibtex(self.description, self.name, self.read_at)

    @property
    def ris(self) -> str:
        return ris(self.description, self.read_at)

    @property
    def csl(self) -> list[dict[str, Any]]:
        return csl(self.description, self.name, self.read_at)

    @property
    def coins(self) -> str:
        return coins(self.description, self.read_at)

    @property
    def meta_tags(self) -> list[tuple[str, str]]:
        return meta_tags(self.description, self.address, self.files)

    @property
    def schema(self) -> Thing:
        return schema_org(self.description, self.address, self.files)


def named_record(name: str) -> Citable:
    """Return a work by the name of its record.

    :raises Missing: there is none.
    :raises Withdrawn: it is gone.
    """
    found = rows(_NAMED, name=name).first()
    if found is None:
        raise Missing
    if found.is_deleted:
        raise Withdrawn
    return _citable(found)


def record_of(kind: str, ref: int, files: tuple[tuple[str, str], ...] = ()) -> Citable | None:
    """Return what scholars take of a work, for its page; None where it has no record or is gone.

    :param files: (media type, full address) of its files, as the page offers them.
    """
    found = rows(_OF_WORK, kind=kind, ref=ref).first()
    return None if found is None or found.is_deleted else _citable(found, files)


def _citable(row: Any, files: tuple[tuple[str, str], ...] = ()) -> Citable:
    address = address_of(row.kind, row.place)
    return Citable(row.name, address, Description.from_data(row.data), row.stamp, files)


def address_of(kind: str, place: Mapping[str, str]) -> str:
    """Return the full address of a work's page; empty where no wing of this house shows that kind."""
    endpoints = {known.name: known.endpoint for _area, known in house_kinds()}
    return full_url_for(endpoints[kind], **place) if kind in endpoints else ""
