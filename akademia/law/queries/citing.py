"""Who cites what."""

from collections.abc import Sequence

from sqlalchemy import select

from akademia.core.db import db
from akademia.law.models import Citation


def orphans(kind: str, living: Sequence[int]) -> list[Citation]:
    """Return citations of texts of a kind that are no more."""
    return list(db.session.scalars(select(Citation).where(Citation.kind == kind, Citation.ref.not_in(living))))
