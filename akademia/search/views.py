"""The page of the search: a question in the address, its results."""

from flask import Blueprint, Response, request

from akademia.core.doors import public
from akademia.core.links import path_to
from akademia.core.web import asked, page
from akademia.search.queries.finding import Narrowing, answer

bp = Blueprint("search", __name__)
BLUEPRINTS = (bp,)
LONGEST_TYPED = 2_000


@bp.get("/szukaj/")
@public
def show_results() -> Response:
    said = {name: request.args.get(name, "")[:40] for name in ("obszar", "rodzaj", "stan")}
    narrowing = Narrowing(said["obszar"], said["rodzaj"], said["stan"])
    found = answer(request.args.get("q", "")[:LONGEST_TYPED], narrowing, asked((), "").number)
    addresses = [path_to(one.endpoint, one.place) for one in found.results]
    return page("search/results.html", found=found, results=list(zip(found.results, addresses, strict=True)))
