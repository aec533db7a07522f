"""Parts of published items that cite provisions."""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from akademia.core.db import db
from akademia.publishing.library.models import LibraryItem


def guide_sources(refs: Collection[int]) -> Mapping[int, tuple[str, bool]]:
    """Return number of a published item -> (its HTML, True), for `texts.queries.passages.passages_of`."""
    found = db.session.execute(
        select(LibraryItem.id, LibraryItem.html)
        .where(LibraryItem.id.in_(refs), LibraryItem.state == "published")
    )  # fmt: skip
    return {ref: (html, True) for ref, html in found}
