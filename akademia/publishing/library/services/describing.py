"""An item told to machines: its description as plain data, its record kept or deleted with what readers see."""

from sqlalchemy import select

from akademia.core.clock import WARSAW
from akademia.core.db import db
from akademia.law.queries.cited import provisions_of_text
from akademia.publishing.library.formats.description import Credit, DescribedFile, Description, Related
from akademia.publishing.library.models import LibraryItem, Record, Relation
from akademia.publishing.library.queries.files import files_of
from akademia.publishing.library.queries.rows import GUIDE_KIND
from akademia.publishing.library.queries.values import credits_of
from akademia.publishing.library.rules.works import LICENCES
from akademia.publishing.library.services.records import keep_record
from akademia.storage.rules import KINDS


def keep_item_record(item: LibraryItem) -> None:
    """Keep the record of an item that readers see; called whenever its description, files or citations change."""
    keep_record(GUIDE_KIND, item.id, item.slug, item.department.slug, item.kind, describe(item))


def tell_of_files(item: LibraryItem) -> None:
    """Keep the record of an item whose files changed, where readers see it."""
    if item.state == "published":
        keep_item_record(item)


def describe(item: LibraryItem) -> Description:
    """Return an item as every citation and every record tells it."""
    licence = LICENCES.get(item.licence)
    return Description(
        kind=item.kind,
        title=item.title,
        subtitle=item.subtitle,
        credits=tuple(Credit(one.role, one.given, one.family, one.body) for one in credits_of(item.id)),
        publisher=item.publisher,
        place=item.place,
        year=item.year,
        issued=item.published_at.astimezone(WARSAW).date() if item.published_at else None,
        language=item.language,
        abstract=" ".join(item.summary.split()),
        keywords=tuple(word for word in item.keywords if word),
        isbn=item.isbn,
        issn=item.issn,
        doi=item.doi,
        licence=(licence.url.removesuffix("deed.pl") or licence.label) if licence else "",
        rights=item.permission,
        subjects=tuple(f"{one.act_title}: {one.label}" for one in provisions_of_text(GUIDE_KIND, item.id)),
        pages=item.pages,
        files=tuple(DescribedFile(KINDS[one.kind].mime, one.size_bytes) for one in files_of(item.id)),
        relations=_relations(item.id),
        is_elsewhere=licence is not None and licence.is_record,
    )


def _relations(ref: int) -> tuple[Related, ...]:
    """Return what an item is to others that have a record."""
    found = db.session.execute(
        select(Relation.kind, Record.name, LibraryItem.title)
        .join(LibraryItem, LibraryItem.id == Relation.other_id)
        .join(Record, (Record.ref == Relation.other_id) & (Record.kind == GUIDE_KIND))
        .where(Relation.item_id == ref, Record.is_deleted.is_(False)).order_by(Relation.id)
    )  # fmt: skip
    return tuple(Related(*row) for row in found)
