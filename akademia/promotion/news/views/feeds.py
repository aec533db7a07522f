"""Feeds of the news."""

from flask import Blueprint, Response, make_response

from akademia.core.doors import public
from akademia.promotion.news.queries import feeds

bp = Blueprint("news_feeds", __name__, url_prefix="/promocja/aktualnosci")


@bp.get("/atom.xml")
@public
def send_all() -> Response:
    return _atom(feeds.news_feed())


@bp.get("/region/<slug>/atom.xml")
@public
def send_region(slug: str) -> Response:
    return _atom(feeds.region_feed(slug))


@bp.get("/obszar/<slug>/atom.xml")
@public
def send_area(slug: str) -> Response:
    return _atom(feeds.area_feed(slug))


def _atom(feed: bytes) -> Response:
    response = make_response(feed)
    response.mimetype = "application/atom+xml"
    return response
