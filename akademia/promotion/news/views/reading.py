"""News for readers. Nothing here posts, so that a visitor's page is kept whole."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, redirect, url_for

from akademia.core.doors import public
from akademia.core.errors import Missing
from akademia.core.links import absolute_url, full_url_for, path_if
from akademia.core.web import asked, page
from akademia.promotion.news.queries import abouts, lists, reading
from akademia.promotion.news.queries.shapes import Tombstone
from akademia.storage.queries import kind_of
from akademia.storage.views import serve

bp = Blueprint("news", __name__, url_prefix="/promocja/aktualnosci")
KEPT = "public, max-age=31536000, immutable"  # the address is made from the picture's bytes


@bp.get("/")
@public
def show_news() -> Response:
    regions, areas = abouts.regions(), abouts.area_abouts()
    how = asked((), "", {"region": [one.slug for one in regions], "obszar": [one.slug for one in areas]})
    chosen = {"region": _chosen(regions, how.filters.get("region")), "area": _chosen(areas, how.filters.get("obszar"))}
    return page(
        "promotion/news/list.html", list=lists.news_list(how), asked=how, regions=regions, areas_of_news=areas,
        chosen=chosen, months=lists.months(), newsletter=path_if("newsletter.show_newsletter"),
    )  # fmt: skip


def _chosen(known: Sequence[abouts.About], slug: str | None) -> abouts.About | None:
    return next((one for one in known if one.slug == slug), None)


@bp.get("/<int:year>/<int(fixed_digits=2):month>/")
@public
def show_month(year: int, month: int) -> Response:
    found = lists.month_page(year, month, asked((), ""))
    return page("promotion/news/month.html", found=found, months=lists.months())


@bp.get("/<slug>/")
@public
def show_article(slug: str) -> Any:
    try:
        found = reading.article_page(slug)
    except Missing:
        return redirect(url_for(".show_article", slug=reading.moved_article(slug)), 301)
    if isinstance(found, Tombstone):
        return page("promotion/news/withdrawn.html", 410, withdrawn=found)
    share = full_url_for("news.show_share_picture", key=found.share_key) if found.share_key else ""
    return page(
        "promotion/news/article.html", item=found, own=full_url_for("news.show_article", slug=found.slug), share=share,
        asking=path_if("asking.show_form"), cover_address=absolute_url(found.picture) if found.picture else "",
    )  # fmt: skip


@bp.get("/obraz/<key>.png")
@public(cached=False)
def show_share_picture(key: str) -> Response:
    """Send the picture that other sites show beside a link to an article."""
    file, slug = reading.share_picture(key)
    return serve(file, kind_of(file), f"{slug}.png", kept=KEPT)
