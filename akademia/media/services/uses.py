"""Where media are used, and telling those texts that the medium has changed."""

from collections.abc import Mapping

from sqlalchemy import delete, insert, select

from akademia.core.db import db
from akademia.jobs.services import enqueue
from akademia.media.models import Media, MediaUse
from akademia.media.queries import renewal_key, texts_showing

ALWAYS_NEWEST = 2**31 - 1  # the version of what shows a medium with its words of the moment, kept nowhere


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


def renew_uses(media: Media) -> int:
    """Ask that the texts which show a medium are rendered with its words and sizes of now. Returns how many."""
    count = len(texts_showing(media.id))
    if count and media.is_ready:
        enqueue("texts.renew", {"media": media.id}, key=renewal_key(media))
    return count
