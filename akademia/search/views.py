"""The page of the search: a question in the address, its results."""

from collections.abc import Mapping

from flask import Blueprint, Response, current_app, request

from akademia.core.doors import public
from akademia.core.web import asked, page
from akademia.search.queries.finding import Narrowing, answer
from akademia.search.queries.kinds import PROVISION_ENDPOINT

bp = Blueprint("search", __name__)
BLUEPRINTS = (bp,)
LONGEST_TYPED = 2_000


@bp.get("/szukaj/")
@public
def show_results() -> Response:
    said = {name: request.args.get(name, "")[:40] for name in ("obszar", "rodzaj", "stan")}
    narrowing = Narrowing(said["obszar"], said["rodzaj"], said["stan"])
    found = answer(request.args.get("q", "")[:LONGEST_TYPED], narrowing, asked((), "").number)
    addresses = [address_of(one.endpoint, one.place) for one in found.results]
    return page("search/results.html", found=found, results=list(zip(found.results, addresses, strict=True)))


def address_of(endpoint: str, place: Mapping[str, str]) -> str:
    """Return the path of a result. Provisions have one before they have a page."""
    if endpoint == PROVISION_ENDPOINT and endpoint not in current_app.view_functions:
        return f"/prawo/{place['act']}/{place['key']}/"
    path: str = current_app.extensions["akademia"].paths(endpoint, **place)
    return path
