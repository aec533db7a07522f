"""The editor of a group's questionnaire. Every act is a form of its own, so it works without scripts."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, request

from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import Missing, RuleBroken
from akademia.core.forms import VersionedForm
from akademia.core.web import go, page
from akademia.research.surveys.forms import answering
from akademia.research.surveys.forms import desk as forms
from akademia.research.surveys.forms import questions as editor
from akademia.research.surveys.models import SurveyGroup
from akademia.research.surveys.queries import desk, rows
from akademia.research.surveys.queries.checks import stops_of_group
from akademia.research.surveys.services import editing, groups

bp = Blueprint("survey_questions", __name__, url_prefix="/panel/ankiety/grupy")


@bp.get("/<int:group_id>/")
@requires(Permission.SurveyKeep)
def show_group(group_id: int) -> Response:
    group = rows.group_row(group_id)
    return page("research/surveys/desk/group.html", group=group, study=group.study, whole=desk.whole_of(group),
                stops=stops_of_group(group), kinds=editor.KINDS, end=editor.END)  # fmt: skip


@bp.get("/<int:group_id>/podglad/<page_key>/")
@requires(Permission.SurveyKeep)
def preview_page(group_id: int, page_key: str) -> Response:
    """Show a page as respondents will see it; nothing can be sent from here."""
    group = rows.group_row(group_id)
    seen = _page_of(group, page_key)
    form = answering.survey_form(seen, page_key, {}, {}, rows.region_names())
    return page("research/surveys/desk/preview.html", form=form, group=group, seen=seen,
                whole=desk.whole_of(group))  # fmt: skip


def _page_of(group: SurveyGroup, key: str) -> Any:
    found = desk.whole_of(group).page(key)
    if found is None:
        raise Missing
    return found


def _question_of(group: SurveyGroup, key: str) -> Any:
    found = desk.whole_of(group).by_key.get(key)
    if found is None:
        raise Missing
    return found


def _save(group_id: int, form: VersionedForm, change: Callable[[Any], Any], anchor: str) -> Response | None:
    """Make a change and lead back to the group; where it is refused, put the words on the form and return None."""
    try:
        groups.change(group_id, form.opened, change, me().id)
    except RuleBroken as refused:
        rollback()
        form.form_errors = [refused.message]
        return None
    commit()
    return go(".show_group", group_id=group_id, _anchor=anchor)


@bp.route("/<int:group_id>/nazwa/", methods=["GET", "POST"])
@requires(Permission.SurveyKeep)
def describe_group(group_id: int) -> Response:
    group = rows.group_row(group_id)
    form = forms.GroupForm(data={"version": str(group.version), "name": group.name, "summary": group.summary})
    if form.validate_on_submit():
        try:
            groups.describe_group(group_id, form.opened, form.name.data or "", form.summary.data or "", me().id)
        except RuleBroken as refused:
            rollback()
            form.form_errors = [refused.message]
        else:
            commit()
            return go(".show_group", group_id=group_id)
    group = rows.group_row(group_id)
    return page("research/surveys/desk/group_words.html", form=form, study=group.study, group=group)


@bp.post("/<int:group_id>/usun")
@requires(Permission.SurveyKeep)
def remove_group(group_id: int) -> Response:
    ref = groups.remove_group(group_id, me().id)
    commit()
    flash("Usunięto grupę.", "success")
    return go("surveys_desk.show_study", ref=ref)


def _edited(group_id: int, form: VersionedForm, made: Callable[[], editing.Change], anchor: str, template: str,
            **shown: Any) -> Response:  # fmt: skip
    """Show a form of the editor; when it came right, make its change and lead back to the group."""
    if form.validate_on_submit():
        done = _save(group_id, form, made(), anchor)
        if done is not None:
            return done
    return page(f"research/surveys/desk/{template}", form=form, group=rows.group_row(group_id), **shown)


@bp.route("/<int:group_id>/strony/nowa/", methods=["GET", "POST"])
@requires(Permission.SurveyKeep)
def add_page(group_id: int) -> Response:
    group = rows.group_row(group_id)
    form = editor.PageForm.of(desk.whole_of(group), None, group.version)
    return _edited(group_id, form, lambda: editing.new_page(*form.said()), "koniec", "page.html", edited=None)


@bp.route("/<int:group_id>/strony/<page_key>/", methods=["GET", "POST"])
@requires(Permission.SurveyKeep)
def edit_page(group_id: int, page_key: str) -> Response:
    group = rows.group_row(group_id)
    edited = _page_of(group, page_key)
    form = editor.PageForm.of(desk.whole_of(group), edited, group.version)
    return _edited(
        group_id, form, lambda: editing.put_page(edited, *form.said()), page_key, "page.html", edited=edited
    )  # fmt: skip


@bp.route("/<int:group_id>/strony/<page_key>/nowe-pytanie/", methods=["GET", "POST"])
@requires(Permission.SurveyKeep)
def add_question(group_id: int, page_key: str) -> Response:
    group = rows.group_row(group_id)
    seen, form = _page_of(group, page_key), editor.QuestionForm.of(None, group.version)
    return _edited(
        group_id, form, lambda: editing.new_question(page_key, form.question(None)), page_key, "question.html",
        seen=seen, edited=None,
    )  # fmt: skip


@bp.route("/<int:group_id>/pytania/<key>/", methods=["GET", "POST"])
@requires(Permission.SurveyKeep)
def edit_question(group_id: int, key: str) -> Response:
    group = rows.group_row(group_id)
    edited = _question_of(group, key)
    form = editor.QuestionForm.of(edited, group.version)
    return _edited(
        group_id, form, lambda: editing.put_question(form.question(edited)), key, "question.html", edited=edited
    )  # fmt: skip


@bp.route("/<int:group_id>/strony/<page_key>/nowe-przejscie/", methods=["GET", "POST"])
@requires(Permission.SurveyKeep)
def add_branch(group_id: int, page_key: str) -> Response:
    group = rows.group_row(group_id)
    seen = _page_of(group, page_key)
    form = editor.BranchForm.of(desk.whole_of(group), seen, group.version)
    return _edited(
        group_id, form, lambda: editing.new_branch(page_key, form.branch()), page_key, "branch.html", seen=seen
    )  # fmt: skip


@bp.post("/<int:group_id>/zmien")
@requires(Permission.SurveyKeep)
def rearrange(group_id: int) -> Response:
    """Move or remove a page, a question or a branch, as the button says: „do:co:klucz”."""
    form = VersionedForm()
    made, anchor = editing.rearranged(desk.whole_of(rows.group_row(group_id)), request.form.get("co", ""))
    if made is None:
        raise Missing
    done = _save(group_id, form, made, anchor)
    if done is not None:
        return done
    flash(str(form.form_errors[0]), "error")
    return go(".show_group", group_id=group_id)
