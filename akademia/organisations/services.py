"""Organisations that people name, and the territories that the starter brings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update

from akademia.core.db import db, touch_public
from akademia.core.errors import RuleBroken
from akademia.core.text import sort_key
from akademia.organisations import queries
from akademia.organisations.formats.terc import TerritoryRow, read_terc
from akademia.organisations.models import Organisation, Territory
from akademia.organisations.rules import commune_label, commune_words, is_commune


class NameNeeded(RuleBroken):
    message = "Nie znamy jeszcze tej organizacji. Podaj jej nazwę."


@dataclass(frozen=True)
class Loaded:
    """What a load did: how many were added and renewed, and which stay although the file no longer has them."""

    added: int
    renewed: int
    left_alone: tuple[str, ...]


def organisation_for(nip: str, name: str | None = None) -> Organisation:
    """Return the organisation of a bare tax number; a new one is written down under the given name.

    The name of a known organisation is not changed. Nothing is committed.

    :raises NameNeeded: the number is new and there is no name.
    """
    known = queries.organisation_by_nip(nip)
    if known is not None:
        return known
    if not name:
        raise NameNeeded
    made = Organisation(nip=nip, name=name)
    db.session.add(made)
    db.session.flush()
    return made


def load_territories(path: Path) -> Loaded:
    """Bring the register of territories from a TERC file. Nothing is committed.

    :raises BrokenSource: the file cannot be used; nothing is written.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        return keep_territories(read_terc(lines, path.name))


def keep_territories(rows: Iterable[TerritoryRow]) -> Loaded:
    """Add what is missing and renew what differs, in bulk; a unit that is no longer listed stays."""
    known = {row.code: row._asdict() for row in db.session.execute(select(*Territory.__table__.columns))}
    by_code = {row.code: row for row in rows}
    wanted = {code: _columns(row, by_code) for code, row in by_code.items()}
    new = [columns for code, columns in wanted.items() if code not in known]
    changed = [columns for code, columns in wanted.items() if code in known and known[code] != columns]
    for level in ("voivodeship", "county", "commune"):
        batch = [columns for columns in new if columns["level"] == level]
        if batch:
            db.session.execute(insert(Territory), batch)
    if changed:
        db.session.execute(update(Territory), changed)
    if new or changed:
        touch_public(news=False)
    return Loaded(len(new), len(changed), tuple(sorted(known.keys() - wanted.keys())))


def _columns(row: TerritoryRow, by_code: Mapping[str, TerritoryRow]) -> dict[str, Any]:
    return {
        "code": row.code,
        "level": row.level,
        "name": row.name,
        "name_key": sort_key(row.name),
        "kind": row.kind,
        "words": _words(row, by_code),
        "parent_code": row.parent_code,
    }


def _words(row: TerritoryRow, by_code: Mapping[str, TerritoryRow]) -> str:
    if not is_commune(row.code):
        return ""
    county, voivodeship = by_code[row.code[:4]], by_code[row.code[:2]]
    return commune_words(row.name, commune_label(row.name, row.kind, county.name, county.kind, voivodeship.name))
