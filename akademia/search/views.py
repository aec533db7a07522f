"""The page of the search: a question in the address, its results."""

from flask import Blueprint, Response, request

from akademia.core.doors import public
from akademia.core.web import asked, page
from akademia.search.queries.finding import Narrowing, answer
from akademia.search.queries.kinds import address_of

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
