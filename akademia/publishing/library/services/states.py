"""An item's way: a draft is handed over, published by way of its text (`guides`), withdrawn, brought back."""

from sqlalchemy import select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.law.services import cite
from akademia.publishing.library.models import LibraryItem
from akademia.publishing.library.queries.rows import GUIDE_KIND, item_row
from akademia.publishing.library.services.guides import GUIDE
from akademia.texts.models import Draft
from akademia.texts.services.kinds import Place
from akademia.texts.services.publishing import roll_back


class OtherState(RuleBroken):
    message = "Stan tej pozycji w międzyczasie się zmienił. Otwórz jej stronę jeszcze raz."


def hand_over(ref: int, actor: int) -> LibraryItem:
    """Ask that somebody looks at a draft before readers see it.

    :raises OtherState: it is no draft.
    """
    item = _move(ref, "draft", "review")
    record("item.handed_over", GUIDE_KIND, ref, actor=actor)
    return item


def take_back(ref: int, actor: int) -> LibraryItem:
    """Make what was handed over a draft again; a plan to publish it is taken back.

    :raises OtherState: it was not handed over.
    """
    item = _move(ref, "review", "draft")
    _unplan(ref)
    record("item.taken_back", GUIDE_KIND, ref, actor=actor)
    return item


def withdraw(ref: int, why: str, actor: int) -> LibraryItem:
    """Take an item from its readers: its address says that it is gone, and why. What it cites is forgotten.

    :param why: a reason in words for readers.
    :raises OtherState: readers do not see it.
    """
    item = _held(ref, "published")
    item.state, item.withdrawn_at, item.withdrawn_why, item.changed_at = "withdrawn", clock.now(), why, clock.now()
    item.origin = "person"
    _unplan(ref)
    cite(GUIDE_KIND, ref, item.version, [], None)
    record("item.withdrawn", GUIDE_KIND, ref, actor=actor, why=why)
    return item


def bring_back(ref: int, actor: int) -> LibraryItem:
    """Publish a withdrawn item again, as it was: a new version of the same words, so that its citations count again.

    :raises OtherState: it is not withdrawn.
    :raises NotReady: something in it is not right any more, such as a provision that the register no longer has.
    """
    item = _held(ref, "withdrawn")
    item.state, item.withdrawn_at, item.withdrawn_why = "published", None, ""
    db.session.flush()
    roll_back(Place(GUIDE, ref), item.version, actor)
    record("item.brought_back", GUIDE_KIND, ref, actor=actor)
    return item


def _move(ref: int, before: str, after: str) -> LibraryItem:
    item = _held(ref, before)
    item.state, item.changed_at = after, clock.now()
    return item


def _held(ref: int, state: str) -> LibraryItem:
    item = item_row(ref, lock=True)
    if item.state != state:
        raise OtherState
    return item


def _unplan(ref: int) -> None:
    draft = db.session.scalar(select(Draft).where(Draft.kind == GUIDE_KIND, Draft.ref == ref))
    if draft is not None:
        draft.publish_at = None
