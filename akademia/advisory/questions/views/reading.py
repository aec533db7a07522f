"""The second person: what waits to be read, a text as its readers will see it with the original beside, the verdict."""

from flask import Response, flash, request

from akademia.advisory.questions.forms.publishing import VerdictForm
from akademia.advisory.questions.queries.reading import waiting_texts
from akademia.advisory.questions.services import reading
from akademia.advisory.questions.services.reading import NoWords
from akademia.advisory.questions.views.publishing import bp
from akademia.core.db import commit
from akademia.core.doors import Permission, me, requires
from akademia.core.web import go, page


@bp.get("/do-przeczytania/")
@requires(Permission.CaseAnswer)
def show_waiting() -> Response:
    return page("advisory/questions/answers/desk/waiting.html", texts=waiting_texts(me().id))


@bp.route("/do-przeczytania/<int:draft_id>/", methods=["GET", "POST"])
@requires(Permission.CaseAnswer)
def read_text(draft_id: int) -> Response:
    """Show a text to its second person; a text that was not handed over, or is one's own, stays shut (409)."""
    seen, form = reading.open_to(draft_id, me().id), VerdictForm()
    form.mark.data = form.mark.data or seen.handed.mark
    if not form.validate_on_submit():
        return page("advisory/questions/answers/desk/read.html", seen=seen, form=form)
    try:
        is_right = request.form.get("act") == "approve"
        verdict = reading.judge(draft_id, me().id, form.mark.data or "", is_right, form.words.data or "")
    except NoWords as refused:
        form.words.errors = [refused.message]
        return page("advisory/questions/answers/desk/read.html", seen=seen, form=form)
    commit()
    flash("Zatwierdzono te słowa do publikacji." if verdict == "approved" else "Tekst wrócił do autora.", "success")
    return go(".show_waiting")
