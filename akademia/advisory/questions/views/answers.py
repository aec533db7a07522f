"""Published answers: the list, one answer, the feed. Nothing here posts, so that a visitor's page is kept whole."""

from typing import Any

from flask import Blueprint, Response, make_response, redirect, request, url_for

from akademia.advisory.questions.queries import answers as queries
from akademia.advisory.questions.queries import narrowing
from akademia.advisory.questions.queries.answers import Withdrawn
from akademia.advisory.questions.queries.feeds import feed
from akademia.core.doors import public
from akademia.core.links import path_if
from akademia.core.web import asked, page

bp = Blueprint("answers", __name__, url_prefix="/doradztwo/odpowiedzi")
LONGEST_PROVISION = 80


@bp.get("/")
@public
def show_answers() -> Response:
    choices = narrowing.choices()
    how = asked((), "", {"temat": choices.topics, "region": choices.regions, "rok": choices.years})
    provision = request.args.get("przepis", "").replace("\0", "")[:LONGEST_PROVISION]
    label = choices.provisions.get(provision) or (narrowing.provision_label(provision) if provision else "")
    found = queries.answers(how, provision if label else "")
    return page(
        "advisory/questions/answers/list.html", list=found, asked=how, choices=choices, provision=provision,
        provision_label=label,
    )  # fmt: skip


@bp.get("/<int:ref>-<slug>/")
@public
def show_answer(ref: int, slug: str) -> Any:
    found = queries.answer_page(ref)
    if isinstance(found, Withdrawn):
        return page("advisory/questions/answers/withdrawn.html", 410, withdrawn=found)
    if found.slug != slug:
        return redirect(url_for(".show_answer", ref=ref, slug=found.slug), 301)
    return page("advisory/questions/answers/answer.html", answer=found, asking=path_if("asking.show_form"))


@bp.get("/atom.xml")
@public
def show_feed() -> Response:
    response = make_response(feed(request.args.get("temat", "").replace("\0", "")))
    response.mimetype = "application/atom+xml"
    return response
