"""Invitations at the desk: a list of addresses, slips of paper, reminders."""

from flask import Blueprint, Response, flash

from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.forms import Form
from akademia.core.web import go, page
from akademia.research.surveys.forms import desk as forms
from akademia.research.surveys.queries import desk, rows
from akademia.research.surveys.services import inviting

bp = Blueprint("survey_invitations", __name__, url_prefix="/panel/ankiety/grupy")


@bp.route("/<int:group_id>/zaproszenia/", methods=["GET", "POST"])
@requires(Permission.SurveyKeep)
def invite(group_id: int) -> Response:
    form = forms.InviteForm()
    if form.validate_on_submit():
        try:
            told = inviting.invite(group_id, form.found, me().id)
        except RuleBroken as refused:
            rollback()
            form.form_errors = [refused.message]
        else:
            commit()
            flash(_told(told), "success")
            return go(".invite", group_id=group_id)
    return _page(group_id, form, forms.PaperForm(formdata=None))


def _told(told: inviting.Invited) -> str:
    said = f"Dodane adresy: {told.added}."
    return f"{said} Już zaproszonych pominięto: {told.known}." if told.known else said


def _page(group_id: int, form: Form, paper: Form, status: int = 200) -> Response:
    group = rows.group_row(group_id)
    return page("research/surveys/desk/invitations.html", status, form=form, paper=paper, group=group,
                study=group.study, addresses=desk.addresses_of(group_id),
                slips=len(desk.paper_tokens(group_id)))  # fmt: skip


@bp.post("/<int:group_id>/zaproszenia/papier")
@requires(Permission.SurveyKeep)
def make_paper(group_id: int) -> Response:
    paper = forms.PaperForm()
    if not paper.validate_on_submit():
        return _page(group_id, forms.InviteForm(formdata=None), paper, 422)
    inviting.make_paper(group_id, int(paper.count.data or 0), me().id)
    commit()
    return go(".show_paper", group_id=group_id)


@bp.get("/<int:group_id>/zaproszenia/papier/")
@requires(Permission.SurveyKeep)
def show_paper(group_id: int) -> Response:
    group = rows.group_row(group_id)
    return page("research/surveys/desk/paper.html", group=group, study=group.study, slips=desk.paper_tokens(group_id))
