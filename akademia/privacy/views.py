"""The privacy desk: what is kept, a copy to take, erasing, the receipt. For staff: wordings of consents."""

from flask import Blueprint, Response, flash, send_file

from akademia.accounts import queries as people
from akademia.accounts.limits import limit_attempts
from akademia.accounts.services import password_fits, publish_wording
from akademia.accounts.views import end_session
from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, public, requires
from akademia.core.errors import RuleBroken
from akademia.core.web import go, page
from akademia.privacy import queries, services
from akademia.privacy.forms import EraseForm, WordingForm, erase_form

bp = Blueprint("privacy", __name__, url_prefix="/konto/dane")
staff = Blueprint("consents_desk", __name__, url_prefix="/panel/zgody")
BLUEPRINTS = (bp, staff)


@bp.get("/")
@requires(Permission.AccountUse, first=True)
def show_desk() -> Response:
    user = me()
    cards = [(card, card.tally(user.id)) for card in queries.shown_cards()]
    return page(
        "privacy/desk.html",
        cards=cards,
        rules=queries.retentions(),
        takeouts=queries.takeouts_of(user.id),
        kept_days=queries.TAKEOUT_KEPT_DAYS,
        consents=people.consent_rows(user),
        history=people.consent_history(user),
    )


@bp.post("/kopia/")
@requires(Permission.AccountUse, first=True)
def ask_for_takeout() -> Response:
    services.ask_for_takeout(me().id)
    commit()
    flash("Przygotowujemy kopię Twoich danych. Zwykle trwa to krócej niż minutę.", "success")
    return go(".show_desk", _anchor="kopia")


@bp.get("/kopia/<token>/")
@requires(Permission.AccountUse, first=True)
def download_takeout(token: str) -> Response:
    takeout = queries.own_takeout(token, me())
    response = send_file(
        services.path_of(takeout.token), "application/zip", as_attachment=True, download_name="moje-dane-akademia.zip"
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/usun/")
@requires(Permission.AccountUse, first=True)
def show_erase() -> Response:
    return _erase_page(erase_form(queries.open_choices(me().id))(formdata=None))


@bp.post("/usun/")
@requires(Permission.AccountUse, first=True)
@limit_attempts
def erase() -> Response:
    user = me()
    number, form = user.id, erase_form(queries.open_choices(user.id))()
    if not form.validate_on_submit():
        return _erase_page(form)
    if not password_fits(user, form.password.data):
        form.password.errors = [services.PasswordWrong.message]
        return _erase_page(form)
    try:
        made = services.erase_person(number, form.chosen(), actor=number)
    except RuleBroken as refused:
        rollback()
        form.form_errors.append(refused.message)
        return _erase_page(form)
    token = made.token
    commit()
    end_session()
    return go(".show_receipt", token=token)


def _erase_page(form: EraseForm) -> Response:
    if me().by_card:
        form.password.label.text = "PIN z karty"
    user = me()
    choices = queries.open_choices(user.id)
    parts = queries.parts_before(user.id)
    return page("privacy/erase.html", form=form, choices=choices, parts=parts, alone=people.is_only_admin(user))


@bp.get("/potwierdzenie/<token>/")
@public(cached=False)
def show_receipt(token: str) -> Response:
    return page("privacy/receipt.html", receipt=queries.receipt(token))


@staff.get("/")
@requires(Permission.SettingsChange)
def show_wordings() -> Response:
    return page("privacy_desk/wordings.html", texts=people.consent_texts())


@staff.get("/<key>/")
@requires(Permission.SettingsChange)
def show_wording(key: str) -> Response:
    text = people.consent_text(key)
    return _wording_page(key, WordingForm(formdata=None, words=text.text, version=text.version))


@staff.post("/<key>/")
@requires(Permission.SettingsChange)
def publish(key: str) -> Response:
    text, form = people.consent_text(key), WordingForm()
    if not form.validate_on_submit():
        return _wording_page(key, form)
    try:
        publish_wording(key, form.words.data, form.changes.data, form.version.data, me().id)
    except RuleBroken as refused:
        form.form_errors.append(refused.message)
        form.version.data, form.version.raw_data = text.version, None
        return _wording_page(key, form, status=409)
    commit()
    flash("Opublikowano nową wersję.", "success")
    return go(".show_wordings")


def _wording_page(key: str, form: WordingForm, status: int = 200) -> Response:
    return page("privacy_desk/wording.html", status, text=people.consent_text(key), form=form)
