"""A published item in the words of bibliography, for those who make records of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from akademia.core.db import db
from akademia.people.models import Person
from akademia.publishing.library.models import Credit, Department, LibraryItem
from akademia.publishing.library.queries.files import files_of
from akademia.publishing.library.queries.rows import item_row
from akademia.publishing.library.queries.values import relations_of
from akademia.publishing.library.rules.works import KINDS, LICENCES
from akademia.storage.rules import KINDS as FILE_KINDS


@dataclass(frozen=True)
class Described:
    """A work as records tell it.

    :param department: the part of address of its department; `slug`: its own.
    :param kind: a key of `rules.KINDS`; `subjects` has its word.
    :param credits: (role, given names, family name, body).
    :param issued: the day on which it was published here.
    :param identifiers: `isbn`, `issn`, `doi`: those that it has.
    :param licence: the licence's address, empty where it has none; `rights`: in words.
    :param files: (media type, size in bytes).
    :param relations: (relation, part of address of the other item).
    """

    ref: int
    slug: str
    department: str
    kind: str
    title: str
    subtitle: str
    credits: tuple[tuple[str, str, str, str], ...]
    publisher: str
    place: str
    year: int | None
    issued: date | None
    language: str
    abstract: str
    keywords: tuple[str, ...]
    identifiers: dict[str, str]
    licence: str
    rights: str
    subjects: tuple[str, ...]
    files: tuple[tuple[str, int], ...]
    relations: tuple[tuple[str, str], ...]


def described(ref: int) -> Described:
    """Return an item, in whatever state, as records tell it.

    :raises Missing: there is none.
    """
    item = item_row(ref)
    related = relations_of(ref)
    return Described(
        ref=ref, slug=item.slug, department=_department(item), kind=item.kind, title=item.title,
        subtitle=item.subtitle, credits=_credits(ref), publisher=item.publisher, place=item.place, year=item.year,
        issued=item.published_at.date() if item.published_at else None, language=item.language, abstract=item.summary,
        keywords=tuple(item.keywords), identifiers=_identifiers(item), **_rights(item),
        subjects=(KINDS[item.kind], *item.keywords),
        files=tuple((FILE_KINDS[one.kind].mime, one.size_bytes) for one in files_of(ref) if one.kind in FILE_KINDS),
        relations=tuple((kind, slug) for kind, slugs in related.items() for slug in slugs),
    )  # fmt: skip


def _department(item: LibraryItem) -> str:
    return db.session.scalar(select(Department.slug).where(Department.id == item.department_id)) or ""


def _credits(ref: int) -> tuple[tuple[str, str, str, str], ...]:
    found = db.session.execute(
        select(Credit.role, Person.given_names, Person.family_name, Credit.body)
        .outerjoin(Person, Person.id == Credit.person_id)
        .where(Credit.item_id == ref).order_by(Credit.position)
    )  # fmt: skip
    return tuple((role, given or "", family or "", body) for role, given, family, body in found)


def _identifiers(item: LibraryItem) -> dict[str, str]:
    said = {"isbn": item.isbn, "issn": item.issn, "doi": item.doi}
    return {name: value for name, value in said.items() if value}


def _rights(item: LibraryItem) -> dict[str, Any]:
    licence = LICENCES.get(item.licence)
    words = " ".join(part for part in (f"{licence.label}." if licence else "", item.permission) if part)
    return {"licence": licence.url if licence else "", "rights": words}
