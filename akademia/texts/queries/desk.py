"""What editors see: pages, terms, drafts, versions, the bin."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from akademia.accounts.models import User
from akademia.core.area import WaitingRow
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.listing import Asked, ListPage, list_page
from akademia.texts.models import BinItem, Draft, Page, Revision, Term
from akademia.texts.queries.reading import HOUSE_PAGES

MOST_VERSIONS = 200


@dataclass(frozen=True)
class PageRow:
    id: int
    title: str
    slug: str
    version: int
    changed_at: datetime
    origin: str
    has_draft: bool

    @property
    def is_house(self) -> bool:
        """Whether the academy cannot do without it."""
        return self.slug in HOUSE_PAGES


@dataclass(frozen=True)
class TermDeskRow:
    id: int
    name: str
    abbreviation: str | None
    meaning: str
    origin: str
    has_draft: bool


@dataclass(frozen=True)
class VersionRow:
    """A published version in a list. `author`: who published it, in words."""

    version: int
    title: str
    published_at: datetime
    legal_state_on: date | None
    author: str


@dataclass(frozen=True)
class DraftRow:
    """An open draft as lists show it."""

    id: int
    kind: str
    ref: int | None
    parent: int
    title: str
    saved_at: datetime
    publish_at: datetime | None
    trouble: str | None


@dataclass(frozen=True)
class BinRow:
    id: int
    kind: str
    title: str
    removed_at: datetime
    until: datetime
    by: str
    stays: str | None


def _drafted(kind: str, ref: Any) -> Any:
    return select(Draft.id).where(Draft.kind == kind, Draft.ref == ref, Draft.is_open).exists()


def desk_pages(asked: Asked) -> ListPage[PageRow]:
    """Return the static pages for their editors; `stan` narrows to those with a draft or edited by a person."""
    column = Page.changed_at if asked.sort == "zmiana" else Page.title
    has = _drafted("page", Page.id)
    query = select(Page.id, Page.title, Page.slug, Page.version, Page.changed_at, Page.origin, has)
    if asked.words:
        query = query.where(or_(*(c.icontains(asked.words, autoescape=True) for c in (Page.title, Page.slug))))
    query = _in_state(query, asked, has, Page)
    order = column.desc() if asked.descending else column.asc()
    return list_page(query.order_by(order, Page.id), asked, lambda row: PageRow(*row))


def desk_terms(asked: Asked) -> ListPage[TermDeskRow]:
    """Return glossary terms for their editors, in Polish order."""
    has = _drafted("term", Term.id)
    query = select(Term.id, Term.name, Term.abbreviation, Term.meaning, Term.origin, has)
    if asked.words:
        columns = (Term.name, Term.abbreviation, Term.meaning)
        query = query.where(or_(*(c.icontains(asked.words, autoescape=True) for c in columns)))
    query = _in_state(query, asked, has, Term)
    order = Term.name_key.desc() if asked.descending else Term.name_key.asc()
    return list_page(query.order_by(order, Term.id), asked, lambda row: TermDeskRow(*row))


def _in_state(query: Any, asked: Asked, has: Any, model: type[Page | Term]) -> Any:
    state = asked.filters.get("stan", "")
    if state == "szkice":
        return query.where(has)
    return query.where(model.origin == "person") if state == "wlasne" else query


def draft_of(kind: str, ref: int, lock: bool = False) -> Draft | None:
    """Return the draft row of a text, open or closed."""
    return _one_draft(select(Draft).where(Draft.kind == kind, Draft.ref == ref), lock)


def draft_by_id(draft_id: int, lock: bool = False) -> Draft:
    """Return a draft row by its number.

    :raises Missing: there is none.
    """
    found = _one_draft(select(Draft).where(Draft.id == draft_id), lock)
    if found is None:
        raise Missing
    return found


def _one_draft(wanted: Any, lock: bool) -> Draft | None:
    if lock:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    found: Draft | None = db.session.scalar(wanted)
    return found


def open_drafts(kinds: Collection[str], parents: Collection[int]) -> list[DraftRow]:
    """Return drafts of texts that are still new, by what they are to belong to."""
    query = select(*_DRAFT_COLUMNS).where(
        Draft.kind.in_(kinds), Draft.is_open, Draft.ref.is_(None), Draft.parent.in_(parents)
    )
    return [DraftRow(*row) for row in db.session.execute(query.order_by(Draft.id))]


_DRAFT_COLUMNS = (
    Draft.id, Draft.kind, Draft.ref, Draft.parent, Draft.title, Draft.saved_at, Draft.publish_at, Draft.trouble
)  # fmt: skip


def waiting_drafts(user_id: int, kinds: Collection[str], *where: ColumnElement[bool]) -> list[WaitingRow]:
    """Return a person's own drafts, and everyone's whose planned publication failed; not those of things in the bin.

    :param where: what a wing asks of a draft besides.
    """
    binned = select(BinItem.id).where(BinItem.kind == Draft.kind, BinItem.ref == Draft.ref)
    query = select(*_DRAFT_COLUMNS).where(
        Draft.kind.in_(kinds),
        Draft.is_open,
        ~binned.exists(),
        (Draft.saved_by == user_id) | Draft.trouble.is_not(None),
        *where,
    )
    rows = [DraftRow(*row) for row in db.session.execute(query.order_by(Draft.saved_at).limit(50))]
    return [
        WaitingRow(row.title, "editor.edit_draft", {"draft_id": row.id}, _what(row), row.saved_at, bool(row.trouble))
        for row in rows
    ]


def _what(row: DraftRow) -> str:
    if row.trouble:
        return "nieudana publikacja"
    return "zaplanowana publikacja" if row.publish_at else "szkic"


def present_version(kind: str, ref: int) -> int:
    """Return the number of a text's newest version; 0 when none was published."""
    return db.session.scalar(select(func.max(Revision.version)).where(Revision.kind == kind, Revision.ref == ref)) or 0


def revision(kind: str, ref: int, version: int) -> Revision:
    """Return one published version.

    :raises Missing: there is none.
    """
    wanted = select(Revision).where(Revision.kind == kind, Revision.ref == ref, Revision.version == version)
    found = db.session.scalar(wanted)
    if found is None:
        raise Missing
    return found


def versions(kind: str, ref: int, unsigned: str) -> list[VersionRow]:
    """Return the newest versions of a text, the newest first.

    :param unsigned: who published what nobody signed, in words.
    """
    rows = db.session.execute(
        select(Revision.version, Revision.title, Revision.published_at, Revision.legal_state_on, Revision.author_number,
               User.certificate_name, User.email)
        .outerjoin(User, User.id == Revision.author_number)
        .where(Revision.kind == kind, Revision.ref == ref)
        .order_by(Revision.version.desc())
        .limit(MOST_VERSIONS)
    )  # fmt: skip
    return [
        VersionRow(row.version, row.title, row.published_at, row.legal_state_on, _who(*row[4:7]) or unsigned)
        for row in rows
    ]


def _who(number: Any, name: Any, email: Any) -> str:
    """Return who did something, by their number, name and address; empty for nobody."""
    if number is None:
        return ""
    return str(name or email or "osoba usunięta")


def bin_items(asked: Asked, kinds: Collection[str]) -> ListPage[BinRow]:
    """Return what lies in the bin, the newest first unless asked otherwise."""
    query: Any = (
        select(BinItem.id, BinItem.kind, BinItem.title, BinItem.removed_at, BinItem.until, BinItem.stays,
               BinItem.removed_by, User.certificate_name, User.email)
        .outerjoin(User, User.id == BinItem.removed_by)
        .where(BinItem.emptied_at.is_(None), BinItem.kind.in_(kinds))
    )  # fmt: skip
    if asked.words:
        query = query.where(BinItem.title.icontains(asked.words, autoescape=True))
    if asked.filters.get("rodzaj"):
        query = query.where(BinItem.kind == asked.filters["rodzaj"])
    order = BinItem.removed_at.desc() if asked.descending else BinItem.removed_at.asc()
    return list_page(query.order_by(order, BinItem.id.desc()), asked, _bin_row)


def _bin_row(row: Sequence[Any]) -> BinRow:
    number, kind, title, removed_at, until, stays, *person = row
    return BinRow(number, kind, title, removed_at, until, _who(*person) or "zasoby startowe", stays)


def was_emptied(kind: str, key: str) -> bool:
    """Say whether a person had a thing of this key removed for good."""
    wanted = select(BinItem.id).where(BinItem.kind == kind, BinItem.key == key, BinItem.emptied_at.is_not(None))
    return db.session.scalar(wanted.limit(1)) is not None
