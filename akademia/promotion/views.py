"""The first page of the area."""

from flask import Blueprint, Response

from akademia.core.doors import public
from akademia.core.links import path_if
from akademia.core.web import page
from akademia.promotion.news.queries.lists import newest_news

bp = Blueprint("promotion", __name__, url_prefix="/promocja")
BLUEPRINTS = (bp,)


@bp.get("/")
@public
def show_area() -> Response:
    ways = {wing: path_if(f"{wing}.show_{wing}") for wing in ("directory", "team", "newsletter")}
    return page("promotion/area.html", newest=newest_news(), ways=ways)
