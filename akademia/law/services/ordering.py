"""The order of an act: where each provision stands."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select

from akademia.core.db import db
from akademia.law.models import Act, Provision
from akademia.law.rules.keys import place_among_siblings


def put_in_order(act: Act) -> None:
    """Number the provisions of an act anew, so that those written by hand stand among their siblings."""
    provisions = list(db.session.scalars(select(Provision).where(Provision.act_id == act.id)))
    under: dict[str | None, list[Provision]] = {}
    for provision in sorted(provisions, key=lambda one: place_among_siblings(one.key)):
        under.setdefault(provision.parent_key, []).append(provision)
    for position, provision in enumerate(_walked(under, None)):
        provision.position = position
    db.session.flush()


def _walked(under: Mapping[str | None, Sequence[Provision]], parent: str | None) -> Iterator[Provision]:
    for provision in under.get(parent, ()):
        yield provision
        yield from _walked(under, provision.key)
