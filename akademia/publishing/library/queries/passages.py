"""Parts of published items that cite provisions."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import select

from akademia.core.db import db
from akademia.core.passages import Passage
from akademia.publishing.library.models import LibraryItem
from akademia.publishing.library.queries.house import public_items
from akademia.publishing.library.queries.rows import GUIDE_KIND
from akademia.publishing.library.rules.works import LICENCES
from akademia.texts.queries.passages import passages_of

_GATHERED = tuple(key for key, one in LICENCES.items() if one.is_gathered)


def guide_passages(provisions: Collection[int]) -> Iterable[Passage]:
    """Return the parts of published items that cite some provisions; only of those whose licence lets them be printed
    anew elsewhere."""
    return list(passages_of(GUIDE_KIND, provisions, public_items, _sources))


def _sources(refs: Collection[int]) -> Mapping[int, tuple[str, bool]]:
    found = db.session.execute(
        select(LibraryItem.id, LibraryItem.html).where(LibraryItem.id.in_(refs), LibraryItem.licence.in_(_GATHERED))
    )
    return {ref: (html, True) for ref, html in found}
