"""How often items are read and their files taken, a number a day."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from akademia.core.db import db
from akademia.core.tally import Use, keeper
from akademia.publishing.library.models import DailyUse, LibraryItem

LIBRARY = "library"


@keeper(LIBRARY)
def add_uses(uses: Mapping[Use, int]) -> None:
    """Add counted uses to those of their days; of items that are gone meanwhile nothing is kept."""
    dialect = sqlite if db.session.get_bind().dialect.name == "sqlite" else postgresql
    there = set(db.session.scalars(select(LibraryItem.id).where(LibraryItem.id.in_({use.ref for use in uses}))))
    for use, count in sorted(uses.items()):
        if use.ref in there:
            row = dialect.insert(DailyUse).values(item_id=use.ref, on=use.on, what=use.what, count=count)
            same = [DailyUse.item_id, DailyUse.on, DailyUse.what]
            more = row.on_conflict_do_update(index_elements=same, set_={"count": DailyUse.count + row.excluded.count})
            db.session.execute(more)
