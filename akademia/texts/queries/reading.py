"""What readers see of pages and the glossary, and old addresses."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import select

from akademia.core.area import Found, Item
from akademia.core.db import WITH_BIN, db
from akademia.core.errors import Missing
from akademia.law.queries import Notice, notices
from akademia.texts.formats.glossary import TermEntry
from akademia.texts.models import Page, Slug, Term

# The pages every installation has; their addresses stand at the root of the site, those of others under /strony/.
HOUSE_PAGES = ("o-akademii", "kontakt", "dostepnosc", "prywatnosc", "regulamin")


@dataclass(frozen=True)
class TermRow:
    """A term as the glossary page shows it."""

    key: str
    name: str
    abbreviation: str | None
    meaning: str
    more_html: Markup
    letter: str
    notices: tuple[Notice, ...] = ()


def page_at(slug: str) -> Page:
    """Return a static page.

    :raises Missing: there is none at this address.
    """
    page = db.session.scalar(select(Page).where(Page.slug == slug))
    if page is None:
        raise Missing
    return page


def moved_page(slug: str) -> str | None:
    """Return the present slug of a page that once had this one."""
    ref = moved_to("page", slug)
    return db.session.scalar(select(Page.slug).where(Page.id == ref, Page.slug != slug)) if ref else None


def page_place(slug: str) -> tuple[str, dict[str, Any]]:
    """Return the endpoint of a static page and its arguments."""
    return ("texts.show_page" if slug in HOUSE_PAGES else "texts.show_other_page"), {"slug": slug}


def page_items(refs: Collection[int]) -> list[Item]:
    """Return the static pages among some numbers as others may show them."""
    found = db.session.execute(
        select(Page.id, Page.title, Page.summary, Page.slug, Page.legal_state_on, Page.changed_at)
        .where(Page.id.in_(refs))
        .order_by(Page.title)
    )
    return [_page_item(*row) for row in found]


def _page_item(ref: int, title: str, summary: str, slug: str, day: date | None, changed_at: datetime) -> Item:
    endpoint, place = page_place(slug)
    return Item("page", ref, title, summary, place, day, changed_at, endpoint=endpoint)


def term_items(refs: Collection[int]) -> list[Item]:
    """Return the glossary's terms among some numbers as others may show them."""
    found = db.session.execute(
        select(Term.id, Term.name, Term.meaning, Term.key).where(Term.id.in_(refs)).order_by(Term.name_key)
    )
    return [Item("term", ref, name, meaning, {"_anchor": key}) for ref, name, meaning, key in found]


def page_desk(refs: Collection[int]) -> dict[int, Found]:
    found = db.session.execute(select(Page.id, Page.title).where(Page.id.in_(refs)))
    return {row.id: Found(row.title, "editor.edit_text", {"kind": "strona", "ref": row.id}) for row in found}


def term_desk(refs: Collection[int]) -> dict[int, Found]:
    found = db.session.execute(select(Term.id, Term.name).where(Term.id.in_(refs)))
    return {row.id: Found(row.name, "editor.edit_text", {"kind": "haslo", "ref": row.id}) for row in found}


def living_pages(refs: Collection[int]) -> set[int]:
    """Return those of some numbers that are static pages, in the bin or not."""
    return set(db.session.scalars(select(Page.id).where(Page.id.in_(refs)).execution_options(**WITH_BIN)))


def living_terms(refs: Collection[int]) -> set[int]:
    """Return those of some numbers that are terms, in the bin or not."""
    return set(db.session.scalars(select(Term.id).where(Term.id.in_(refs)).execution_options(**WITH_BIN)))


def abbreviations() -> set[str]:
    """Return the abbreviations that the glossary explains."""
    rows = db.session.execute(select(Term.abbreviation, Term.forms))
    return {form for row in rows for form in (row.abbreviation, *row.forms) if form and form.isupper()}


def every_page() -> list[Page]:
    return list(db.session.scalars(select(Page).order_by(Page.slug)))


def term_entries() -> list[TermEntry]:
    """Return all terms as the finder needs them."""
    rows = db.session.execute(select(Term.key, Term.name, Term.meaning, Term.forms))
    return [TermEntry(row.key, row.name, row.meaning, tuple(row.forms)) for row in rows]


def glossary() -> list[TermRow]:
    """Return the glossary in Polish order."""
    terms = db.session.scalars(select(Term).order_by(Term.name_key)).all()
    told = notices("term", [term.id for term in terms])
    return [_term_row(term, told.get(term.id, ())) for term in terms]


def _term_row(term: Term, told: tuple[Notice, ...]) -> TermRow:
    more = Markup(term.more_html)  # noqa: S704 - cleaned when it was saved
    return TermRow(term.key, term.name, term.abbreviation, term.meaning, more, term.name[0].upper(), told)


def moved_to(kind: str, slug: str, scope: int = 0) -> int | None:
    """Return the number of the text that has or had an address part."""
    return db.session.scalar(select(Slug.ref).where(Slug.kind == kind, Slug.scope == scope, Slug.slug == slug))
