"""Where media are used."""

from collections.abc import Mapping

from sqlalchemy import delete, insert, select

from akademia.core.db import db
from akademia.media.models import Media, MediaUse


def use(kind: str, ref: int, title: str, versions: Mapping[str, int]) -> None:
    """Replace what a text shows, in the transaction that saves the text; with nothing, when it is removed.

    :param versions: key of a medium -> its version when the text was rendered. A medium that is gone is left out.
    """
    db.session.execute(delete(MediaUse).where(MediaUse.kind == kind, MediaUse.ref == ref))
    if not versions:
        return
    numbers = db.session.execute(select(Media.key, Media.id).where(Media.key.in_(list(versions))))
    rows = [
        {"media_id": number, "kind": kind, "ref": ref, "title": title, "version": versions[key]}
        for key, number in numbers
    ]
    if rows:
        db.session.execute(insert(MediaUse), rows)
