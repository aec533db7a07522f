"""Bringing a register file in: read behind the fence, tried dry, then carried over part by part by a worker.

What becomes of each row is written down before the first part; a worker that takes up after another carries what is
left, and the report stays.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import WITH_BIN, db
from akademia.core.errors import RuleBroken
from akademia.jobs.services import enqueue
from akademia.organisations.models import Territory
from akademia.promotion.directory.models import Entity, RegisterSheet
from akademia.promotion.directory.queries.matching import planned
from akademia.promotion.directory.queries.rows import sheet_row
from akademia.promotion.directory.rules.planning import PlannedRow, Wish
from akademia.promotion.directory.services.editing import free_slug, lay
from akademia.storage import fence

OPENER = "akademia.promotion.directory.formats.sheet"
CARRY = "directory.carry"
LARGEST_BYTES = 5_000_000
KEPT_DAYS = 30
TAKEN = (".csv", ".txt", ".xlsx")


class AlreadyDone(RuleBroken):
    message = "Ten plik jest już wczytany albo właśnie się wczytuje."


class NoName(RuleBroken):
    message = "Wskaż kolumnę z nazwą podmiotu: bez nazwy nie da się wczytać żadnego wiersza."


def read_out(path: Path, name: str) -> dict[str, Any]:
    """Read a file in the fenced child; no transaction is needed.

    :raises RuleBroken: it is too large, of another kind, or cannot be read; why, in Polish.
    """
    if not name.lower().endswith(TAKEN):
        raise RuleBroken("Wybierz plik CSV albo XLSX.")
    if path.stat().st_size > LARGEST_BYTES:
        raise RuleBroken("Ten plik jest większy niż 5 MB. Podziel go na mniejsze.")
    return fence.run(OPENER, str(path), name, cpu_seconds=30, seconds=60)


def keep_sheet(read: dict[str, Any], name: str, actor: int) -> RegisterSheet:
    """Keep what was read of a file until it is carried over."""
    sheet = RegisterSheet(
        name=name[:200], heads=read["heads"], cells=read["cells"], unread=read["unread"], made_by_number=actor
    )
    db.session.add(sheet)
    db.session.flush()
    record("register.read", "register", sheet.id, actor=actor, rows=len(sheet.cells))
    return sheet


def tried(ref: int, wish: Wish) -> dict[str, Any]:
    """Return what carrying a file over would do now, as a report. It takes a while: call it without a transaction.

    :raises Missing: there is no such file.
    :raises NoName: no column is the name.
    """
    check(wish)
    sheet = sheet_row(ref)
    return {**planned(sheet, wish).told(), "unread": sheet.unread}


def begin_carrying(ref: int, wish: Wish, told: dict[str, Any], actor: int) -> None:
    """Have a file's rows put into the directory: what becomes of each is written down, a worker does it afterwards.

    An empty cell leaves what stands there.

    :param told: the report, as `tried` gave it just before.
    :raises Missing: there is no such file.
    :raises AlreadyDone: it was carried over before, or is just being.
    """
    sheet = sheet_row(ref, lock=True)
    if sheet.report is not None:
        raise AlreadyDone
    sheet.report = told
    payload = {**asdict(wish), "as_of": wish.as_of.isoformat() if wish.as_of else None}
    enqueue(CARRY, {"sheet": ref, "wish": payload, "actor": actor}, key=str(ref))


def work_left(ref: int, wish: Wish) -> tuple[int, list[PlannedRow]]:
    """Return how many rows of a file change something in all, and those that are still to be carried over.

    Of a file that is gone or carried over already there are none.
    """
    sheet = db.session.get(RegisterSheet, ref)
    if sheet is None or sheet.done_at is not None:
        return 0, []
    left = [row for row in planned(sheet, wish).rows if row.outcome in ("new", "changed")]
    report = sheet.report or {}
    return max(len(left), report.get("new", 0) + report.get("changed", 0)), left


def carry_some(rows: Sequence[PlannedRow]) -> None:
    """Put some planned rows into the directory. An entity that was erased meanwhile is passed over."""
    refs = [row.ref for row in rows if row.ref is not None]
    wanted = select(Entity).where(Entity.id.in_(refs)).with_for_update().execution_options(**WITH_BIN)
    present = {one.id: one for one in db.session.scalars(wanted)}
    taken = set(db.session.scalars(select(Entity.slug).execution_options(**WITH_BIN)))
    names = _commune_names(
        {row.values.get("commune_code") for row in rows} | {e.commune_code for e in present.values()}
    )
    for row in rows:
        entity = present.get(row.ref) if row.ref is not None else _new_entity(row.values["name"], taken)
        if entity is not None:
            code = row.values.get("commune_code") or entity.commune_code
            entity.origin = "import"
            lay(entity, row.values, names.get(code, "") if code else "")


def _commune_names(codes: set[str | None]) -> dict[str, str]:
    named = select(Territory.code, Territory.name).where(Territory.code.in_([code for code in codes if code]))
    return dict(iter(db.session.execute(named)))


def _new_entity(name: str, taken: set[str]) -> Entity:
    entity = Entity(version=0, slug=free_slug(name, taken), workshops=[])
    db.session.add(entity)
    return entity


def end_carrying(ref: int, actor: int) -> None:
    """Note that a file is carried over; its cells go, the report stays."""
    sheet = db.session.get(RegisterSheet, ref, with_for_update=True)
    if sheet is None or sheet.done_at is not None:
        return
    report = sheet.report or {}
    sheet.cells, sheet.done_at = [], clock.now()
    record("register.carried", "register", ref, actor=actor, new=report.get("new", 0),
           changed=report.get("changed", 0))  # fmt: skip


def check(wish: Wish) -> None:
    """:raises NoName: no column is the name."""
    if "name" not in wish.columns.values():
        raise NoName


def drop_sheet(ref: int, actor: int) -> None:
    """Forget a file that is not to be carried over.

    :raises Missing: there is none.
    :raises AlreadyDone: it is being carried over.
    """
    sheet = sheet_row(ref, lock=True)
    if sheet.report is not None and sheet.done_at is None:
        raise AlreadyDone
    db.session.delete(sheet)
    record("register.dropped", "register", ref, actor=actor)


def forget_old() -> int:
    """Remove files read long ago; return how many."""
    gone = db.session.execute(
        delete(RegisterSheet).where(RegisterSheet.made_at < clock.now() - timedelta(days=KEPT_DAYS))
    )
    return int(gone.rowcount)  # type: ignore[attr-defined]
