"""Results of closed studies for readers: charts and tables of each group, filters, cross tables, the report."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, render_template, request
from markupsafe import Markup

from akademia.core.doors import public
from akademia.core.kept import same_for_all
from akademia.core.links import full_url_for, path_if
from akademia.core.web import page
from akademia.research.surveys.queries import result_pages as pages
from akademia.research.surveys.queries.results import Results, published_results

bp = Blueprint("survey_results", __name__, url_prefix="/badania/wyniki")


def drawn(template: str, key: tuple[object, ...], make: Callable[[], dict[str, Any]]) -> Markup:
    """Return a part of a page, drawn once and kept until something public changes: thirty charts take their time."""
    return same_for_all(("results-drawn", template, *key), lambda: Markup(render_template(template, **make())))  # noqa: S704


def where(results: Results, desk: bool) -> dict[str, Any]:
    """Return where the links of a part of a page lead: at the desk, or among readers."""
    bp_name, place = ("results_desk", {"ref": results.id}) if desk else ("survey_results", {"slug": results.slug})
    return {"at": bp_name, "place": place, "results": results}


def groups_part(results: Results, desk: bool = False) -> Markup:
    """Return all groups with their figures."""
    key = (results.id, results.version, desk)
    return drawn(
        "research/surveys/results/_groups.html",
        key,
        lambda: {**where(results, desk), "groups": pages.figures_of(results)},
    )


def filtered_part(results: Results, group: str, desk: bool = False) -> tuple[pages.Filtered, Markup]:
    """Return what a filter shows, and that as a part of a page; the address tells the filter.

    :raises Missing: there is no such filter.
    """
    by = request.args.get("filtr", "")
    key = (results.id, results.version, desk, group, by)
    found = same_for_all(("results-filtered", *key), lambda: pages.filtered(results, group, by))
    return found, drawn(
        "research/surveys/results/_figures.html", key, lambda: {**where(results, desk), "figures": found.figures}
    )


def crossed_part(results: Results, group: str) -> pages.Crossed:
    """Return the cross table that the address asks for.

    :raises Missing: there is no such table.
    """
    return pages.crossed(results, group, request.args.get("wiersze", ""), request.args.get("kolumny", ""))


@bp.get("/<slug>/")
@public
def show_results(slug: str) -> Response:
    results = published_results(slug)
    return page(
        "research/surveys/results/show.html", results=results, groups=groups_part(results),
        study=path_if("surveys.show_survey", slug=slug), area=path_if("surveys.show_surveys"),
    )  # fmt: skip


@bp.get("/<slug>/<group>/")
@public
def show_group(slug: str, group: str) -> Response:
    results = published_results(slug)
    found, figures = filtered_part(results, group)
    return page("research/surveys/results/filtered.html", found=found, figures=figures, **where(results, False))


@bp.get("/<slug>/<group>/tabela/")
@public
def show_table(slug: str, group: str) -> Response:
    results = published_results(slug)
    return page("research/surveys/results/crossed.html", found=crossed_part(results, group), **where(results, False))


@bp.get("/<slug>/raport/")
@public
def show_report(slug: str) -> Response:
    results = published_results(slug)
    return page(
        "research/surveys/results/report.html", results=results, parts=pages.figures_of(results), method=pages.METHOD,
        address=full_url_for("survey_results.show_results", slug=slug),
    )  # fmt: skip
