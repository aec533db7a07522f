"""The first page of the area."""

from flask import Blueprint, Response

from akademia.core.doors import public
from akademia.core.web import page

bp = Blueprint("publishing", __name__, url_prefix="/publikacje")
BLUEPRINTS = (bp,)


@bp.get("/")
@public
def show_area() -> Response:
    return page("publishing/area.html")
