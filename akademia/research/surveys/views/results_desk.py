"""Results at the desk: counting them, coding open answers, publishing, the report in the library."""

from collections.abc import Callable

from flask import Blueprint, Response, flash, request

from akademia.core.area import inlet
from akademia.core.db import commit
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.links import full_url_for, path_to
from akademia.core.web import go, page, send_to
from akademia.research.surveys.forms.coding import AnswersForm, CodesForm
from akademia.research.surveys.queries import coding as open_answers
from akademia.research.surveys.queries.result_desk import desk_results
from akademia.research.surveys.queries.results import counted_results
from akademia.research.surveys.services import coding, reports, results
from akademia.research.surveys.views.results import crossed_part, filtered_part, groups_part, where

bp = Blueprint("results_desk", __name__, url_prefix="/panel/ankiety")


@bp.get("/<int:ref>/wyniki/")
@requires(Permission.SurveyKeep)
def show_results(ref: int) -> Response:
    found = desk_results(ref)
    groups = groups_part(counted_results(ref), desk=True) if found.version else None
    may_report = inlet(reports.INLET) is not None and me().may(Permission.LibraryEdit)
    return page("research/surveys/results/desk/results.html", found=found, groups=groups, may_report=may_report)


@bp.post("/<int:ref>/wyniki/policz")
@requires(Permission.SurveyKeep)
def count_results(ref: int) -> Response:
    results.ask_to_count(ref, me().id)
    commit()
    flash("Liczymy wyniki. Odśwież stronę za chwilę.", "success")
    return go(".show_results", ref=ref)


@bp.post("/<int:ref>/wyniki/opublikuj")
@requires(Permission.SurveyKeep)
def publish_results(ref: int) -> Response:
    results.publish(ref, me().id)
    commit()
    flash("Opublikowano wyniki.", "success")
    return go(".show_results", ref=ref)


@bp.post("/<int:ref>/wyniki/wycofaj")
@requires(Permission.SurveyKeep)
def withdraw_results(ref: int) -> Response:
    results.withdraw(ref, me().id)
    commit()
    flash("Wyniki nie są już widoczne dla czytelników.", "success")
    return go(".show_results", ref=ref)


@bp.get("/<int:ref>/wyniki/<group>/")
@requires(Permission.SurveyKeep)
def show_group(ref: int, group: str) -> Response:
    counted = counted_results(ref)
    found, figures = filtered_part(counted, group, desk=True)
    return page("research/surveys/results/desk/filtered.html", found=found, figures=figures, **where(counted, True))


@bp.get("/<int:ref>/wyniki/<group>/tabela/")
@requires(Permission.SurveyKeep)
def show_table(ref: int, group: str) -> Response:
    counted = counted_results(ref)
    return page(
        "research/surveys/results/desk/crossed.html", found=crossed_part(counted, group), **where(counted, True)
    )


@bp.route("/<int:ref>/wyniki/<group>/kody/<question>/", methods=["GET", "POST"])
@requires(Permission.SurveyKeep)
def edit_codes(ref: int, group: str, question: str) -> Response:
    found = open_answers.open_question(ref, group, question)
    form = CodesForm(codes="\n".join(code.words for code in found.codes), version=str(found.version))
    if form.validate_on_submit() and _tried(form, lambda: coding.save_codes(found, form.lines(), form.opened, me().id)):
        commit()
        flash("Zapisano kody. Teraz nadaj je odpowiedziom.", "success")
        return go(".code_answers", ref=ref, group=group, question=question)
    return page("research/surveys/results/desk/codes.html", form=form, found=found)


@bp.route("/<int:ref>/wyniki/<group>/odpowiedzi/<question>/", methods=["GET", "POST"])
@requires(Permission.SurveyKeep)
def code_answers(ref: int, group: str, question: str) -> Response:
    found = open_answers.open_question(ref, group, question)
    number = request.args.get("strona", 1, int)
    shown = open_answers.coding_page(found, number)
    form = AnswersForm()
    sent = form.rows([one.key for one in shown.answers]) if form.is_submitted() else {}
    given = {key: coding.Given(*row) for key, row in sent.items()}
    if form.validate_on_submit() and _tried(form, lambda: coding.code_answers(found, given, me().id)):
        commit()
        flash("Zapisano. Policz wyniki jeszcze raz, żeby kody się w nich znalazły.", "success")
        return go(".code_answers", ref=ref, group=group, question=question, strona=min(number + 1, shown.last))
    return page("research/surveys/results/desk/coding.html", form=form, found=found, shown=shown, given=given)


@bp.post("/<int:ref>/wyniki/raport/opublikuj")
@requires(Permission.LibraryEdit)
def publish_report(ref: int) -> Response:
    item = reports.publish(ref, _readers_address(ref), me().id)
    commit()
    flash("Raport jest w bibliotece i widzą go czytelnicy.", "success")
    return send_to(path_to(item.endpoint, item.place))


@bp.post("/<int:ref>/wyniki/raport")
@requires(Permission.LibraryEdit)
def hand_in_report(ref: int) -> Response:
    draft = reports.hand_in(ref, _readers_address(ref), me().id)
    commit()
    flash("Raport jest szkicem w bibliotece. Uzupełnij opis i licencję, potem przekaż go do sprawdzenia.", "success")
    return send_to(path_to(draft.endpoint, draft.place))


def _readers_address(ref: int) -> str:
    return full_url_for("survey_results.show_results", slug=counted_results(ref).slug)


def _tried(form: CodesForm | AnswersForm, act: Callable[[], None]) -> bool:
    """Do an act; where a rule refuses it, say so on the form."""
    try:
        act()
    except RuleBroken as refusal:
        form.form_errors = [refusal.message]
        return False
    return True
