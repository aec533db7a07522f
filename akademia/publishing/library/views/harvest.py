"""The door of harvesters."""

from flask import Blueprint, Response, make_response, request

from akademia.core.doors import machine
from akademia.publishing.library.queries.harvest import answer_to

bp = Blueprint("harvest", __name__)


@bp.route("/oai", methods=["GET", "POST"])
@machine(reads=True)
def answer_harvester() -> Response:
    said = request.form if request.method == "POST" else request.args
    response = make_response(answer_to(list(said.items(multi=True))))
    response.mimetype = "text/xml"
    return response
