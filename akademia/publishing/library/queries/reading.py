"""One item as its readers see it, in a constant number of questions."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.kept import same_for_all
from akademia.law.models import Citation
from akademia.law.queries import notices
from akademia.law.queries.cited import provisions_of_text
from akademia.organisations.queries.projects import project_card
from akademia.publishing.library.models import Department, LibraryItem, Relation
from akademia.publishing.library.queries.files import files_of, uses_of
from akademia.publishing.library.queries.lists import NEWEST_FIRST, PUBLIC, item_columns, item_rows
from akademia.publishing.library.queries.rows import GUIDE_KIND
from akademia.publishing.library.queries.shapes import ItemLink, ItemPage, ItemRow, Tombstone
from akademia.publishing.library.queries.values import credits_of
from akademia.publishing.library.rules.credits import CREDIT_ROLES, CreditLine
from akademia.publishing.library.rules.works import KINDS, LANGUAGES, LICENCES, RELATIONS
from akademia.texts.queries import moved_to

MOST_RELATED = 4
OWN_FACTS = ("id", "slug", "title", "subtitle", "publisher", "place", "year", "pages", "audience", "permission",
             "available_at", "isbn", "issn", "doi", "legal_state_on", "published_at", "changed_at",
             "version")  # fmt: skip


def item_page(slug: str) -> ItemPage | Tombstone:
    """Return an item as its page shows it; of a withdrawn one, what its address tells.

    What is the same for all is kept until anything public changes; how often it was taken is asked each time.

    :raises Missing: readers have never seen an item at this address, or it is not its present one.
    """
    found = same_for_all(("library item", slug), lambda: _item_page(slug))
    return replace(found, downloads=uses_of(found.id)[1]) if isinstance(found, ItemPage) else found


def _item_page(slug: str) -> ItemPage | Tombstone:
    found = db.session.execute(
        select(LibraryItem, Department.title, Department.slug)
        .join(Department, Department.id == LibraryItem.department_id)
        .where(LibraryItem.slug == slug, LibraryItem.state.in_(("published", "withdrawn")))
    ).first()
    if found is None:
        raise Missing
    item, department, department_slug = found
    newer, relations = _related_by_word(item.id)
    if item.withdrawn_at is not None:
        return Tombstone(item.title, item.withdrawn_why, item.withdrawn_at, newer)
    files = files_of(item.id)
    return ItemPage(
        **facts_of(item), department=department, department_slug=department_slug, credits=by_role(credits_of(item.id)),
        project=project_card(item.project_id), notices=notices(GUIDE_KIND, [item.id]).get(item.id, ()),
        cited=provisions_of_text(GUIDE_KIND, item.id), files=files,
        cover_key=next((one.key for one in files if one.has_cover), ""),
        newer=newer, relations=relations, related=_related(item),
    )  # fmt: skip


def moved_item(slug: str) -> str:
    """Return the present address of a public or withdrawn item that once had this one.

    :raises Missing: there is none.
    """
    seen = LibraryItem.state.in_(("published", "withdrawn"))
    ref = moved_to(GUIDE_KIND, slug)
    present = db.session.scalar(select(LibraryItem.slug).where(LibraryItem.id == ref, seen)) if ref else None
    if present is None or present == slug:
        raise Missing
    return present


def facts_of(item: LibraryItem) -> dict[str, Any]:
    """Return what an item's page shows of its own row."""
    return {
        **{name: getattr(item, name) for name in OWN_FACTS},
        "kind": KINDS[item.kind],
        "summary": paragraphs(item.summary),
        "keywords": tuple(item.keywords),
        "language": LANGUAGES.get(item.language, item.language),
        "language_tag": item.language,
        "licence": LICENCES.get(item.licence),
        "html": Markup(item.html),  # noqa: S704 - cleaned when it was saved
    }


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of plain text."""
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def by_role(made_by: Iterable[CreditLine]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return names by what their bearers did, in the order of roles; the role in words, in the plural for many."""
    named: dict[str, list[str]] = {}
    for one in made_by:
        named.setdefault(one.role, []).append(one.body or f"{one.given} {one.family}")
    return tuple((_role_said(role, len(named[role])), tuple(named[role])) for role in CREDIT_ROLES if role in named)


def _role_said(role: str, count: int) -> str:
    return "autorzy" if role == "author" and count > 1 else CREDIT_ROLES[role]


def _related_by_word(ref: int) -> tuple[tuple[ItemLink, ...], tuple[tuple[str, tuple[ItemLink, ...]], ...]]:
    """Return newer versions of an item, and all that it is to others and they to it, in words."""
    other = aliased(LibraryItem)
    seen = (other.state == "published", other.removed.is_(False))
    columns = (Relation.kind, other.slug, other.title, other.year, Relation.item_id == ref, Relation.id)
    to = select(*columns).join(other, other.id == Relation.other_id).where(Relation.item_id == ref, *seen)
    of = select(*columns).join(other, other.id == Relation.item_id).where(Relation.other_id == ref, *seen)
    rows: Sequence[Any] = db.session.execute(to.union_all(of)).all()
    said: dict[str, list[ItemLink]] = {}
    newer = []
    for kind, slug, title, year, is_own, _ in sorted(rows, key=lambda row: (list(RELATIONS).index(row[0]), row[5])):
        words = RELATIONS[kind].here if is_own else RELATIONS[kind].there
        said.setdefault(words, []).append(ItemLink(slug, title, year))
        newer += [ItemLink(slug, title, year)] if kind == "new_version_of" and not is_own else []
    return tuple(newer), tuple((words, tuple(links)) for words, links in said.items())


def _related(item: LibraryItem) -> tuple[ItemRow, ...]:
    """Return others that cite the same provisions, most of them first, then others of the department."""
    own = select(Citation.provision_id).where(Citation.kind == GUIDE_KIND, Citation.ref == item.id)
    shared = (
        select(func.count(Citation.provision_id.distinct()))
        .where(Citation.kind == GUIDE_KIND, Citation.ref == LibraryItem.id, Citation.provision_id.in_(own))
        .scalar_subquery()
    )
    alike = (LibraryItem.department_id == item.department_id) | (shared > 0)
    query = item_columns().where(PUBLIC, LibraryItem.id != item.id, alike)
    found = db.session.execute(query.order_by(shared.desc(), *NEWEST_FIRST).limit(MOST_RELATED)).all()
    return tuple(item_rows(found))
