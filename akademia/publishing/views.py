"""The first page of the area."""

from flask import Blueprint, Response

from akademia.core.doors import public
from akademia.core.links import path_if
from akademia.core.web import page
from akademia.publishing.library.queries.lists import departments, newest_items

bp = Blueprint("publishing", __name__, url_prefix="/publikacje")
BLUEPRINTS = (bp,)


@bp.get("/")
@public
def show_area() -> Response:
    ways = {"journal": path_if("journal.show_journal"), "collections": path_if("collections.show_collections")}
    return page("publishing/area.html", departments=departments(), newest=newest_items(), ways=ways)
