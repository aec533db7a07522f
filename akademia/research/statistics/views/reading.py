"""Series for readers. Nothing here posts, so that a visitor's page is kept whole."""

from typing import Any

from flask import Blueprint, Response, redirect, request, url_for

from akademia.core.doors import public
from akademia.core.errors import Missing
from akademia.core.links import full_url_for, path_if
from akademia.core.web import page
from akademia.research.statistics.queries import reading
from akademia.research.statistics.services import sheets

bp = Blueprint("statistics", __name__, url_prefix="/badania/statystyki")


@bp.get("/")
@public
def show_statistics() -> Response:
    return page("research/statistics/list.html", every=reading.every_series())


@bp.get("/porownanie/")
@public
def compare() -> Response:
    chosen = request.args.getlist("szereg")[:20]
    return page("research/statistics/comparison.html", seen=reading.comparison(chosen), most=reading.MOST_COMPARED)


@bp.get("/<slug>/")
@public
def show_one(slug: str) -> Any:
    try:
        found = reading.series_page(slug)
    except Missing:
        return redirect(url_for(".show_one", slug=reading.moved_series(slug)), 301)
    if isinstance(found, reading.Tombstone):
        return page("research/statistics/withdrawn.html", 410, withdrawn=found)
    return page("research/statistics/series.html", series=found, asking=path_if("asking.show_form"))


@bp.get("/<slug>.csv")
@public
def take_csv(slug: str) -> Response:
    answer = Response(sheets.csv_of(reading.exported(slug)), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{slug}.csv"'
    return answer


@bp.get("/<slug>.json")
@public
def take_json(slug: str) -> Response:
    told = sheets.json_of(reading.exported(slug), full_url_for("statistics.show_one", slug=slug))
    return Response(told, mimetype="application/json")
