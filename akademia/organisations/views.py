"""The communes that fit some words, for who is typing one."""

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, request

from akademia.core.doors import public
from akademia.organisations.queries import find_communes

bp = Blueprint("organisations", __name__)
BLUEPRINTS = (bp,)
LONGEST_TYPED = 200


@bp.get("/gminy/znajdz")
@public
def list_communes() -> Response:
    """Answer {"found": [{"code", "name", "label"}]}, the likeliest first."""
    return jsonify(found=[asdict(one) for one in find_communes(request.args.get("q", "")[:LONGEST_TYPED])])
