"""The first page of the area."""

from flask import Blueprint, Response

from akademia.core.doors import public
from akademia.core.web import page

bp = Blueprint("research", __name__, url_prefix="/badania")
BLUEPRINTS = (bp,)


@bp.get("/")
@public
def show_area() -> Response:
    return page("research/area.html")
