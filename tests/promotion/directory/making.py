"""Makers of the directory's rows for tests."""

from itertools import count
from typing import Any

from akademia.core.db import db
from akademia.organisations.models import Territory
from akademia.promotion.directory.models import Entity
from akademia.promotion.directory.services.editing import save_entity

# (number, level, name, kind, parent): two voivodeships, with namesakes among communes.
COUNTRY = (
    ("06", "voivodeship", "lubelskie", "województwo", None),
    ("24", "voivodeship", "śląskie", "województwo", None),
    ("0605", "county", "janowski", "powiat", "06"),
    ("0609", "county", "lubelski", "powiat", "06"),
    ("2401", "county", "będziński", "powiat", "24"),
    ("0605043", "commune", "Janów Lubelski", "gmina miejsko-wiejska", "0605"),
    ("0609011", "commune", "Bełżyce", "gmina miejska", "0609"),
    ("0609022", "commune", "Bełżyce", "gmina wiejska", "0609"),
    ("2401011", "commune", "Będzin", "gmina miejska", "2401"),
)
_numbers = count(1)


def make_country() -> None:
    """Lay the small country."""
    for code, level, name, kind, parent in COUNTRY:
        db.session.add(Territory(code=code, level=level, name=name, name_key=name.lower(), kind=kind, words=" x",
                                 parent_code=parent))  # fmt: skip
    db.session.flush()


def make_entity(name: str = "", **values: Any) -> Entity:
    """Make an entity in the small country, as staff would."""
    told: dict[str, Any] = {
        "name": name or f"Centrum {next(_numbers)}", "kind": "cis", "voivodeship_code": "06", "workshops": [],
    } | values  # fmt: skip
    entity = save_entity(None, 0, told, None, 1)
    db.session.flush()
    return entity
