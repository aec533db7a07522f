"""The bin: a removed thing is out of sight at once, can be taken back for 30 days, and is then gone for good."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import Missing, RuleBroken
from akademia.law.services import cite
from akademia.texts.models import BinItem, Draft, Revision, Slug
from akademia.texts.services.kinds import Binned, TextKind, kind_named

KEPT_DAYS = 30


class NotRemovable(RuleBroken):
    message = "Tego nie można usunąć."


@dataclass(frozen=True)
class Foreseen:
    """What moving some things to the bin at once would do: which go (number, title), which stay (title, why).

    `notes`: number of what goes -> what follows from it, in words.
    """

    going: tuple[tuple[int, str], ...]
    staying: tuple[tuple[str, str], ...]
    notes: Mapping[int, str]


def foresee(kind: TextKind, refs: Collection[int]) -> Foreseen:
    """Say what `remove_all` would do; a number that nothing has is passed over."""
    ways, going, staying, notes = _ways(kind), [], [], dict[int, str]()
    for ref in dict.fromkeys(refs):
        try:
            title = str(kind.read(ref)[kind.title_field])
        except Missing:
            continue
        refusal = ways.refusal(ref)
        if refusal:
            staying.append((title, refusal))
        else:
            going.append((ref, title))
            seen = "Czytelnicy widzą to teraz." if kind.shown(ref) else ""
            notes[ref] = " ".join(said for said in (seen, ways.holds(ref)) if said)
    return Foreseen(tuple(going), tuple(staying), notes)


def remove_all(kind: TextKind, refs: Collection[int], author: int) -> Foreseen:
    """Move to the bin what may go there; return what went and what stayed."""
    foreseen = foresee(kind, refs)
    for ref, _ in foreseen.going:
        remove(kind, ref, author)
    return foreseen


def remove(kind: TextKind, ref: int, author: int) -> BinItem:
    """Move a thing to the bin; its plan to be published is taken back.

    :raises NotRemovable: why, in words.
    :raises Missing: it lies there already.
    """
    ways = _ways(kind)
    refusal = ways.refusal(ref)
    if refusal:
        raise NotRemovable(refusal)
    key, title = ways.move(ref, True)
    db.session.flush()
    if db.session.scalar(select(BinItem.id).where(_here(kind.name, [ref])).limit(1)) is not None:
        raise Missing
    now = clock.now()
    item = BinItem(
        kind=kind.name, ref=ref, key=key, title=title, removed_by=author, removed_at=now,
        until=now + timedelta(days=KEPT_DAYS), stays=ways.holds(ref) or None,
    )  # fmt: skip
    db.session.add(item)
    draft = db.session.scalar(select(Draft).where(Draft.kind == kind.name, Draft.ref == ref))
    if draft is not None:
        draft.publish_at = None
    record("bin.moved", kind.name, ref, actor=author)
    return item


def restore(item_id: int, author: int) -> BinItem:
    """Take a thing back from the bin, as it was.

    :raises Missing: it is not there.
    :raises NotRemovable: what it belongs to is in the bin itself.
    """
    item = in_bin(item_id)
    _ways(kind_named(item.kind)).move(item.ref, False)
    db.session.delete(item)
    record("bin.restored", item.kind, item.ref, actor=author)
    return item


def in_bin(item_id: int) -> BinItem:
    """Return what lies in the bin.

    :raises Missing: it is not there.
    """
    wanted = select(BinItem).where(BinItem.id == item_id, BinItem.emptied_at.is_(None)).with_for_update()
    item = db.session.scalar(wanted)
    if item is None:
        raise Missing
    return item


def due_items() -> list[int]:
    """Return the numbers of what has lain in the bin for its time."""
    due = select(BinItem.id).where(BinItem.until <= clock.now(), BinItem.emptied_at.is_(None))
    return list(db.session.scalars(due.order_by(BinItem.id)))


def empty(item_id: int) -> bool:
    """Erase a thing for good, with its versions, drafts and addresses. Returns False when something still holds it.

    What learners' progress or certificates point at stays, out of sight, and the item says why.
    """
    item = in_bin(item_id)
    ways = _ways(kind_named(item.kind))
    item.stays = ways.holds(item.ref) or None
    if item.stays:
        return False
    item.emptied_at = clock.now()
    db.session.flush()
    ways.erase(item.ref)
    forget(item.kind, [item.ref])
    record("bin.emptied", item.kind, item.ref)
    return True


def taken_out(kind: str, refs: Collection[int]) -> None:
    """Say that things are in the bin no longer, for who brings them back by another way (an import)."""
    db.session.execute(delete(BinItem).where(_here(kind, refs)))


def _here(kind: str, refs: Collection[int]) -> ColumnElement[bool]:
    return (BinItem.kind == kind) & BinItem.ref.in_(refs) & BinItem.emptied_at.is_(None)


def note_erased(kind: str, ref: int, key: str, title: str) -> None:
    """Write down that a thing of another bin is gone for good, so that the starter does not bring it again."""
    now = clock.now()
    db.session.add(BinItem(kind=kind, ref=ref, key=key, title=title, removed_by=None, removed_at=now, until=now,
                           emptied_at=now))  # fmt: skip
    forget(kind, [ref])


def forget(kind: str, refs: Collection[int]) -> None:
    """Remove versions, drafts, citations and addresses of texts that are no more."""
    for ref in refs:
        cite(kind, ref, 0, [], None)
    db.session.execute(delete(Revision).where(Revision.kind == kind, Revision.ref.in_(refs)))
    db.session.execute(delete(Draft).where(Draft.kind == kind, Draft.ref.in_(refs)))
    db.session.execute(delete(Slug).where(Slug.kind == kind, Slug.ref.in_(refs)))


def _ways(kind: TextKind) -> Binned:
    if kind.bin is None:
        raise Missing
    return kind.bin
