"""Answering a survey: an invitation, consent, page after page, a draft for later, sending.

Each page is the answer to the form of the one before it. No session is begun beyond the security token of the form.
"""

from typing import Any

from flask import Blueprint, Response, request

from akademia.core.db import commit, rollback
from akademia.core.doors import public
from akademia.core.errors import Missing, RuleBroken
from akademia.core.limits import limiter, nameless
from akademia.core.links import full_url_for
from akademia.core.web import go, page
from akademia.research.surveys.forms import answering as forms
from akademia.research.surveys.models import SurveyGroup
from akademia.research.surveys.queries import keys, rows
from akademia.research.surveys.queries.answering import END, Step, Survey, survey_of
from akademia.research.surveys.services import answering as services
from akademia.research.surveys.services import inviting

bp = Blueprint("answering", __name__, url_prefix="/badania/ankiety")
limit_tokens = limiter.limit("300 per hour", methods=["POST"], key_func=nameless)
limit_pages = limiter.limit("3000 per hour", methods=["POST"], key_func=nameless)


@bp.route("/<slug>/<key>/odpowiedz/", methods=["GET", "POST"])
@public(cached=False)
@limit_pages
def answer(slug: str, key: str) -> Response:
    """Begin, go on, go back, keep for later, send: the button's name says which."""
    group = rows.group_at(slug, key)
    try:
        if not services.is_open(group.study):
            raise services.NotOpen
        if request.method == "GET" or "zacznij" in request.form:
            return _begin(group)
        if "wyslij" in request.form and services.was_sent(group, request.form.get("once", "")):
            return go("surveys.show_thanks", slug=slug)
        services.check_pass(group, request.form.get("ticket", ""))
        return _go_on(group)
    except RuleBroken as refused:
        rollback()
        return _refused(refused)


def _begin(group: SurveyGroup) -> Response:
    """Ask for consent; once it is given, show the first page."""
    if group.study.mode == "tokens":
        return page("research/surveys/code.html", form=forms.CodeForm(), survey=group.study)
    form = forms.ConsentForm()
    if not form.validate_on_submit():
        return page("research/surveys/begin.html", form=form, group=group, study=group.study)
    survey = survey_of(group)
    return _show(group, survey, survey.step("", {}), {}, {"agreed": "1"})


def _go_on(group: SurveyGroup) -> Response:
    survey, sent = survey_of(group), forms.SurveyForm()
    said, travel, place = forms.sent_so_far(survey.whole), sent.travel(), sent.place.data or ""
    if not sent.validate() or travel["agreed"] != "1":
        return _show(group, survey, survey.step(place, said), said, travel, sent.form_errors)
    if "wstecz" in request.form:
        return _show(group, survey, survey.before(place, said), said, travel)
    if "pozniej" in request.form:
        return _keep(group, survey, place, said, travel)
    wrong = _first_wrong(group, survey, survey.step(place, said), said, travel)
    if wrong is not None:
        return wrong
    if place == END and "wyslij" in request.form:
        return _send(group, survey, said, travel)
    return _show(group, survey, survey.after(place, said), said, travel)


def _first_wrong(group: SurveyGroup, survey: Survey, here: Step, said: forms.Said,
                 travel: dict[str, str]) -> Response | None:  # fmt: skip
    """Return the page to be mended: the present one, or at the last look the first of the way that is wrong."""
    for step in survey.steps(said):
        if step.page is None or (here.page is not None and step.place != here.place):
            continue
        form = forms.survey_form(step.page, step.place, said, travel, survey.regions)
        if forms.complain_of(form, step.page, said, survey.regions):
            return _page(group, survey, step, said, form)
    return None


def _show(group: SurveyGroup, survey: Survey, step: Step, said: forms.Said, travel: dict[str, str],
          errors: Any = ()) -> Response:  # fmt: skip
    form = forms.survey_form(step.page, step.place, said, {**forms.SurveyForm(formdata=None).travel(), **travel},
                             survey.regions)  # fmt: skip
    form.form_errors = list(errors)
    return _page(group, survey, step, said, form)


def _page(group: SurveyGroup, survey: Survey, step: Step, said: forms.Said, form: forms.SurveyForm) -> Response:
    return page("research/surveys/page.html", form=form, group=group, study=group.study, step=step,
                total=len(survey.steps(said)), told=survey.told(said) if step.page is None else [])  # fmt: skip


def _keep(group: SurveyGroup, survey: Survey, place: str, said: forms.Said, travel: dict[str, str]) -> Response:
    data = {"said": said, "place": survey.step(place, said).place, **travel}
    secret = services.keep_draft(group, data, travel["draft"])
    commit()
    link = full_url_for("answering.show_draft", secret=secret)
    return page("research/surveys/kept.html", link=link, study=group.study)


def _send(group: SurveyGroup, survey: Survey, said: forms.Said, travel: dict[str, str]) -> Response:
    services.send(group, survey.answers(said), travel["ticket"], travel["once"], travel["draft"])
    slug = group.study.slug
    commit()
    return go("surveys.show_thanks", slug=slug)


def _refused(refused: RuleBroken) -> Response:
    return page("research/surveys/refused.html", 409, said=refused.message)


@bp.get("/szkic/<secret>/")
@public(cached=False)
def show_draft(secret: str) -> Response:
    """Go on with what was kept, at the page where it was left."""
    try:
        draft, data = keys.draft_by(secret)
        group = rows.group_row(draft.group_id)
    except Missing:
        return page("research/surveys/dead_link.html", 404)
    if not services.is_open(group.study):
        return _refused(services.NotOpen())
    survey = survey_of(group)
    travel = {**{name: str(data.get(name, "")) for name in ("agreed", "ticket", "once")}, "draft": secret}
    return _show(group, survey, survey.step(data["place"], data["said"]), data["said"], travel)


@bp.route("/kod/", methods=["GET", "POST"])
@public(cached=False)
@limit_tokens
def enter_code() -> Response:
    form = forms.CodeForm()
    if form.validate_on_submit():
        token = keys.typed_token(form.code.data or "")
        try:
            keys.invitation_by(token)
        except Missing:
            form.code.errors = ["Nie ma takiego kodu. Sprawdź, czy każdy znak jest jak na zaproszeniu"]
        else:
            return go(".show_invitation", token=token)
    return page("research/surveys/code.html", form=form, survey=None)


@bp.route("/zaproszenie/<token>/", methods=["GET", "POST"])
@public(cached=False)
@limit_tokens
def show_invitation(token: str) -> Response:
    """Exchange a token for a pass, in a transaction of its own; a look at the page changes nothing."""
    try:
        group = keys.invitation_by(token).group
    except Missing:
        return page("research/surveys/dead_link.html", 404)
    form = forms.ConsentForm()
    if not services.is_open(group.study):
        return _refused(services.NotOpen())
    if not form.validate_on_submit():
        return page("research/surveys/begin.html", form=form, group=group, study=group.study, token=token)
    try:
        group, ticket = services.exchange(token)
    except RuleBroken as refused:
        rollback()
        return _refused(refused)
    commit()
    survey = survey_of(group)
    return _show(group, survey, survey.step("", {}), {}, {"agreed": "1", "ticket": ticket})


@bp.post("/zaproszenie/<token>/bez-listow/")
@public(cached=False)
@limit_tokens
def refuse_letters(token: str) -> Response:
    try:
        inviting.refuse_letters(token)
    except Missing:
        return page("research/surveys/dead_link.html", 404)
    commit()
    return page("research/surveys/no_letters.html", token=token)
