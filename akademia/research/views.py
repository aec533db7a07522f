"""The first page of the area."""

from flask import Blueprint, Response

from akademia.core.doors import public
from akademia.core.links import path_if
from akademia.core.web import page
from akademia.research.statistics.queries.reading import every_series, newest_series

bp = Blueprint("research", __name__, url_prefix="/badania")
BLUEPRINTS = (bp,)


@bp.get("/")
@public
def show_area() -> Response:
    surveys = path_if("surveys.show_surveys")
    return page("research/area.html", every=every_series(), newest=newest_series(), surveys=surveys)
