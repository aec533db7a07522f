"""An entity's page, a voivodeship's page, and the directory given out whole."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup
from sqlalchemy import select

from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.kept import same_for_all
from akademia.core.links import full_url_for
from akademia.core.listing import Asked
from akademia.core.text import counted as said_count
from akademia.core.text import slugify
from akademia.law.queries.cited import provisions_of_text
from akademia.law.queries.reviewing import notices
from akademia.organisations.queries.maps import Map, counted_map
from akademia.promotion.directory.models import Entity
from akademia.promotion.directory.queries.finding import (
    COMMUNE,
    COUNTY,
    VOIVODESHIPS,
    conditions,
    counted,
    counties_of,
    numbers_by_voivodeship,
)
from akademia.promotion.directory.queries.rows import ENTITY_KIND
from akademia.promotion.directory.queries.shapes import EntityPage, RegionPage
from akademia.promotion.directory.rules.freshness import freshness
from akademia.promotion.directory.rules.kinds import KINDS

REGION_SLUGS = {slugify(name): code for code, name in VOIVODESHIPS.items()}
SLUGS = {code: slug for slug, code in REGION_SLUGS.items()}
NOUNS = ("podmiot", "podmioty", "podmiotów")
_OWN = ("id", "slug", "name", "founder", "founder_kind", "founder_address", "founder_nip", "founder_regon",
        "founder_krs", "nip", "regon", "krs", "register_number", "registered_on", "ceased_on", "address",
        "postal_code", "place", "phone", "contact_email", "site", "accessibility", "legal_state_on", "confirmed_on",
        "historic_year", "changed_at")  # fmt: skip
GIVEN_OUT = ("nazwa", "rodzaj", "województwo", "powiat", "gmina", "kod gminy", "ulica i numer", "kod pocztowy",
             "miejscowość", "telefon", "e-mail", "www", "instytucja tworząca", "rodzaj instytucji tworzącej", "NIP",
             "REGON", "KRS", "numer w rejestrze", "data wpisu", "data zakończenia", "pracownie", "dostępność",
             "potwierdzono", "dane z roku", "adres w Akademii")  # fmt: skip
_WHOLE: Any = (
    select(Entity, COUNTY.name, COMMUNE.name)
    .outerjoin(COUNTY, COUNTY.code == Entity.county_code)
    .outerjoin(COMMUNE, COMMUNE.code == Entity.commune_code)
)


def entity_page(slug: str) -> EntityPage:
    """Return an entity as its page shows it, kept until anything public changes.

    :raises Missing: there is none at this address, or it lies in the bin.
    """
    return same_for_all(("entity", slug, clock.today()), lambda: _entity_page(slug))


def _entity_page(slug: str) -> EntityPage:
    found = db.session.execute(_WHOLE.where(Entity.slug == slug)).first()
    if found is None:
        raise Missing
    entity, county, commune = found
    return EntityPage(
        **{name: getattr(entity, name) for name in _OWN}, kind=KINDS[entity.kind], workshops=tuple(entity.workshops),
        voivodeship=VOIVODESHIPS[entity.voivodeship_code], county=county or "", commune=commune or "",
        html=Markup(entity.html),  # noqa: S704 - cleaned when it was saved
        state=freshness(entity.confirmed_on, entity.historic_year, clock.today()),
        cited=provisions_of_text(ENTITY_KIND, entity.id),
        notices=notices(ENTITY_KIND, [entity.id]).get(entity.id, ()),
    )  # fmt: skip


def entity_map(asked: Asked) -> Map:
    """Return the map of the entities asked for."""
    return counted_map(numbers_by_voivodeship(asked), lambda number: said_count(number, *NOUNS))


def region_page(slug: str) -> RegionPage:
    """Return what there is in a voivodeship.

    :raises Missing: there is no such voivodeship.
    """
    if slug not in REGION_SLUGS:
        raise Missing
    code = REGION_SLUGS[slug]
    here = Asked(filters={"woj": code})
    kinds, by_county = counted(here, Entity.kind), counted(here, Entity.county_code)
    counties = tuple((key, name, by_county[key]) for key, name in counties_of(code).items() if key in by_county)
    return RegionPage(
        code, slug, VOIVODESHIPS[code],
        tuple((key, kind.label, kinds[key]) for key, kind in KINDS.items() if key in kinds), counties,
    )  # fmt: skip


def given_out(asked: Asked) -> Iterator[list[Any]]:
    """Yield the entities asked for, each as the values of `GIVEN_OUT`."""
    query = _WHOLE.where(*conditions(asked)).order_by(Entity.name_key, Entity.id)
    for entity, county, commune in db.session.execute(query):
        yield [
            entity.name, KINDS[entity.kind].short, VOIVODESHIPS[entity.voivodeship_code], county, commune,
            entity.commune_code, entity.address, entity.postal_code, entity.place, entity.phone, entity.contact_email,
            entity.site, entity.founder, entity.founder_kind, entity.nip, entity.regon, entity.krs,
            entity.register_number, _day(entity.registered_on), _day(entity.ceased_on), "; ".join(entity.workshops),
            entity.accessibility, _day(entity.confirmed_on), entity.historic_year,
            full_url_for("directory.show_entity", slug=entity.slug),
        ]  # fmt: skip


def _day(value: Any) -> str:
    return value.isoformat() if value else ""
