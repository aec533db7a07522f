"""A case by its private link: its page, replies, closing, consent, erasing; and the way to a lost link."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Response, flash

from akademia.accounts.limits import limit_attempts, limit_letters
from akademia.advisory.questions.forms.asking import LostLinkForm, ReplyForm, files_in
from akademia.advisory.questions.models import Case
from akademia.advisory.questions.queries import cases, checking, links
from akademia.advisory.questions.queries.public_draft import public_of
from akademia.advisory.questions.services import asking, consent, erasing, letters, replying, working
from akademia.core import db
from akademia.core.doors import public
from akademia.core.errors import Missing, RuleBroken
from akademia.core.operator import OPERATOR
from akademia.core.web import go, page
from akademia.storage.queries import kind_of
from akademia.storage.views import serve

bp = Blueprint("cases", __name__, url_prefix="/doradztwo/sprawa")


@bp.after_request
def _keep_secret(response: Response) -> Response:
    """Keep the link to its holder: in no cache, no index, and in no address that is left behind."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _or_dead(view: Callable[..., Any]) -> Callable[..., Any]:
    """Say in plain words that a link is none, or that its time has passed."""

    @wraps(view)
    def shown(**place: Any) -> Any:
        try:
            return view(**place)
        except links.Expired:
            return page("advisory/questions/dead.html", 410, expired=True, kept_days=OPERATOR.cases_kept_days)
        except Missing:
            return page("advisory/questions/dead.html", 404, expired=False, kept_days=OPERATOR.cases_kept_days)

    return shown


@bp.route("/", methods=["GET", "POST"])
@public(cached=False)
@limit_letters
def ask_link() -> Response:
    """Send a lost link again. The answer is the same, whether there is such a case or not."""
    form = LostLinkForm()
    if not form.validate_on_submit():
        return page("advisory/questions/lost.html", form=form)
    case = cases.case_of(form.number.data, form.email.data)
    if case is not None:
        letters.send_link(case)
    db.commit()
    return page("advisory/questions/sent.html", number=form.number.data, email=form.email.data)


@bp.get("/<secret>/")
@public(cached=False)
@_or_dead
def show_case(secret: str) -> Response:
    return _case_page(links.case_by_secret(secret), ReplyForm(formdata=None), secret)


def _case_page(case: Case, form: ReplyForm, secret: str) -> Response:
    return page(
        "advisory/questions/case.html", form=form, case=case, secret=secret, said=cases.conversation(case.id),
        about=cases.about_number(case.provision_id), states=checking.STATES, limits=checking.LIMITS,
        merged=cases.merged_number(case), public=public_of(case.id) if case.consent != "none" else None,
    )  # fmt: skip


@bp.post("/<secret>/odpowiedz/")
@public(cached=False, largest_bytes=asking.LARGEST_QUESTION_BYTES)
@limit_attempts
@_or_dead
def reply(secret: str) -> Response:
    form, case = ReplyForm(), links.case_by_secret(secret)
    if not form.validate_on_submit():
        return _case_page(case, form, secret)
    db.let_go()
    try:
        with db.writing(False):
            laid = asking.receive(files_in(form.files))
    except RuleBroken as refusal:
        form.files.errors = [refusal.message]
        return _case_page(links.case_by_secret(secret), form, secret)
    db.let_go()
    return _do(secret, lambda held: replying.reply(held, form.words.data, laid), "Mamy Twoją odpowiedź.", "rozmowa")


def _do(secret: str, act: Callable[[Case], object], words: str, anchor: str | None = None) -> Response:
    """Do an act to a held case and say so; what its state does not allow is said, too."""
    try:
        act(links.case_by_secret(secret, hold=True))
        db.commit()
        flash(words, "success")
    except RuleBroken as refused:
        db.rollback()
        flash(refused.message, "error")
    return go(".show_case", secret=secret, _anchor=anchor)


@bp.post("/<secret>/zamknij/")
@public(cached=False)
@_or_dead
def close(secret: str) -> Response:
    return _do(secret, replying.close, "Sprawa jest zamknięta. Możesz ją otworzyć jeszcze raz.")


@bp.post("/<secret>/otworz/")
@public(cached=False)
@_or_dead
def reopen(secret: str) -> Response:
    return _do(secret, replying.reopen, "Sprawa jest znów otwarta. Napisz, o co chodzi.")


CONSENTS: dict[str, tuple[Callable[[Case], None], str]] = {
    "tak": (consent.give, "Dziękujemy. Zgoda jest zapisana. Możesz ją cofnąć w każdej chwili."),
    "nie": (consent.refuse, "Rozumiemy. Odpowiedzi nie opublikujemy."),
    "cofam": (consent.withdraw, "Zgoda jest cofnięta. Odpowiedź zniknęła ze strony."),
}


@bp.post("/<secret>/zgoda/<any(tak, nie, cofam):said>/")
@public(cached=False)
@_or_dead
def decide_consent(secret: str, said: str) -> Response:
    act, words = CONSENTS[said]
    return _do(secret, act, words, "zgoda")


@bp.get("/<secret>/plik/<int:attachment_id>/")
@public(cached=False)
@_or_dead
def show_file(secret: str, attachment_id: int) -> Response:
    file, name = cases.file_of(links.case_by_secret(secret).id, attachment_id)
    return serve(file, kind_of(file), name, as_download=True)


@bp.post("/<secret>/plik/<int:attachment_id>/usun/")
@public(cached=False)
@_or_dead
def remove_file(secret: str, attachment_id: int) -> Response:
    words = "Plik jest usunięty. Rozmowa zostaje."
    return _do(secret, lambda held: working.remove_attachment(held, attachment_id, None), words, "rozmowa")


@bp.get("/<secret>/usun/")
@public(cached=False)
@_or_dead
def show_erase(secret: str) -> Response:
    return page("advisory/questions/erase.html", case=links.case_by_secret(secret), secret=secret)


@bp.post("/<secret>/usun/")
@public(cached=False)
@_or_dead
def erase(secret: str) -> Response:
    receipt = erasing.erase_case(links.case_by_secret(secret, hold=True))
    db.commit()
    return go(".show_receipt", receipt=receipt)


@bp.get("/usunieta/<receipt>/")
@public(cached=False)
@_or_dead
def show_receipt(receipt: str) -> Response:
    number, at = links.read_receipt(receipt)
    return page("advisory/questions/receipt.html", number=number, at=at)
