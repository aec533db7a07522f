"""Published answers at the desk: the list, and taking one from its readers."""

from flask import Response, flash

from akademia.advisory.questions.forms.publishing import WithdrawForm
from akademia.advisory.questions.queries.answers import answer_row
from akademia.advisory.questions.queries.publishing import STATES, desk_answers
from akademia.advisory.questions.queries.readers import OPINIONS, opinions
from akademia.advisory.questions.services import readers
from akademia.advisory.questions.services.withdrawing import withdraw
from akademia.advisory.questions.views.publishing import bp
from akademia.core.db import commit
from akademia.core.doors import Permission, me, requires
from akademia.core.web import asked, go, page


@bp.get("/")
@requires(Permission.DeskUse)
def show_published() -> Response:
    how = asked({"tytul", "zmiana"}, "-zmiana", {"stan": STATES})
    return page(
        "advisory/questions/answers/desk/published.html", list=desk_answers(how), asked=how, states=STATES,
        may_manage=me().may(Permission.CaseManage), may_edit=me().may(Permission.CaseAnswer),
    )  # fmt: skip


@bp.get("/opinie/")
@requires(Permission.CaseManage)
def show_opinions() -> Response:
    how = asked((), "", {"stan": OPINIONS})
    return page("advisory/questions/answers/desk/opinions.html", list=opinions(how), asked=how, states=OPINIONS)


@bp.post("/opinie/<int:opinion_id>/przejrzana")
@requires(Permission.CaseManage)
def see_opinion(opinion_id: int) -> Response:
    readers.see_opinion(opinion_id)
    commit()
    return go(".show_opinions")


@bp.route("/<int:ref>/wycofaj/", methods=["GET", "POST"])
@requires(Permission.CaseManage)
def withdraw_answer(ref: int) -> Response:
    answer, form = answer_row(ref, lock=True), WithdrawForm()
    if not form.validate_on_submit():
        return page("advisory/questions/answers/desk/withdraw.html", answer=answer, form=form)
    withdraw(answer, "staff", me().id, form.words.data or "")
    commit()
    flash("Wycofano odpowiedź. Od tej chwili nikt jej nie przeczyta.", "success")
    return go(".show_published")
