"""An item as its form shows it."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from akademia.core.db import db
from akademia.people.models import Person
from akademia.publishing.library.models import Credit, LibraryItem, Relation
from akademia.publishing.library.queries.rows import GUIDE_KIND, item_row
from akademia.publishing.library.rules.credits import CreditLine, write_credits
from akademia.publishing.library.rules.works import RELATIONS
from akademia.texts.queries import revision

COLUMNS = ("title", "slug", "subtitle", "kind", "summary", "publisher", "place", "language", "audience", "licence",
           "permission", "available_at", "isbn", "issn", "doi", "default_act")  # fmt: skip


def values_of_item(ref: int) -> dict[str, str]:
    """Return what an item's form shows: field -> words.

    :raises Missing: there is none, or it lies in the bin.
    """
    item = item_row(ref)
    last = revision(GUIDE_KIND, ref, item.version) if item.version else None
    related = relations_of(ref)
    return {
        **{name: str(getattr(item, name)) for name in COLUMNS},
        **{name: "\n".join(related.get(name, ())) for name in RELATIONS},
        "department": str(item.department_id),
        "credits": write_credits(credits_of(ref)),
        "year": str(item.year or ""),
        "pages": str(item.pages or ""),
        "keywords": "\n".join(item.keywords),
        "project": str(item.project_id or ""),
        "legal_state_on": item.legal_state_on.isoformat() if item.legal_state_on else "",
        "provisions": str(last.fields.get("provisions", "")) if last else "",
        "source": last.source if last else "",
    }


def credits_of(ref: int) -> list[CreditLine]:
    """Return who made an item, in the order of its title page."""
    found = db.session.scalars(
        select(Credit).where(Credit.item_id == ref).order_by(Credit.position).options(joinedload(Credit.person))
    )
    return [_line(one.role, one.person, one.body) for one in found]


def _line(role: str, person: Person | None, body: str) -> CreditLine:
    if person is None:
        return CreditLine(role, body=body)
    return CreditLine(role, person.given_names, person.family_name)


def relations_of(ref: int) -> dict[str, list[str]]:
    """Return what an item says of others: relation -> their parts of address."""
    rows = db.session.execute(
        select(Relation.kind, LibraryItem.slug)
        .join(LibraryItem, LibraryItem.id == Relation.other_id)
        .where(Relation.item_id == ref)
        .order_by(Relation.id)
    )
    found: dict[str, list[str]] = {}
    for kind, slug in rows:
        found.setdefault(kind, []).append(slug)
    return found
