"""Feeds of the news: whole, of a region, of an area."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import load_only

from akademia.core import clock
from akademia.core.atom import Entry, atom
from akademia.core.db import db
from akademia.core.links import absolute_url, full_url_for
from akademia.core.operator import OPERATOR
from akademia.promotion.news.models import Article
from akademia.promotion.news.queries.abouts import About, area_at, region_at
from akademia.promotion.news.queries.lists import narrowed
from akademia.promotion.news.queries.rows import NEWEST_FIRST, PUBLIC

ENTRIES = 30
_SHOWN = load_only(
    Article.slug, Article.title, Article.lead, Article.published_at, Article.published_on, Article.changed_at
)


def news_feed() -> bytes:
    """Return the feed of all news, the newest first."""
    return _feed("Aktualności", {}, full_url_for("news_feeds.send_all"))


def region_feed(slug: str) -> bytes:
    """Return the feed of a voivodeship.

    :raises Missing: there is none of this address.
    """
    region = region_at(slug)
    return _feed(
        f"Aktualności: województwo {region.name}",
        {"region": slug},
        full_url_for("news_feeds.send_region", slug=slug),
        region,
    )


def area_feed(slug: str) -> bytes:
    """Return the feed of an area of the academy.

    :raises Missing: there is none of this address.
    """
    area = area_at(slug)
    own = full_url_for("news_feeds.send_area", slug=slug)
    return _feed(f"Aktualności: {area.name}", {"obszar": slug}, own, area=area)


def _feed(
    title: str, filters: Mapping[str, str], own: str, region: About | None = None, area: About | None = None
) -> bytes:
    query = narrowed(select(Article).where(PUBLIC).order_by(*NEWEST_FIRST), region, area)
    found = db.session.scalars(query.options(_SHOWN).limit(ENTRIES))
    page = full_url_for("news.show_news", **filters)
    return atom(title, OPERATOR.academy, page, own, [_entry(one) for one in found], clock.now())


def _entry(one: Article) -> Entry:
    """Tell of an article. Its name is by its number (RFC 4151), so that a changed address is no new entry."""
    name = f"tag:{urlsplit(absolute_url('')).hostname},{one.published_on}:aktualnosc-{one.id}"
    address = full_url_for("news.show_article", slug=one.slug)
    return Entry(address, one.title, one.lead, "aktualność", one.published_at, one.changed_at, name)
