"""The index kept true: the difference to what is public taken up, or all of it made anew beside the live one.

Both are done in steps, so that the caller commits after each and no other writer waits for long. Documents are read
and taken apart between the transactions. A step that is done twice changes nothing more.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import select, text, update

from akademia.core.db import db, let_go, touch_public, writing
from akademia.jobs.services import enqueue
from akademia.search.models import Build
from akademia.search.queries import building
from akademia.search.queries.building import Difference, Prepared, Ref
from akademia.search.services.writing import drop, erase_some, keep

DOCUMENTS_A_STEP = 200
JOB = "search.refresh"


def ask_refresh() -> None:
    """Ask, in the transaction that changes something public, that the index follows it."""
    generation = db.session.execute(text("SELECT number FROM public_generation")).scalar_one()
    enqueue(JOB, {"generation": generation}, key=str(generation))


def refreshing() -> Iterator[int]:
    """Bring the live index up to what is public now, step by step; commit after each. Gives documents done so far.

    Where there is none yet, or it was made by another glossary of abbreviations, it is made anew.
    """
    with writing(False):
        build = building.live_build()
        known = build is not None and build.digest == building.digest_now()
        number = build.id if build else 0
    let_go()
    yield from _following(number) if known else rebuilding()


def _following(number: int) -> Iterator[int]:
    with writing(False):
        found = building.difference(number)
    let_go()
    yield from _taking_up(number, found)


def _taking_up(number: int, found: Difference) -> Iterator[int]:
    """Write a difference: what is gone first, so that it cannot be found while the rest is read."""
    if found.gone:
        build = _held(number)
        if build is None:
            return
        drop(build, found.gone)
        yield 0
    for done, some in _steps(found.wanted):
        ready = _ready(some)
        build = _held(number)
        if build is None:
            return
        keep(build, ready)
        yield done


def _steps(refs: Sequence[Ref]) -> Iterator[tuple[int, Sequence[Ref]]]:
    for start in range(0, len(refs), DOCUMENTS_A_STEP):
        some = refs[start : start + DOCUMENTS_A_STEP]
        yield start + len(some), some


def _ready(refs: Sequence[Ref]) -> list[Prepared]:
    """Read and take apart some documents while no writer waits."""
    with writing(False):
        ready = building.prepared(refs, building.long_names())
    let_go()
    return ready


def _held(number: int) -> Build | None:
    """Return an index held against other writers; None when another took its place."""
    wanted = select(Build).where(Build.id == number).with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(wanted)


def rebuilding() -> Iterator[int]:
    """Make the whole index anew beside the live one and then switch; readers ask the old one until that moment."""
    with writing(False):
        digest = building.digest_now()
    let_go()
    made = Build(digest=digest)
    db.session.add(made)
    db.session.flush()
    number = made.id
    yield 0
    yield from _following(number)
    _switch(number)
    yield from _erasing_others(number)


def _switch(number: int) -> None:
    """Take up what changed while the index was made, and give it to readers, all in one transaction."""
    build = _held(number)
    if build is None:
        return
    late = building.difference(number)
    drop(build, late.gone)
    keep(build, building.prepared(late.wanted, building.long_names()))
    db.session.execute(update(Build).where(Build.id != number).values(live=False))
    build.live = True
    db.session.flush()
    touch_public(news=False)


def _erasing_others(number: int) -> Iterator[int]:
    """Remove older indexes, whole or left half-made; a newer one is another's work."""
    yield 0
    for old in list(db.session.scalars(select(Build.id).where(Build.id < number).order_by(Build.id))):
        while erase_some(old):
            yield 0
        yield 0
