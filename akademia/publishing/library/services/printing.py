"""PDF and EPUB of an item's own text, made anew for each version that is published."""

from io import BytesIO

from sqlalchemy import select

from akademia.core.db import db
from akademia.jobs.services import enqueue
from akademia.publishing.library.models import ItemFile, LibraryItem
from akademia.publishing.library.queries.rows import item_row
from akademia.publishing.library.services.files import AlreadyHere, attach
from akademia.storage import store
from akademia.storage.models import StoredFile
from akademia.storage.services import Laid, lay

PRINT = "library.print"
LABELS = {"pdf": "Ten sam tekst w PDF", "epub": "Ten sam tekst w EPUB"}


def ask_for_print(item: LibraryItem) -> None:
    """Have a version of an item's text made into files, where it has a text of its own."""
    if item.html:
        enqueue(PRINT, {"item": item.id}, key=f"{item.id}-{item.version}")


def lay_print(content: bytes, slug: str, form: str) -> Laid:
    """Put the bytes of a file down, before the writing transaction."""
    with store.aside(BytesIO(content)) as path:
        return lay(path, f"{slug}.{form}", form)


def keep_print(ref: int, laid: Laid, form: str) -> None:
    """Attach a file made of an item's text, in the place of the one made before; the very same one stays."""
    item = item_row(ref)
    role = "twin" if _has_work(ref) else "work"
    try:
        attach(item, laid, role, LABELS[form], item.language, None, _made_before(ref, form))
    except AlreadyHere:
        return


def _present(ref: int) -> list[ItemFile]:
    query = select(ItemFile).where(ItemFile.item_id == ref, ItemFile.newer_id.is_(None)).order_by(ItemFile.id)
    return list(db.session.scalars(query))


def _has_work(ref: int) -> bool:
    return any(one.role == "work" and one.made_by_number is not None for one in _present(ref))


def _made_before(ref: int, form: str) -> ItemFile | None:
    """Return the file that the house itself made of the text last; people's files bear their numbers."""
    made = [one.id for one in _present(ref) if one.made_by_number is None and one.file_id is not None]
    query = select(ItemFile).join(StoredFile, StoredFile.id == ItemFile.file_id)
    return db.session.scalar(query.where(ItemFile.id.in_(made), StoredFile.kind == form).order_by(ItemFile.id.desc()))
