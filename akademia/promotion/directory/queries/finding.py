"""The list and the map: one way to narrow both, so that they always hold the same entities."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from akademia.core import clock
from akademia.core.db import db
from akademia.core.kept import same_for_all
from akademia.core.listing import ROWS_A_PAGE, Asked, ListPage, list_page
from akademia.core.text import search_words
from akademia.organisations.formats.poland import SHAPES
from akademia.organisations.models import Territory
from akademia.promotion.directory.models import Entity
from akademia.promotion.directory.queries.shapes import EntityRow
from akademia.promotion.directory.rules.freshness import CONFIRMED, HISTORIC, STATES, WAITING, fresh_since, freshness
from akademia.promotion.directory.rules.kinds import KINDS

KIND_CHOICES: Mapping[str, str] = {key: kind.short for key, kind in KINDS.items()}
VOIVODESHIPS: Mapping[str, str] = {shape.code: shape.name for shape in sorted(SHAPES, key=lambda one: one.code)}
COUNTY, COMMUNE = aliased(Territory), aliased(Territory)


def counties_of(code: str) -> Mapping[str, str]:
    """Return the counties of a voivodeship by number, in Polish order; none of no voivodeship."""
    if code not in VOIVODESHIPS:
        return {}
    found = select(Territory.code, Territory.name).where(Territory.parent_code == code).order_by(Territory.name_key)
    return same_for_all(("counties", code), lambda: dict(iter(db.session.execute(found))))


def filters(voivodeship: str) -> Mapping[str, Mapping[str, str]]:
    """Return what both views may be narrowed by; counties are those of the chosen voivodeship."""
    return {"rodzaj": KIND_CHOICES, "woj": VOIVODESHIPS, "powiat": counties_of(voivodeship), "stan": STATES}


def conditions(asked: Asked) -> Iterator[ColumnElement[bool]]:
    """Yield what an entity must be to be shown; what lies in the bin is not."""
    yield Entity.removed.is_(False)
    columns: tuple[tuple[str, Any], ...] = (
        ("rodzaj", Entity.kind), ("woj", Entity.voivodeship_code), ("powiat", Entity.county_code),
    )  # fmt: skip
    yield from (column == asked.filters[name] for name, column in columns if name in asked.filters)
    if "stan" in asked.filters:
        yield _in_state(asked.filters["stan"])
    yield from (Entity.words.contains(f" {word}", autoescape=True) for word in search_words(asked.words)[:12])


def _in_state(state: str) -> ColumnElement[bool]:
    fresh = Entity.confirmed_on >= fresh_since(clock.today())
    return {
        HISTORIC: Entity.historic_year.is_not(None),
        CONFIRMED: Entity.historic_year.is_(None) & func.coalesce(fresh, False),
        WAITING: Entity.historic_year.is_(None) & ~func.coalesce(fresh, False),
    }[state]


def _key(name: str, asked: Asked) -> Hashable:
    return (name, clock.today(), asked.words, tuple(sorted(asked.filters.items())))


_LISTED: Any = (
    select(Entity.id, Entity.slug, Entity.name, Entity.kind, Entity.place, Entity.founder, Entity.voivodeship_code,
           Entity.confirmed_on, Entity.historic_year, Entity.ceased_on, COUNTY.name.label("county"),
           COMMUNE.name.label("commune"))
    .outerjoin(COUNTY, COUNTY.code == Entity.county_code)
    .outerjoin(COMMUNE, COMMUNE.code == Entity.commune_code)
    .order_by(Entity.name_key, Entity.id)
)  # fmt: skip


def entities(asked: Asked, size: int = ROWS_A_PAGE) -> ListPage[EntityRow]:
    """Return a page of the entities asked for, in Polish order of their names."""
    key = (_key("entities", asked), asked.number, size)
    return same_for_all(key, lambda: list_page(_LISTED.where(*conditions(asked)), asked, _row, size))


def _row(row: Any) -> EntityRow:
    place = row.place or row.commune or ""
    where = ", ".join(part for part in (place, _county(row.county, place)) if part)
    return EntityRow(
        row.id, row.slug, row.name, row.kind, where, VOIVODESHIPS[row.voivodeship_code], row.founder,
        freshness(row.confirmed_on, row.historic_year, clock.today()), row.historic_year, row.ceased_on,
    )  # fmt: skip


def _county(county: str | None, place: str) -> str:
    return f"powiat {county}" if county and county != place and county[:1].islower() else ""


def counted(asked: Asked, by: Any) -> dict[str, int]:
    """Return how many of the entities asked for there are by a column; those without it are under ""."""
    query = select(func.coalesce(by, ""), func.count()).where(*conditions(asked)).group_by(by)
    found: Mapping[str, int] = same_for_all(
        (_key("counted", asked), by.key), lambda: dict(iter(db.session.execute(query)))
    )
    return dict(found)


def numbers_by_voivodeship(asked: Asked) -> dict[str, int]:
    return counted(asked, Entity.voivodeship_code)
