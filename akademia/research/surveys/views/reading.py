"""Studies for readers. Nothing here posts, so that a visitor's page is kept whole."""

from typing import Any

from flask import Blueprint, Response, redirect, url_for

from akademia.core.doors import public
from akademia.core.errors import Missing
from akademia.core.links import path_if
from akademia.core.web import page
from akademia.research.surveys.queries import reading
from akademia.research.surveys.queries.results import are_published

bp = Blueprint("surveys", __name__, url_prefix="/badania/ankiety")


@bp.get("/")
@public
def show_surveys() -> Response:
    return page("research/surveys/surveys.html", surveys=reading.survey_rows())


@bp.get("/<slug>/")
@public
def show_survey(slug: str) -> Any:
    try:
        found = reading.survey_page(slug)
    except Missing:
        return redirect(url_for(".show_survey", slug=reading.moved_survey(slug)), 301)
    results = path_if("survey_results.show_results", slug=slug) if are_published(slug) else None
    return page("research/surveys/survey.html", survey=found, results=results, modes=reading.MODES)


@bp.get("/<slug>/dziekujemy/")
@public
def show_thanks(slug: str) -> Response:
    return page("research/surveys/thanks.html", survey=reading.survey_page(slug))
