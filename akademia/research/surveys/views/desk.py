"""Studies at the desk of staff: the list, beginning one, its settings, opening and closing."""

from flask import Blueprint, Response, flash

from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, requires
from akademia.core.errors import RuleBroken
from akademia.core.web import asked, go, page
from akademia.research.surveys.forms import desk as forms
from akademia.research.surveys.queries import desk, rows
from akademia.research.surveys.queries.checks import what_stops
from akademia.research.surveys.queries.reading import MODES, STATES
from akademia.research.surveys.services import groups, inviting, opening, starting
from akademia.texts.services.rendering import lexicon

bp = Blueprint("surveys_desk", __name__, url_prefix="/panel/ankiety")


@bp.get("/")
@requires(Permission.SurveyKeep)
def show_desk() -> Response:
    how = asked({"tytul", "zmiana"}, "-zmiana", {"stan": STATES})
    return page("research/surveys/desk/studies.html", list=desk.desk_studies(how), asked=how, states=STATES)


@bp.route("/nowe/", methods=["GET", "POST"])
@requires(Permission.SurveyKeep)
def begin_study() -> Response:
    form = forms.BeginForm().offer(desk.templates())
    if not form.validate_on_submit():
        return page("research/surveys/desk/begin.html", form=form)
    like = int(form.like.data) if form.like.data else None
    study = starting.begin_study(form.title.data or "", like, lexicon(), me().id)
    ref = study.id
    commit()
    flash("Zaczęto badanie. Nikt poza redakcją go nie widzi, dopóki go nie otworzysz.", "success")
    return go(".show_study", ref=ref)


@bp.get("/<int:ref>/")
@requires(Permission.SurveyKeep)
def show_study(ref: int) -> Response:
    study = rows.study_row(ref)
    stops = what_stops(study) if study.state == "draft" else []
    return page(
        "research/surveys/desk/study.html", study=study, groups=desk.group_counts(study), stops=stops, states=STATES,
        modes=MODES, has_draft=desk.has_draft(ref), may_remind=study.state == "open" and inviting.may_remind(study),
        extend=forms.ExtendForm(),
    )  # fmt: skip


@bp.route("/<int:ref>/ustawienia/", methods=["GET", "POST"])
@requires(Permission.SurveyKeep)
def plan_study(ref: int) -> Response:
    study = rows.study_row(ref)
    form = forms.PlanForm.of(study)
    if form.validate_on_submit():
        wanted = opening.Plan(form.mode.data, form.opens_at, form.closes_at)
        try:
            opening.plan(ref, form.opened, wanted, me().id)
        except RuleBroken as refused:
            rollback()
            form.form_errors = [refused.message]
        else:
            commit()
            flash("Zapisano ustawienia.", "success")
            return go(".show_study", ref=ref)
    return page("research/surveys/desk/plan.html", form=form, study=rows.study_row(ref))


@bp.post("/<int:ref>/otworz")
@requires(Permission.SurveyKeep)
def open_study(ref: int) -> Response:
    opening.open_study(ref, me().id)
    commit()
    flash("Badanie jest otwarte. Słowa, zgoda i pytania są zamrożone.", "success")
    return go(".show_study", ref=ref)


@bp.route("/<int:ref>/przedluz/", methods=["GET", "POST"])
@requires(Permission.SurveyKeep)
def extend_study(ref: int) -> Response:
    study, form = rows.study_row(ref), forms.ExtendForm()
    if form.validate_on_submit() and form.closes_at:
        try:
            opening.extend(ref, form.closes_at, me().id)
        except RuleBroken as refused:
            rollback()
            form.closes_on.errors = [refused.message]
        else:
            commit()
            flash("Badanie potrwa dłużej.", "success")
            return go(".show_study", ref=ref)
    return page("research/surveys/desk/extend.html", form=form, study=study)


@bp.route("/<int:ref>/zamknij/", methods=["GET", "POST"])
@requires(Permission.SurveyKeep)
def close_study(ref: int) -> Response:
    study, form = rows.study_row(ref), forms.Form()
    if form.validate_on_submit():
        opening.close_study(ref, me().id)
        commit()
        flash("Badanie jest zamknięte. Wszystkie odpowiedzi są w zbiorze do policzenia.", "success")
        return go(".show_study", ref=ref)
    return page("research/surveys/desk/close.html", form=form, study=study)


@bp.route("/<int:ref>/nowa-grupa/", methods=["GET", "POST"])
@requires(Permission.SurveyKeep)
def add_group(ref: int) -> Response:
    study, form = rows.study_row(ref), forms.GroupForm()
    if not form.validate_on_submit():
        return page("research/surveys/desk/group_words.html", form=form, study=study, group=None)
    group = groups.add_group(ref, form.name.data or "", form.summary.data or "", me().id)
    group_id = group.id
    commit()
    flash("Dodano grupę. Ułóż jej pytania.", "success")
    return go("survey_questions.show_group", group_id=group_id)


@bp.post("/<int:ref>/przypomnij")
@requires(Permission.SurveyKeep)
def remind(ref: int) -> Response:
    inviting.ask_to_remind(ref, me().id)
    commit()
    flash("Przypomnienia wyjdą za chwilę, tylko do tych, od których nie ma odpowiedzi.", "success")
    return go(".show_study", ref=ref)
