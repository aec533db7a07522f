"""The catalogue of tools and those that only show: the choice, the registration of a club, the calendar."""

from typing import Any

from flask import Blueprint, Response, make_response, request, url_for

from akademia.core.doors import public
from akademia.core.errors import Missing
from akademia.core.links import full_url_for
from akademia.core.web import page
from akademia.education.tools import queries
from akademia.education.tools.queries import calendar, walks

bp = Blueprint("tools", __name__, url_prefix="/edukacja/narzedzia")


@bp.get("/")
@public
def show_catalogue() -> Response:
    return page("education/tools/catalogue.html", tools=queries.tools())


@bp.get("/<key>/")
@public
def show_tool(key: str) -> Response:
    """Answer for a tool that is not there. Those that are have views of their own, at this very address."""
    raise Missing(key)


@bp.get("/cis-czy-kis/")
@public
def show_choice() -> Response:
    walk = walks.choice_of(request.args)
    template = "question.html" if walk.question else "verdict.html"
    tool = queries.tool_page("cis-czy-kis")
    return page(f"education/tools/{template}", 422 if walk.missed else 200, tool=tool, walk=walk)


@bp.get("/rejestracja-kis/")
@public
def show_club() -> Response:
    return page("education/tools/club.html", tool=queries.tool_page("rejestracja-kis"), **walks.club_steps())


@bp.get("/terminarz/")
@public
def show_calendar() -> Response:
    who = calendar.chosen(request.args.getlist("kto"))
    said = request.args.get("rok", "").strip()
    year = calendar.year_in(said)
    wrong = bool(said) and year is None
    feed = full_url_for("tools.calendar_file", **_place(who, year))
    return page(
        "education/tools/calendar.html", 422 if wrong else 200, tool=queries.tool_page("terminarz"), who=who,
        year=said, wrong=wrong, feed=feed, path=url_for(".calendar_file", **_place(who, year)),
        **calendar.shown(who),
    )  # fmt: skip


def _place(who: list[str], year: int | None) -> dict[str, Any]:
    return ({"kto": who} if who else {}) | ({"rok": year} if year else {})


@bp.get("/terminarz.ics")
@public
def calendar_file() -> Response:
    who = calendar.chosen(request.args.getlist("kto"))
    year = calendar.year_in(request.args.get("rok", ""))
    tool = queries.tool_page("terminarz")
    response = make_response(calendar.calendar_text(tool, full_url_for("tools.show_calendar"), who, year))
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = 'inline; filename="terminarz.ics"'
    return response
