"""Feeds of the library."""

from flask import Blueprint, Response, make_response

from akademia.core.doors import public
from akademia.publishing.library.queries.feeds import department_feed, library_feed

bp = Blueprint("library_feeds", __name__, url_prefix="/publikacje")


@bp.get("/atom.xml")
@public
def show_library() -> Response:
    return _atom(library_feed())


@bp.get("/<slug>/atom.xml")
@public
def show_department(slug: str) -> Response:
    return _atom(department_feed(slug))


def _atom(feed: bytes) -> Response:
    response = make_response(feed)
    response.mimetype = "application/atom+xml"
    return response
