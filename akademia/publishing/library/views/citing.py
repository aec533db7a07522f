"""Citations as files for programs that cite, by the name of a work's record."""

from flask import Blueprint, Response, jsonify, make_response

from akademia.core.doors import public
from akademia.publishing.library.queries.records import named_record

bp = Blueprint("citing", __name__, url_prefix="/publikacje/pozycja")


@bp.get("/<name>.bib")
@public
def take_bibtex(name: str) -> Response:
    return _file(named_record(name).bibtex, "application/x-bibtex", f"{name}.bib")


@bp.get("/<name>.ris")
@public
def take_ris(name: str) -> Response:
    return _file(named_record(name).ris, "application/x-research-info-systems", f"{name}.ris")


@bp.get("/<name>.json")
@public
def take_csl(name: str) -> Response:
    response = jsonify(named_record(name).csl)
    response.mimetype = "application/vnd.citationstyles.csl+json"
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.json")
    return response


def _file(text: str, mimetype: str, name: str) -> Response:
    response = make_response(text)
    response.mimetype = mimetype
    response.mimetype_params["charset"] = "utf-8"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
