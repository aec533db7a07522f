"""The application with codes, recovery codes and passkeys of one's own account."""

from flask import Response, flash, request

from akademia.accounts.safety import queries, services
from akademia.accounts.safety import session as kept
from akademia.accounts.safety.forms import CodeForm, NewKeyForm
from akademia.accounts.safety.limits import limit_codes
from akademia.accounts.safety.session import fresh
from akademia.accounts.safety.views.blueprint import bp
from akademia.core.db import commit
from akademia.core.doors import Permission, me, requires
from akademia.core.web import go, page


@bp.route("/bezpieczenstwo/aplikacja/", methods=["GET", "POST"])
@requires(Permission.AccountUse)
@limit_codes
@fresh
def set_up_app() -> Response:
    """Show the secret; a code that it gives switches it on."""
    user, form = me(), CodeForm()
    if queries.authenticator_of(user.id) is not None:
        return go("accounts.show_security", _anchor="drugi-krok")
    sealed = kept.draft() or kept.keep_draft(services.new_secret())
    if form.validate_on_submit():
        if services.switch_on(user, sealed, form.code.data):
            kept.drop_draft()
            return _second_step_is_on("Aplikacja z kodami jest włączona.")
        form.code.errors = ["Ten kod się nie zgadza. Wpisz kod, który aplikacja pokazuje teraz."]
    return page("accounts/safety/app.html", form=form, picture=services.secret_picture(sealed, user))


@bp.post("/bezpieczenstwo/aplikacja/wylacz/")
@requires(Permission.AccountUse)
@fresh
def switch_app_off() -> Response:
    services.switch_off(me())
    commit()
    flash("Aplikacja z kodami jest wyłączona.", "success")
    return go("accounts.show_security", _anchor="drugi-krok")


@bp.get("/bezpieczenstwo/kody/")
@requires(Permission.AccountUse)
@fresh
def show_codes() -> Response:
    """Show new codes once; afterwards only how many are left."""
    number = me().id
    return page("accounts/safety/codes.html", codes=kept.codes_to_show(), left=queries.codes_left(number),
                has_second_step=queries.has_second_step(number))  # fmt: skip


@bp.post("/bezpieczenstwo/kody/")
@requires(Permission.AccountUse)
@fresh
def make_codes() -> Response:
    if not queries.has_second_step(me().id):
        return go(".show_codes")
    kept.keep_codes(services.make_codes(me()))
    commit()
    return go(".show_codes")


@bp.route("/bezpieczenstwo/klucze/nowy/", methods=["GET", "POST"])
@requires(Permission.AccountUse)
@fresh
def add_key() -> Response:
    user, form = me(), NewKeyForm()
    if form.validate_on_submit():
        try:
            services.add_passkey(user, form.credential.data, kept.key_session(), form.name.data, kept.device())
        except services.KeyUnfit as refused:
            form.form_errors.append(refused.message)
        else:
            return _second_step_is_on("Klucz dostępu jest dodany.")
    if request.method == "GET":
        form.name.data = kept.device()
    options = queries.options_to_add(user, kept.key_session())
    return page("accounts/safety/new_key.html", form=form, options=options)


@bp.post("/bezpieczenstwo/klucze/<int:key_id>/usun/")
@requires(Permission.AccountUse)
@fresh
def remove_key(key_id: int) -> Response:
    services.remove_passkey(me(), queries.own_passkey(key_id, me().id))
    commit()
    flash("Klucz dostępu jest usunięty.", "success")
    return go("accounts.show_security", _anchor="klucze")


def _second_step_is_on(said: str) -> Response:
    """Count this very sign-in as one with two steps, and show recovery codes to who has none yet."""
    user = me()
    services.confirm_sitting(kept.own_seat())
    is_first = queries.codes_left(user.id) == 0
    if is_first:
        kept.keep_codes(services.make_codes(user, told=False))
    commit()
    flash(said, "success")
    return go(".show_codes") if is_first else go("accounts.show_security", _anchor="drugi-krok")
