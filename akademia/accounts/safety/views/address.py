"""A new address for one's account."""

from flask import Response, flash
from flask_login import current_user

from akademia.accounts.limits import limit_letters
from akademia.accounts.safety import queries, services
from akademia.accounts.safety import session as kept
from akademia.accounts.safety.forms import NewAddressForm
from akademia.accounts.safety.limits import limit_mine
from akademia.accounts.safety.session import fresh
from akademia.accounts.safety.views.blueprint import bp
from akademia.core.db import commit
from akademia.core.doors import Permission, me, public, requires
from akademia.core.web import go, page

SENT = "Wysłaliśmy list na nowy adres. Adres zmieni się, gdy potwierdzisz go odnośnikiem z tego listu."


@bp.route("/bezpieczenstwo/adres/", methods=["GET", "POST"])
@requires(Permission.AccountUse)
@limit_mine
@limit_letters
@fresh
def ask_address() -> Response:
    form = NewAddressForm(me().email or "")
    if not form.validate_on_submit():
        return page("accounts/safety/address.html", form=form, hours=services.CHANGE_WITHIN_HOURS)
    services.ask_change(me(), form.email.data)
    commit()
    flash(SENT, "success")
    return go("accounts.show_security", _anchor="adres")


@bp.post("/bezpieczenstwo/adres/ponownie/")
@requires(Permission.AccountUse)
@limit_mine
@fresh
def send_address_again() -> Response:
    services.send_again(me())
    commit()
    flash(SENT, "success")
    return go("accounts.show_security", _anchor="adres")


@bp.post("/bezpieczenstwo/adres/rezygnacja/")
@requires(Permission.AccountUse)
def cancel_address() -> Response:
    services.cancel_change(me())
    commit()
    flash("Adres zostaje bez zmian.", "success")
    return go("accounts.show_security", _anchor="adres")


@bp.get("/adres/<token>/")
@public(cached=False)
def show_address(token: str) -> Response:
    """Show one button; only pressing it changes the address."""
    change = queries.change_by_token(token)
    if change is None:
        return page("accounts/safety/dead_address.html", status=410)
    return page("accounts/safety/confirm_address.html", new_email=change.new_email)


@bp.post("/adres/<token>/")
@public(cached=False)
def confirm_address(token: str) -> Response:
    change = queries.change_by_token(token)
    if change is None:
        return page("accounts/safety/dead_address.html", status=410)
    try:
        kept.keep_this_alone(services.confirm_change(change))
    except services.AddressTaken as refused:
        commit()
        flash(refused.message, "error")
    else:
        commit()
        flash("Konto ma nowy adres e-mail. Nim się teraz logujesz.", "success")
    return go("accounts.show_security" if current_user.is_authenticated else "security.login")
