"""The first page of the area."""

from itertools import islice

from flask import Blueprint, Response

from akademia.advisory.area import AREA
from akademia.advisory.questions.queries.cases import open_topics
from akademia.core.doors import public
from akademia.core.links import item_url, path_if
from akademia.core.web import page

bp = Blueprint("advisory", __name__, url_prefix="/doradztwo")
BLUEPRINTS = (bp,)
LATEST = 5


@bp.get("/")
@public
def show_area() -> Response:
    latest = [(item, item_url(kind, item)) for kind in AREA.kinds for item in islice(kind.every(), LATEST)]
    return page(
        "advisory/area.html", topics=open_topics(), latest=latest, answers=path_if("answers.show_answers"),
        consultations=path_if("consultations.show_front"),
    )  # fmt: skip
