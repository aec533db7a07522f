"""Reading organisations and territories."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import aliased

from akademia.core.db import db
from akademia.core.text import fold, search_words
from akademia.organisations.models import Organisation, Territory
from akademia.organisations.rules import commune_label, is_commune

MOST_COMMUNES = 12
MOST_WORDS = 12  # of what is typed; a label has fewer


@dataclass(frozen=True)
class Commune:
    """A commune by its TERC number of seven digits, its name, and a label that no namesake shares."""

    code: str
    name: str
    label: str


def organisation_by_nip(nip: str) -> Organisation | None:
    """Return the organisation of a bare tax number."""
    return db.session.scalar(select(Organisation).where(Organisation.nip == nip))


def voivodeships() -> Sequence[Territory]:
    """Return all voivodeships in Polish order."""
    return _in_order(Territory.level == "voivodeship")


def parts_of(code: str) -> Sequence[Territory]:
    """Return the counties of a voivodeship or the communes of a county, in Polish order."""
    return _in_order(Territory.parent_code == code)


def _in_order(condition: ColumnElement[bool]) -> Sequence[Territory]:
    query = select(Territory).where(condition).order_by(Territory.name_key, Territory.code)
    return db.session.scalars(query).all()


def territory(code: str) -> Territory | None:
    return db.session.get(Territory, code)


def commune(code: str) -> Commune | None:
    """Return the commune of a TERC number of seven digits."""
    return next(iter(_read(_communes().where(Territory.code == code))), None) if is_commune(code) else None


def communes_of(voivodeship_code: str) -> list[Commune]:
    """Return all communes of a voivodeship (two digits) in Polish order."""
    return _read(_communes().where(_VOIVODESHIP.code == voivodeship_code).order_by(Territory.name_key, Territory.code))


def find_communes(words: str, limit: int = MOST_COMMUNES) -> list[Commune]:
    """Return communes that hold words beginning as those typed, Polish marks and capitals all the same.

    The words are looked for in the name, the kind, the county and the voivodeship. First those called just so, then
    those whose name begins so, then the others, each in Polish order.
    """
    said = search_words(words)[:MOST_WORDS]
    if not said:
        return []
    typed = "".join(f" {word}" for word in said)
    query = _communes().where(*(Territory.words.like(f"% {word}%") for word in said))
    order = (
        Territory.words.like(f"{typed} /%").desc(),
        Territory.words.like(f"{typed}%").desc(),
        Territory.name_key,
        Territory.code,
    )
    return _read(query.order_by(*order).limit(limit))


def communes_meant(typed: str, limit: int = MOST_COMMUNES) -> list[Commune]:
    """Return the communes that who typed this may mean: one alone where its label or its name stands there in full."""
    found = find_communes(typed, limit)
    labelled = [one for one in found if fold(one.label) == fold(typed)]
    named = [one for one in found if search_words(one.name) == search_words(typed)]
    return labelled or named or found


_COUNTY, _VOIVODESHIP = aliased(Territory), aliased(Territory)


def _communes() -> Select[str, str, str, str, str, str]:
    columns = (Territory.code, Territory.name, Territory.kind, _COUNTY.name, _COUNTY.kind, _VOIVODESHIP.name)
    return (
        select(*columns)
        .join(_COUNTY, Territory.parent_code == _COUNTY.code)
        .join(_VOIVODESHIP, _COUNTY.parent_code == _VOIVODESHIP.code)
        .where(Territory.level == "commune", Territory.words != "")
    )


def _read(query: Select[str, str, str, str, str, str]) -> list[Commune]:
    return [
        Commune(code, name, commune_label(name, kind, county, county_kind, voivodeship))
        for code, name, kind, county, county_kind, voivodeship in db.session.execute(query)
    ]
