"""Bringing a register file in: read behind the fence, tried dry, then carried over whole or not at all."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import WITH_BIN, db
from akademia.core.errors import RuleBroken
from akademia.organisations.models import Territory
from akademia.promotion.directory.models import Entity, RegisterSheet
from akademia.promotion.directory.queries.matching import planned
from akademia.promotion.directory.queries.rows import sheet_row
from akademia.promotion.directory.rules.planning import Plan, Wish
from akademia.promotion.directory.services.editing import free_slug, lay
from akademia.storage import fence

OPENER = "akademia.promotion.directory.formats.sheet"
LARGEST_BYTES = 5_000_000
KEPT_DAYS = 30
TAKEN = (".csv", ".txt", ".xlsx")


class AlreadyDone(RuleBroken):
    message = "Ten plik jest już wczytany."


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


def carry_over(ref: int, wish: Wish, actor: int) -> Plan:
    """Put a file's rows into the directory. An empty cell leaves what stands there. Nothing is committed.

    :raises Missing: there is no such file.
    :raises AlreadyDone: it was carried over before.
    :raises NoName: no column is the name.
    """
    sheet = sheet_row(ref, lock=True)
    if sheet.done_at is not None:
        raise AlreadyDone
    check(wish)
    made = planned(sheet, wish)
    names = dict(iter(db.session.execute(select(Territory.code, Territory.name))))
    taken = set(db.session.scalars(select(Entity.slug).execution_options(**WITH_BIN)))
    found = db.session.scalars(select(Entity).execution_options(**WITH_BIN))
    present = {one.id: one for one in found}
    for row in made.rows:
        if row.outcome in ("new", "changed"):
            _carry(row.values, present.get(row.ref or 0), names, taken)
    sheet.report = {**made.told(), "unread": sheet.unread}
    sheet.cells, sheet.done_at = [], clock.now()
    record("register.carried", "register", sheet.id, actor=actor, new=made.count("new"), changed=made.count("changed"))
    return made


def check(wish: Wish) -> None:
    """:raises NoName: no column is the name."""
    if "name" not in wish.columns.values():
        raise NoName


def _carry(values: dict[str, Any], entity: Entity | None, names: dict[str, str], taken: set[str]) -> None:
    if entity is None:
        entity = Entity(version=0, slug=free_slug(values["name"], taken), workshops=[])
        db.session.add(entity)
    entity.origin = "import"
    code = values.get("commune_code") or entity.commune_code
    lay(entity, values, names.get(code, "") if code else "")


def drop_sheet(ref: int, actor: int) -> None:
    """Forget a file that is not to be carried over.

    :raises Missing: there is none.
    """
    db.session.delete(sheet_row(ref, lock=True))
    record("register.dropped", "register", ref, actor=actor)


def forget_old() -> int:
    """Remove files read long ago; return how many."""
    gone = db.session.execute(
        delete(RegisterSheet).where(RegisterSheet.made_at < clock.now() - timedelta(days=KEPT_DAYS))
    )
    return int(gone.rowcount)  # type: ignore[attr-defined]
