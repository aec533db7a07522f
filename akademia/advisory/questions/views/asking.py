"""Asking: the question, its check before sending, sending it."""

from typing import Any

from flask import Blueprint, Response, flash, request, session

from akademia.accounts.limits import limit_attempts, limit_letters
from akademia.accounts.models import User
from akademia.advisory.questions.forms.asking import CheckedForm, QuestionForm, files_in
from akademia.advisory.questions.queries import cases, checking
from akademia.advisory.questions.queries.alike import alike
from akademia.advisory.questions.queries.links import same_secret
from akademia.advisory.questions.services import asking, links
from akademia.core import db
from akademia.core.doors import Permission, me, public, requires
from akademia.core.errors import RuleBroken
from akademia.core.links import path_to
from akademia.core.templating import has_session
from akademia.core.web import go, page

bp = Blueprint("asking", __name__, url_prefix="/doradztwo")


def _asker() -> User | None:
    """Return who asks, if with an account."""
    person = me() if has_session() else None
    return person if person is not None and person.is_authenticated else None


@bp.get("/zapytaj/")
@public(cached=False)
def show_form() -> Response:
    said = request.args
    topic = cases.topic_number(said.get("temat", ""))
    return _form_page(QuestionForm(_asker(), formdata=None, provision=said.get("przepis", ""), topic=topic))


def _form_page(form: QuestionForm) -> Response:
    return page("advisory/questions/ask.html", form=form, about=form.about, limits=checking.LIMITS)


@bp.post("/zapytaj/")
@public(cached=False)
@limit_attempts
def check() -> Response:
    """Show what may answer already, and what of the question looks like somebody's data."""
    form = CheckedForm(_asker())
    if "popraw" in request.form or not form.validate_on_submit():
        return _form_page(form)
    return _check_page(form)


def _check_page(form: CheckedForm, status: int = 200) -> Response:
    found = [(one, path_to(one.endpoint, one.place)) for one in alike(form.title.data)]
    data = checking.personal_data(form.title.data, form.words.data)
    return page("advisory/questions/check.html", status, form=form, alike=found, data=data, about=form.about,
                limits=checking.LIMITS)  # fmt: skip


@bp.post("/zapytaj/wyslij/")
@public(cached=False, largest_bytes=asking.LARGEST_QUESTION_BYTES)
@limit_letters
def send() -> Response:
    """Take the question in. Its files are judged and laid before the writing transaction begins."""
    form = CheckedForm(_asker())
    if not form.validate_on_submit():
        return _form_page(form)
    if checking.personal_data(form.title.data, form.words.data) and not form.own_data.data:
        form.own_data.errors = ["Usuń te dane z pytania albo zaznacz to pole"]
        return _check_page(form)
    db.let_go()
    try:
        with db.writing(False):
            laid = asking.receive(files_in(form.files))
    except RuleBroken as refusal:
        form.files.errors = [refusal.message]
        return _check_page(form)
    db.let_go()
    return _sent(asking.ask(_asked(form), laid))


def _asked(form: QuestionForm) -> asking.Asked:
    user, about = _asker(), form.about
    return asking.Asked(
        topic=cases.open_topic(form.topic.data), title=form.title.data, words=form.words.data,
        role=form.role.data or None, commune_code=form.commune.data, provision_id=about.id if about else None,
        name=form.name.data or None,
        email=None if user else form.email.data, user=user,
    )  # fmt: skip


def _sent(taken: asking.Taken) -> Response:
    """Lead to the case; who only sends the same words again, from elsewhere, is told that they came."""
    case = taken.case
    known: Any = taken.is_new or session.get("asked") == case.id or case.asker_id is not None
    number, secret = case.number, links.link_secret(case) if known else ""
    session["asked"] = case.id if known else session.get("asked")
    db.commit()
    if not known:
        return page("advisory/questions/known.html", number=number)
    flash(f"Mamy Twoje pytanie. Numer sprawy: {number}." if taken.is_new else
          f"To pytanie już u nas jest, w sprawie {number}. Nie zakładamy drugiej.", "success")  # fmt: skip
    return go("cases.show_case", secret=secret)


@bp.get("/moje-sprawy/")
@requires(Permission.AccountUse)
def list_own() -> Response:
    return page("advisory/questions/own.html", cases=cases.own_cases(me().id), states=checking.STATES)


@bp.get("/moje-sprawy/<int:case_id>/")
@requires(Permission.AccountUse)
def show_own(case_id: int) -> Response:
    """Lead the holder of an account to a case of theirs; where its link cannot be made anew, to where one is sent."""
    secret = same_secret(cases.own_case(case_id, me().id))
    return go("cases.show_case", secret=secret) if secret else go("cases.ask_link")
