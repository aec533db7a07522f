"""Rendering published texts anew when what they show has other words: a medium's alt text, a glossary term.

The same version of a text gets new HTML; drafts and versions stay as they are. Texts are rendered one by one without
a transaction, and all that differ are written in one, so that the public generation rises once. Doing it again, as
after a worker's death, changes nothing more.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select, update

from akademia.core.db import db
from akademia.core.errors import BrokenSource
from akademia.core.text import sort_key
from akademia.jobs.services import enqueue
from akademia.media import services as media
from akademia.media.queries import texts_showing
from akademia.texts.models import BinItem, Revision
from akademia.texts.services.kinds import TextUse, every_kind, kind_named
from akademia.texts.services.rendering import Lexicon, Rendering

Text = tuple[str, int]


@dataclass(frozen=True)
class Renewed:
    """A published text rendered anew; `revision_id` is the version that was rendered."""

    kind: str
    ref: int
    revision_id: int
    title: str
    made: Rendering


def texts_with(media_id: int | None) -> list[Text]:
    """Return which published texts may change: those that show a medium, or all that explain terms (None)."""
    if media_id is not None:
        known = {kind.name for kind in every_kind()}  # others show it without rendering it into anything
        return [text for text in texts_showing(media_id) if text[0] in known]
    kinds = [kind.name for kind in every_kind() if kind.explains]
    found = select(Revision.kind, Revision.ref).where(Revision.kind.in_(kinds)).distinct()
    return [(kind, ref) for kind, ref in db.session.execute(found.order_by(Revision.kind, Revision.ref))]


def render_anew(kind_name: str, ref: int, words: Lexicon) -> Renewed | None:
    """Render the newest version of a text; None when it cannot be rendered now. Its place then still says so."""
    kind = kind_named(kind_name)
    revision = _newest(kind_name, ref)
    if revision is None or kind.renew is None:
        return None
    values = {**kind.only_known(revision.fields), (kind.source_field or ""): revision.source}
    try:
        made = kind.make(values, words)
    except BrokenSource:
        return None
    return Renewed(kind_name, ref, revision.id, revision.title, made)


def keep_renewed(found: Iterable[Renewed]) -> int:
    """Write what was rendered anew; a text that somebody published meanwhile is left alone. Returns how many differ."""
    count = 0
    for one in found:
        revision = _newest(one.kind, one.ref)
        if revision is None or revision.id != one.revision_id:
            continue
        media.use(one.kind, one.ref, one.title, one.made.media)
        if revision.html == str(one.made.html):
            continue
        db.session.execute(update(Revision).where(Revision.id == revision.id).values(html=str(one.made.html)))
        renew = kind_named(one.kind).renew
        assert renew is not None
        renew(one.ref, str(one.made.html))
        count += 1
    return count


def ask_to_explain_anew(cause: str) -> None:
    """Ask that texts which mention terms, or did, or will, are rendered with the glossary of now.

    :param cause: what changed, as the beginning of the job's key.
    """
    enqueue("texts.renew", {}, key=f"{cause}-{secrets.token_hex(4)}")


def mentions(key: str) -> list[TextUse]:
    """Return the texts that explain a term now, in the order of titles; not those in the bin."""
    kinds = {kind.name: kind for kind in every_kind() if kind.explains}
    mark = Revision.html.contains(f'/slownik/#{key}"', autoescape=True)
    binned = select(BinItem.id).where(BinItem.kind == Revision.kind, BinItem.ref == Revision.ref)
    rows = db.session.execute(
        select(Revision.kind, Revision.ref, Revision.title)
        .where(Revision.kind.in_(kinds), Revision.id.in_(_newest_ids()), mark, ~binned.exists())
    )  # fmt: skip
    uses = [TextUse(title, ref, kinds[kind].nouns[0], kinds[kind].address) for kind, ref, title in rows]
    return sorted(uses, key=lambda use: (sort_key(use.title), use.kind_address, use.ref))


def _newest(kind: str, ref: int) -> Revision | None:
    own = select(Revision).where(Revision.kind == kind, Revision.ref == ref)
    return db.session.scalar(own.order_by(Revision.version.desc()).limit(1))


def _newest_ids() -> Select[Any]:
    return select(func.max(Revision.id)).group_by(Revision.kind, Revision.ref)
