"""The team for readers. Nothing here posts, so that a visitor's page is kept whole."""

from typing import Any

from flask import Blueprint, Response, redirect, url_for

from akademia.core.doors import public
from akademia.core.errors import Missing
from akademia.core.links import item_url
from akademia.core.web import asked, page
from akademia.promotion.team.queries import reading

bp = Blueprint("team", __name__, url_prefix="/promocja/kadra")


@bp.get("/")
@public
def show_team() -> Response:
    sectors = reading.sectors_shown()
    how = asked((), "", {"zespol": reading.TEAM_NAMES, "sektor": sectors})
    parts = reading.team_parts(how.filters.get("zespol", ""), how.filters.get("sektor", ""))
    filters = [("zespol", "Zespół", reading.TEAM_NAMES), ("sektor", "Sektor", sectors)]
    return page(
        "promotion/team/team.html", parts=parts, asked=how, filters=filters, anybody=bool(sectors), teams=reading.TEAMS
    )


@bp.get("/<slug>/")
@public
def show_member(slug: str) -> Any:
    try:
        found = reading.member_page(slug)
    except Missing:
        return redirect(url_for(".show_member", slug=reading.moved_member(slug)), 301)
    return page("promotion/team/member.html", member=found, item_url=item_url)
