"""The way of an answer to its readers, for the expert who leads it: consent, text, second person, publication."""

from flask import Blueprint, Response, abort, flash

from akademia.advisory.questions.queries.answers import public_row
from akademia.advisory.questions.queries.publishing import way
from akademia.advisory.questions.queries.stale import case_of_review
from akademia.advisory.questions.services import consent, reading
from akademia.advisory.questions.services.answers import may_lead
from akademia.advisory.questions.services.moving import held
from akademia.core.db import commit
from akademia.core.doors import Permission, me, requires
from akademia.core.web import go, page
from akademia.law.services import sign

bp = Blueprint("answers_desk", __name__, url_prefix="/panel/odpowiedzi")


def _own(case_id: int) -> int:
    """Return the number of a case that the signed-in expert leads; 403 for another's, 404 for none."""
    if not may_lead(case_id, me().id):
        abort(403)
    return case_id


@bp.get("/sprawa/<int:case_id>/")
@requires(Permission.CaseAnswer)
def show_way(case_id: int) -> Response:
    return page("advisory/questions/answers/desk/way.html", way=way(_own(case_id)))


@bp.get("/<int:ref>/")
@requires(Permission.DeskUse)
def open_answer(ref: int) -> Response:
    """Lead to where a published answer is mended by those who may, and to its public page the others."""
    answer = public_row(ref)
    if answer.case_id and me().may(Permission.CaseAnswer) and may_lead(answer.case_id, me().id):
        return go(".show_way", case_id=answer.case_id)
    return go("answers.show_answer", ref=ref, slug=answer.slug)


@bp.post("/aktualne/<int:review_id>")
@requires(Permission.CaseAnswer)
def sign_review(review_id: int) -> Response:
    """Close a review: an expert who leads the answer says that it is still right."""
    case_id = _own(case_of_review(review_id))
    sign(review_id, me().id)
    commit()
    flash("Zapisano: odpowiedź jest nadal aktualna.", "success")
    return go(".show_way", case_id=case_id)


@bp.post("/sprawa/<int:case_id>/zgoda")
@requires(Permission.CaseAnswer)
def ask_consent(case_id: int) -> Response:
    consent.ask(held(_own(case_id)), me().id)
    commit()
    flash("Zapytaliśmy o zgodę na publikację. Pytający odpowie na swojej stronie sprawy.", "success")
    return go(".show_way", case_id=case_id)


@bp.post("/sprawa/<int:case_id>/czytanie/<int:draft_id>")
@requires(Permission.CaseAnswer)
def hand_over(case_id: int, draft_id: int) -> Response:
    reading.hand_over(_own(case_id), draft_id, me().id)
    commit()
    flash("Tekst czeka na drugą osobę. Dostaniesz list, gdy go przeczyta.", "success")
    return go(".show_way", case_id=case_id)
