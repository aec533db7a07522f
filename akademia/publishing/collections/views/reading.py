"""Numbers of collections for readers. Nothing here posts, so that a visitor's page is kept whole."""

from flask import Blueprint, Response

from akademia.core.doors import public
from akademia.core.web import page
from akademia.publishing.collections.queries import editions as queries
from akademia.publishing.collections.queries.editions import CutPage, EditionPage
from akademia.storage.queries import kind_of
from akademia.storage.views import serve

bp = Blueprint("collections", __name__, url_prefix="/publikacje/interpretacje")


@bp.get("/")
@public
def show_collections() -> Response:
    return page("publishing/collections/list.html", collections=queries.collections())


@bp.get("/<slug>/")
@public
def show_collection(slug: str) -> Response:
    return _shown(queries.edition_page(slug))


@bp.get("/<slug>/<int:number>/")
@public
def show_edition(slug: str, number: int) -> Response:
    return _shown(queries.edition_page(slug, number))


def _shown(found: EditionPage | CutPage) -> Response:
    if isinstance(found, CutPage):
        return page("publishing/collections/cut.html", 410, cut=found)
    return page("publishing/collections/edition.html", edition=found)


@bp.get("/<slug>/<int:number>/informator.<kind>")
@public(cached=False)
def download(slug: str, number: int, kind: str) -> Response:
    """Send a number's file; one that holds withdrawn words is gone from the moment of their withdrawal."""
    found = queries.file_of(slug, number, kind)
    if isinstance(found, CutPage):
        return page("publishing/collections/cut.html", 410, cut=found)
    return serve(found, kind_of(found), f"{slug}-{number}.{kind}", as_download=True)
