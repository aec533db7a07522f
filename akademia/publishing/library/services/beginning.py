"""Beginning an item: a row of its own with a title and an address, so that files can be laid beside the description."""

from sqlalchemy import select

from akademia.audit.services import record
from akademia.core.db import db
from akademia.core.text import slugify, sort_key
from akademia.publishing.library.models import LibraryItem
from akademia.publishing.library.queries.rows import GUIDE_KIND, department_row
from akademia.texts.models import Slug
from akademia.texts.services import keep_slug
from akademia.texts.services.house_texts import free_key
from akademia.texts.services.rendering import RESERVED


def begin(title: str, kind: str, department_id: int, actor: int) -> LibraryItem:
    """Begin an item: a draft that nobody but staff sees. Nothing is committed.

    :raises Missing: there is no such department.
    """
    slug = free_address(title)
    item = LibraryItem(
        slug=slug, department_id=department_row(department_id).id, kind=kind, title=title, title_key=sort_key(title)
    )
    db.session.add(item)
    db.session.flush()
    keep_slug(GUIDE_KIND, slug, item.id)
    record("item.begun", GUIDE_KIND, item.id, actor=actor)
    return item


def free_address(title: str) -> str:
    """Return a part of address made from a title, that no item has or had."""
    like = slugify(title)[:60].strip("-")
    taken = db.session.scalars(
        select(Slug.slug).where(Slug.kind == GUIDE_KIND, Slug.slug.startswith(like, autoescape=True))
    )
    return free_key({*taken, *RESERVED}, title)
