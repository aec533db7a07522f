"""The way of an answer to its readers, for the expert who leads it: consent, text, second person, publication."""

from flask import Blueprint, Response, abort, flash

from akademia.advisory.questions.queries.publishing import way
from akademia.advisory.questions.services import consent, reading
from akademia.advisory.questions.services.answers import may_lead
from akademia.advisory.questions.services.moving import held
from akademia.core.db import commit
from akademia.core.doors import Permission, me, requires
from akademia.core.web import go, page

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
