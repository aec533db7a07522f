"""A collection's entry in the library: an informer that describes the present number and leads to it.

It holds none of the collection's words and none of its files: they stand at the collection's own address only, so that
nothing withdrawn is left in a second place.
"""

from sqlalchemy import select

from akademia.core.db import db
from akademia.core.text import sort_key
from akademia.publishing.collections.models import Edition
from akademia.publishing.collections.queries.gathering import subject_label
from akademia.publishing.collections.rules import LICENCE
from akademia.publishing.library.models import Department, LibraryItem
from akademia.publishing.library.queries.rows import GUIDE_KIND
from akademia.publishing.library.services.guides import GUIDE, lay, make_guide
from akademia.texts.services import publish
from akademia.texts.services.rendering import Lexicon

OWN_DEPARTMENT = "publikacje-akademii"
SUFFIX = "informator"


def keep_informer(number: int, words: Lexicon) -> LibraryItem | None:
    """Keep what the library says of a collection in step with a number of it; None where the library has no
    department of our own yet, or staff have withdrawn the entry."""
    edition = db.session.get_one(Edition, number)
    collection = edition.collection
    department = db.session.scalar(select(Department.id).where(Department.slug == OWN_DEPARTMENT))
    item = collection.item
    if department is None or (item is not None and item.state == "withdrawn"):
        return None
    provisions = "\n".join(f"[{subject_label(one)}]({one})" for one in collection.subjects)
    values = GUIDE.only_known(
        {
            "title": edition.title, "slug": item.slug if item else f"{collection.slug}-{SUFFIX}", "kind": "informer",
            "subtitle": f"Informator nr {edition.number}", "summary": edition.summary, "publisher": edition.publisher,
            "place": edition.place, "year": str(edition.issued_on.year), "language": "pl", "licence": LICENCE,
            "department": str(department), "provisions": provisions,
            "legal_state_on": edition.legal_state_on.isoformat() if edition.legal_state_on else "",
            "source": _said(collection.slug, edition.number),
        }
    )  # fmt: skip
    made = make_guide(values, words)
    if item is None:
        item = LibraryItem(slug=values["slug"], department_id=department, kind="informer", title=edition.title,
                           title_key=sort_key(edition.title))  # fmt: skip
        db.session.add(item)
        db.session.flush()
        collection.item_id = item.id
    lay(item, values, made)
    fields = {name: value for name, value in values.items() if name != "source"}
    item.version = publish(
        GUIDE_KIND, item.id, edition.title, values["source"], made, item.legal_state_on, fields=fields
    ).version
    return item


def _said(slug: str, number: int) -> str:
    return (
        f"Numer {number} [czytasz na stronie zbioru](/publikacje/interpretacje/{slug}/). Stamtąd pobierzesz też PDF "
        "i EPUB. Gdy źródło zostanie wycofane, pod tym samym adresem znajdziesz nowy numer, już bez niego."
    )
