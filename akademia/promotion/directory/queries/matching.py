"""What a register file is held against: the country's division, and the entities that there are."""

from collections.abc import Sequence

from sqlalchemy import select

from akademia.core.db import WITH_BIN, db
from akademia.core.text import fold
from akademia.organisations.models import Territory
from akademia.organisations.rules import is_commune
from akademia.promotion.directory.models import Entity, RegisterSheet
from akademia.promotion.directory.queries.finding import VOIVODESHIPS
from akademia.promotion.directory.rules.fields import TEXT_NAMES, meant_by
from akademia.promotion.directory.rules.planning import Area, Country, Known, Plan, Wish, plan

_COMPARED = (*TEXT_NAMES, "kind", "workshops", "voivodeship_code", "county_code", "commune_code", "registered_on",
             "ceased_on", "confirmed_on")  # fmt: skip
PREVIEW_ROWS = 5


def country() -> Country:
    """Read the country's division as files name it."""
    communes: dict[str, list[Area]] = {}
    counties: dict[str, list[str]] = {}
    for code, name, level in db.session.execute(select(Territory.code, Territory.name, Territory.level)):
        if level == "county":
            counties.setdefault(fold(name), []).append(code)
        elif level == "commune" and is_commune(code):
            communes.setdefault(fold(name), []).append(Area(code, name, code[:4]))
    by_code = {one.code: one for found in communes.values() for one in found}
    return Country(communes, by_code, {fold(name): code for code, name in VOIVODESHIPS.items()}, counties)


def known_entities() -> list[Known]:
    """Read all entities, those in the bin too: a file does not bring back what staff removed."""
    columns = [getattr(Entity, name) for name in ("id", *_COMPARED)]
    found = db.session.execute(select(*columns).execution_options(**WITH_BIN)).mappings()
    return [
        Known(
            one["id"], one["kind"], one["voivodeship_code"], one["name"], one["place"], one["commune_code"] or "",
            one["register_number"], one["nip"], one["regon"], dict(one),
        )
        for one in found
    ]  # fmt: skip


def guessed_columns(heads: Sequence[str]) -> dict[int, str]:
    """Return which field each column seems to be, by its head; each field once."""
    guessed: dict[int, str] = {}
    for number, head in enumerate(heads):
        name = meant_by(head)
        if name and name not in guessed.values():
            guessed[number] = name
    return guessed


def planned(sheet: RegisterSheet, wish: Wish) -> Plan:
    """Say what carrying a file over would do now. Nothing is changed."""
    return plan(sheet.heads, sheet.cells, wish, country(), known_entities())
