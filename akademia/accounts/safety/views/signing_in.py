"""The second step, signing in by a passkey, and proving again who one is."""

from flask import Response, flash, url_for

from akademia.accounts.limits import limit_sign_in
from akademia.accounts.models import User
from akademia.accounts.safety import queries, services
from akademia.accounts.safety import session as kept
from akademia.accounts.safety.forms import AgainForm, CodeForm, KeyForm, RecoveryForm
from akademia.accounts.safety.limits import limit_codes
from akademia.accounts.safety.views.blueprint import bp
from akademia.core.db import commit
from akademia.core.doors import Permission, me, public, requires
from akademia.core.web import go, page, send_to

KEY_FAILED = "Nie udało się potwierdzić klucza. Spróbuj jeszcze raz albo wybierz inny sposób."
TOO_LATE = "Minęło za dużo czasu. Zaloguj się od początku."


@bp.route("/logowanie/drugi-krok/", methods=["GET", "POST"])
@public(cached=False)
@limit_codes
def ask_code() -> Response:
    user, form = kept.who_stands_before_step(), CodeForm()
    if user is None:
        return _from_the_start()
    if form.validate_on_submit():
        if services.use_code(user, form.code.data):
            return _let_in(user, form.next.data)
        form.code.errors = ["Ten kod się nie zgadza. Wpisz kod, który aplikacja pokazuje teraz."]
    ways = queries.ways_of(user.id)
    options = queries.options_to_ask("second", kept.key_session(), user.id) if ways.passkeys else None
    return page("accounts/safety/step.html", form=form, ways=ways, options=options)


@bp.post("/logowanie/drugi-krok/klucz/")
@public(cached=False)
@limit_codes
def show_key_in_step() -> Response:
    user, form = kept.who_stands_before_step(), KeyForm()
    if user is None:
        return _from_the_start()
    if form.validate() and services.use_passkey(form.credential.data, "second", kept.key_session(), user):
        return _let_in(user, form.next.data)
    flash(KEY_FAILED, "error")
    return go(".ask_code", next=form.next.data or None)


@bp.route("/logowanie/kod-zapasowy/", methods=["GET", "POST"])
@public(cached=False)
@limit_codes
def ask_recovery_code() -> Response:
    user, form = kept.who_stands_before_step(), RecoveryForm()
    if user is None:
        return _from_the_start()
    if form.validate_on_submit():
        if services.use_recovery_code(user, form.code.data):
            return _let_in(user, form.next.data)
        form.code.errors = ["Ten kod się nie zgadza albo był już użyty. Każdy działa tylko raz."]
    return page("accounts/safety/recovery.html", form=form)


@bp.post("/logowanie/klucz/")
@public(cached=False)
@limit_sign_in
def sign_in_by_key() -> Response:
    form = KeyForm()
    user = services.use_passkey(form.credential.data, "sign-in", kept.key_session()) if form.validate() else None
    if user is None or user.confirmed_at is None:
        flash(KEY_FAILED, "error")
        return go("security.login", next=form.next.data or None)
    return _let_in(user, form.next.data)


@bp.route("/bezpieczenstwo/to-ja/", methods=["GET", "POST"])
@requires(Permission.AccountUse)
@limit_codes
def ask_again() -> Response:
    user, form = me(), AgainForm()
    if user.by_card:
        form.password.label.text = "PIN z karty"
    if form.validate_on_submit():
        if user.verify_and_update_password(form.password.data):
            return _proven_again(form.next.data)
        form.password.errors = ["Hasło się nie zgadza"]
    has_keys = bool(queries.passkeys_of(user.id))
    options = queries.options_to_ask("again", kept.key_session(), user.id) if has_keys else None
    return page("accounts/safety/again.html", form=form, options=options)


@bp.post("/bezpieczenstwo/to-ja/klucz/")
@requires(Permission.AccountUse)
@limit_codes
def show_key_again() -> Response:
    form = KeyForm()
    if form.validate() and services.use_passkey(form.credential.data, "again", kept.key_session(), me()):
        return _proven_again(form.next.data)
    flash(KEY_FAILED, "error")
    return go(".ask_again", next=form.next.data or None)


def _let_in(user: User, back: str) -> Response:
    kept.finish_step(user)
    commit()
    return send_to(back or url_for("pages.learning_desk"))


def _proven_again(back: str) -> Response:
    kept.refresh()
    commit()
    return send_to(back or url_for("accounts.show_security"))


def _from_the_start() -> Response:
    flash(TOO_LATE, "warning")
    return go("security.login")
