"""An item's full text as a book."""

from uuid import NAMESPACE_URL, uuid5

from akademia.core.clock import WARSAW
from akademia.core.links import absolute_url, full_url_for
from akademia.publishing.books.formats.book import Book, Chapter
from akademia.publishing.library.models import LibraryItem
from akademia.publishing.library.queries.pictures import pictures
from akademia.publishing.library.queries.rows import item_row
from akademia.publishing.library.queries.values import credits_of
from akademia.publishing.library.rules.works import LICENCES


def book_of(ref: int) -> Book | None:
    """Return an item as a book; None where readers do not see it or it has no text of its own.

    :raises Missing: there is no such item.
    """
    item = item_row(ref)
    if item.state != "published" or not item.html:
        return None
    address = full_url_for("library.show_item", slug=item.slug)
    return Book(
        title=item.title, subtitle=item.subtitle, summary=item.summary, language=item.language,
        chapters=(Chapter(item.title, item.html, anchor="tekst"),),
        authors=_authors(item), publisher=item.publisher, place=item.place, isbn=item.isbn, issn=item.issn,
        subjects=tuple(item.keywords), issued_on=item.changed_at.astimezone(WARSAW).date(),
        identifier=f"urn:uuid:{uuid5(NAMESPACE_URL, address)}", legal_state=item.legal_state_on,
        imprint=(f"Adres: {address}",), licence=_licence(item), site=absolute_url(""), pictures=pictures(item.html),
    )  # fmt: skip


def _authors(item: LibraryItem) -> tuple[str, ...]:
    lines = [one for one in credits_of(item.id) if one.role == "author"]
    return tuple(one.body or f"{one.given} {one.family}".strip() for one in lines)


def _licence(item: LibraryItem) -> str:
    known = LICENCES.get(item.licence)
    return " ".join(one for one in (f"{known.label}. {known.note}" if known else "", item.permission) if one)
