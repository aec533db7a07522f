"""Working copies: what an editor opens, saving it, and two editors on one text.

A save carries what it was opened with. The later one of two is told (`Conflict`) and gets both texts; nothing is lost
without its editor's word.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db, insert_new
from akademia.core.errors import RuleBroken
from akademia.texts import queries
from akademia.texts.models import Draft
from akademia.texts.services.kinds import Place, Values, kind_named


class Conflict(RuleBroken):
    """Somebody saved or published this text since it was opened. `theirs` is what stands now."""

    message = "Ktoś inny zapisał ten tekst po tym, jak został otwarty tutaj."

    def __init__(self, theirs: "Working") -> None:
        super().__init__()
        self.theirs = theirs


@dataclass(frozen=True)
class Working:
    """A text as its editor opens it.

    :param values: of the draft where there is one, else of the published text, else of a blank one.
    :param opened: to be sent back with the save: which draft and which published version this is.
    :param published: the newest version; 0 for a new text.
    :param outdated: the draft was begun from an older version than the published one.
    """

    place: Place
    values: Values
    opened: str
    published: int
    draft_id: int | None = None
    saved_at: datetime | None = None
    saved_by: int | None = None
    publish_at: datetime | None = None
    trouble: str | None = None
    outdated: bool = False

    @property
    def is_draft(self) -> bool:
        return self.saved_at is not None

    @property
    def is_new(self) -> bool:
        return self.place.ref is None


def open_text(place: Place) -> Working:
    """Open a text to edit it.

    :raises Missing: there is no such text, or nothing for a new one to belong to.
    """
    if place.ref is None:
        return Working(place, place.kind.blank(place.parent), "0.0", 0)
    present = place.kind.read(place.ref)
    draft = queries.draft_of(place.kind.name, place.ref)
    return _working(place, draft, present)


def open_draft(draft_id: int) -> Working:
    """Open a draft by its number, of a new text or of a published one.

    :raises Missing: there is none, or it is closed.
    """
    draft = queries.draft_by_id(draft_id)
    place = Place(kind_named(draft.kind), draft.ref, draft.parent)
    if draft.ref is not None:
        return _working(place, draft, place.kind.read(draft.ref))
    return _working(place, draft, place.kind.blank(draft.parent))


def _working(place: Place, draft: Draft | None, present: Values) -> Working:
    published = queries.present_version(place.kind.name, place.ref) if place.ref else 0
    opened = f"{published}.{draft.version if draft else 0}"
    if draft is None or not draft.is_open:
        return Working(place, present, opened, published, draft.id if draft else None)
    return Working(
        place, {**present, **place.kind.only_known(draft.data)}, opened, published, draft.id, draft.saved_at,
        draft.saved_by, draft.publish_at, draft.trouble, outdated=draft.base_version < published,
    )  # fmt: skip


def save(place: Place, draft_id: int | None, opened: str, values: Values, author: int | None) -> Draft:
    """Keep a working copy, whatever stands in it. The same save sent again (a lost answer) changes nothing.

    :param draft_id: of the draft of a new text; None before its first save.
    :param opened: what the editor's copy was opened with.
    :raises Conflict: it was saved or published since, with something else in it.
    """
    values = place.kind.only_known(values)
    draft = _held(place, draft_id)
    published = queries.present_version(place.kind.name, place.ref) if place.ref else 0
    now = f"{published}.{draft.version if draft else 0}"
    if draft is not None and _is_same_save(draft, opened, published, values, author):
        return draft
    if opened != now:
        raise Conflict(_standing(place, draft, opened))
    if draft is None:
        draft = _begin(place, values, published, author)
    else:
        _renew(draft, values, published)
    draft.title, draft.saved_by, draft.saved_at = place.kind.title_of(values), author, clock.now()
    db.session.flush()
    return draft


def _is_same_save(draft: Draft, opened: str, published: int, values: Values, author: int | None) -> bool:
    """Say whether this person's very save stands already: nothing was changed, or an answer was lost on its way."""
    own = draft.is_open and draft.saved_by == author and draft.data == values
    return own and opened in (f"{published}.{draft.version}", f"{published}.{draft.version - 1}")


def _held(place: Place, draft_id: int | None) -> Draft | None:
    """Return the draft row, held against other savers until the transaction ends."""
    if place.ref is not None:
        return queries.draft_of(place.kind.name, place.ref, lock=True)
    return queries.draft_by_id(draft_id, lock=True) if draft_id is not None else None


def _begin(place: Place, values: Values, published: int, author: int | None) -> Draft:
    name, title = place.kind.name, place.kind.title_of(values)
    if place.ref is None:
        draft = Draft(kind=name, parent=place.parent, title=title, data=values, version=1, base_version=0)
        db.session.add(draft)
        return draft
    row = {"kind": name, "ref": place.ref, "title": title, "data": values, "base_version": published}
    is_new = insert_new(Draft, **row, saved_by=author)
    draft = db.session.scalars(select(Draft).where(Draft.kind == name, Draft.ref == place.ref)).one()
    if not is_new:
        raise Conflict(_standing(place, draft, ""))
    return draft


def _renew(draft: Draft, values: Values, published: int) -> None:
    """Whoever saves has seen the present version: `opened` said so."""
    draft.is_open, draft.base_version = True, published
    draft.data, draft.version = values, draft.version + 1


def _standing(place: Place, draft: Draft | None, opened: str) -> Working:
    """Return what stands now: the draft of the other editor, or the version that was published meanwhile."""
    present = place.kind.read(place.ref) if place.ref is not None else place.kind.blank(place.parent)
    now = _working(place, draft, present)
    was_published, _, was_draft = opened.partition(".")
    if now.is_draft and str(draft.version if draft else 0) == was_draft and was_published != str(now.published):
        return Working(place, present, now.opened, now.published, now.draft_id)
    return now


def discard(working: Working, author: int) -> None:
    """Give a working copy up; the published text stays as it is."""
    draft = _held(working.place, working.draft_id)
    if draft is None or not draft.is_open:
        return
    record("draft.discarded", draft.kind, draft.ref or "-", actor=author, draft=draft.id)
    if draft.ref is None:
        db.session.delete(draft)
    else:
        close(draft)


def close(draft: Draft) -> None:
    """End a draft; its row goes on counting."""
    draft.is_open, draft.data, draft.publish_at, draft.trouble = False, {}, None, None
    draft.version += 1
