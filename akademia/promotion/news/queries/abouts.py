"""What news is about: voivodeships and areas, by their parts of address."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from akademia.core.area import areas
from akademia.core.db import rows
from akademia.core.errors import Missing
from akademia.core.kept import same_for_all
from akademia.core.text import slugify
from akademia.organisations.models import Territory
from akademia.promotion.news.models import AreaTag, Region

_REFS: Any = bindparam("refs", expanding=True)
_VOIVODESHIPS: Any = (
    select(Territory.code, Territory.name).where(Territory.level == "voivodeship").order_by(Territory.name_key)
)
_REGIONS_OF: Any = select(Region.article_id, Region.code).where(Region.article_id.in_(_REFS))
_AREAS_OF: Any = select(AreaTag.article_id, AreaTag.area).where(AreaTag.article_id.in_(_REFS))


@dataclass(frozen=True)
class About:
    """A voivodeship or an area: its key, its part of address, its name."""

    key: str
    slug: str
    name: str


def regions() -> tuple[About, ...]:
    """Return all voivodeships in Polish order; `key` is the TERC number."""
    return same_for_all(
        "news regions", lambda: tuple(About(code, slugify(name), name) for code, name in rows(_VOIVODESHIPS))
    )


def area_abouts() -> tuple[About, ...]:
    """Return the areas of the academy in their order."""
    return tuple(About(area.name, slugify(area.label), area.label) for area in areas())


def region_names() -> Mapping[str, str]:
    """Return voivodeships: TERC number -> name."""
    return {one.key: one.name for one in regions()}


def area_names() -> Mapping[str, str]:
    """Return areas: key -> label."""
    return {one.key: one.name for one in area_abouts()}


def region_at(slug: str) -> About:
    """Return the voivodeship of a part of address.

    :raises Missing: there is none.
    """
    return _at(regions(), slug)


def area_at(slug: str) -> About:
    """Return the area of a part of address.

    :raises Missing: there is none.
    """
    return _at(area_abouts(), slug)


def _at(known: Collection[About], slug: str) -> About:
    found = next((one for one in known if one.slug == slug), None)
    if found is None:
        raise Missing
    return found


def abouts_of(refs: Collection[int]) -> tuple[Mapping[int, tuple[About, ...]], Mapping[int, tuple[About, ...]]]:
    """Return (voivodeships, areas) of some news, each by its number. Two questions, however many there are."""
    return _by_article(_REGIONS_OF, refs, regions()), _by_article(_AREAS_OF, refs, area_abouts())


def _by_article(statement: Any, refs: Collection[int], known: Collection[About]) -> Mapping[int, tuple[About, ...]]:
    chosen: dict[int, set[str]] = {}
    for ref, key in rows(statement, refs=list(refs)):
        chosen.setdefault(ref, set()).add(key)
    return {ref: tuple(one for one in known if one.key in keys) for ref, keys in chosen.items()}
