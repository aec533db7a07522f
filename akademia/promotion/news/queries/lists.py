"""Lists of news: all, by region and area, by month."""

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select

from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.kept import same_for_all
from akademia.core.listing import Asked, ListPage, list_page
from akademia.promotion.news.models import AreaTag, Article, Region
from akademia.promotion.news.queries.abouts import About, abouts_of, area_at, region_at
from akademia.promotion.news.queries.rows import NEWEST_FIRST, PUBLIC
from akademia.promotion.news.queries.shapes import Month, MonthPage, NewsRow

ROWS_A_PAGE = 15
NEWEST = 5
MONTHS = ("styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec", "lipiec", "sierpień", "wrzesień", "październik",
          "listopad", "grudzień")  # fmt: skip


def news_columns() -> Any:
    """Ask for public news as lists show it, the newest first."""
    columns = (Article.id, Article.slug, Article.title, Article.lead, Article.published_on)
    return select(*columns).where(PUBLIC).order_by(*NEWEST_FIRST)


def news_rows(found: Sequence[Any]) -> list[NewsRow]:
    """Make rows of `news_columns` with what each is about; two questions, however many there are."""
    regions, areas = abouts_of([row.id for row in found]) if found else ({}, {})
    return [_row(row, regions.get(row.id, ()), areas.get(row.id, ())) for row in found]


def _row(row: Any, regions: tuple[About, ...], areas: tuple[About, ...]) -> NewsRow:
    return NewsRow(row.id, row.slug, row.title, row.lead, row.published_on, regions, areas)


def narrowed(query: Any, region: About | None, area: About | None) -> Any:
    """Keep the news of a region, of an area, or of both."""
    if region is not None:
        query = query.where(Article.id.in_(select(Region.article_id).where(Region.code == region.key)))
    if area is not None:
        query = query.where(Article.id.in_(select(AreaTag.article_id).where(AreaTag.area == area.key)))
    return query


def news_list(asked: Asked) -> ListPage[NewsRow]:
    """Return a page of the news, the newest first; `region` and `obszar` narrow it by their parts of address."""
    region = region_at(asked.filters["region"]) if "region" in asked.filters else None
    area = area_at(asked.filters["obszar"]) if "obszar" in asked.filters else None
    return _page(("news", region, area), narrowed(news_columns(), region, area), asked)


def _page(key: tuple[Hashable, ...], query: Any, asked: Asked) -> ListPage[NewsRow]:
    """Return a page of a list. First pages are kept by the key: of further ones one may ask for any number."""
    return same_for_all(key, lambda: _read(query, asked)) if asked.number == 1 else _read(query, asked)


def _read(query: Any, asked: Asked) -> ListPage[NewsRow]:
    found = list_page(query, asked, lambda row: row, ROWS_A_PAGE)
    return ListPage(tuple(news_rows(found.rows)), found.number, found.total, found.size)


def newest_news(most: int = NEWEST) -> list[NewsRow]:
    """Return the newest few."""
    query = news_columns().limit(most)
    return same_for_all(("news newest", most), lambda: news_rows(db.session.execute(query).all()))


def months() -> tuple[Month, ...]:
    """Return the months in which news came out, the newest first."""
    return same_for_all("news months", _months)


def _months() -> tuple[Month, ...]:
    days = db.session.execute(
        select(Article.published_on, func.count(Article.id)).where(PUBLIC).group_by(Article.published_on)
    )
    counts: dict[tuple[int, int], int] = {}
    for day, count in days:
        counts[day.year, day.month] = counts.get((day.year, day.month), 0) + count
    return tuple(Month(*key, counts[key], f"{MONTHS[key[1] - 1]} {key[0]}") for key in sorted(counts, reverse=True))


def month_page(year: int, month: int, asked: Asked) -> MonthPage:
    """Return the news of one month.

    :raises Missing: none came out in it.
    """
    known = months()
    at = next((place for place, one in enumerate(known) if (one.year, one.month) == (year, month)), None)
    if at is None:
        raise Missing
    after = date(year + month // 12, month % 12 + 1, 1)
    days = and_(Article.published_on >= date(year, month, 1), Article.published_on < after)
    found = _page(("news", year, month), news_columns().where(days), asked)
    return MonthPage(known[at], found, known[at + 1] if at + 1 < len(known) else None, known[at - 1] if at else None)
