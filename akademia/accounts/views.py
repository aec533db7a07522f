"""The pages of an account that are our own: letters asked for, the address confirmed, profile, security, sign-out."""

from flask import Blueprint, Response, flash, request, session
from flask_login import current_user
from flask_security import hash_password, logout_user
from flask_security.confirmable import confirm_email_token_status

from akademia.accounts import queries, services
from akademia.accounts.forms import AddressForm, ProfileForm
from akademia.accounts.limits import limit_letters
from akademia.accounts.models import User
from akademia.accounts.roles import AUDIENCES, LABELS, Role
from akademia.accounts.safety.queries import asks_for_step, safety_page
from akademia.accounts.safety.services import end_seat
from akademia.accounts.safety.session import own_seat
from akademia.core.db import commit
from akademia.core.doors import Permission, me, public, requires
from akademia.core.links import safe_back
from akademia.core.web import go, page

bp = Blueprint("accounts", __name__, url_prefix="/konto")
BLUEPRINTS = (bp,)


@bp.get("/sprawdz-poczte/<any(konto, ponownie, haslo):kind>/")
@public(cached=False)
def show_check_mail(kind: str) -> Response:
    return page("accounts/check_mail.html", kind=kind, form=AddressForm(email=session.get("mail_to")))


def tell_to_check_mail(kind: str, email: str, back: str) -> Response:
    """Send the reader to the page that says „check your mail”, the same for every address."""
    session["mail_to"] = email
    return go("accounts.show_check_mail", kind=kind, next=back or None)


@public(cached=False)
@limit_letters
def ask_for_confirmation() -> Response:
    form = AddressForm()
    if not form.validate_on_submit():
        return page("accounts/ask_confirmation.html", form=form)
    user = _active_user(form.email.data)
    if user is not None and user.confirmed_at is None:
        services.send_confirmation(user, form.next.data)
    elif user is not None:
        services.send_already(user)
    commit()
    return tell_to_check_mail("ponownie", form.email.data, form.next.data)


@public(cached=False)
@limit_letters
def ask_for_reset() -> Response:
    form = AddressForm()
    if not form.validate_on_submit():
        return page("accounts/ask_reset.html", form=form)
    user = _active_user(form.email.data)
    if user is not None:
        services.send_reset(user)
    commit()
    return tell_to_check_mail("haslo", form.email.data, form.next.data)


def _active_user(email: str) -> User | None:
    """Look a person up; a slow hash is spent whoever it is, so that the time of the answer tells nothing."""
    hash_password(email)
    user = queries.user_by_email(email)
    return user if user is not None and user.active else None


@public(cached=False)
def confirm_email(token: str) -> Response:
    """Show one button; only pressing it confirms, so that a program that opens links does nothing."""
    expired, invalid, user = confirm_email_token_status(token)
    back = safe_back(request.args.get("next"), "")
    if user is None or invalid or expired:
        return page("accounts/dead_link.html", status=410, back=back)
    if request.method == "POST":
        services.confirm_address(user)
        commit()
        flash("Adres e-mail jest potwierdzony. Teraz zaloguj się.", "success")
        return go("security.login", next=back or None)
    return page("accounts/confirm.html", already=user.confirmed_at is not None, back=back)


@public(cached=False)
def sign_out() -> Response:
    if request.method == "POST":
        if current_user.is_authenticated:
            end_seat(own_seat())
            commit()
        _end_session()
        return go("security.logout")
    return page("accounts/sign_out.html")


def _end_session() -> None:
    """Sign out and leave nothing in the session but the order to drop the remembering cookie."""
    logout_user()
    order = session.get("_remember")
    session.clear()
    if order:
        session["_remember"] = order


@bp.get("/profil/")
@requires(Permission.AccountUse)
def show_profile() -> Response:
    return _profile(ProfileForm.of(me()))


@bp.post("/profil/")
@requires(Permission.AccountUse)
def save_profile() -> Response:
    user, form = me(), ProfileForm.of(me())
    if not form.validate_on_submit():
        return _profile(form)
    try:
        services.save_profile(user, form.data_given(), form.version.data)
    except services.ProfileChanged as refused:
        form.show_conflict(refused.message, user.profile_version)
        return _profile(form, status=409, conflict=True)
    commit()
    flash("Zapisano profil.", "success")
    return go(".show_profile")


def _profile(form: ProfileForm, status: int = 200, conflict: bool = False) -> Response:
    user = me()
    return page(
        "accounts/profile.html",
        status,
        form=form,
        user=user,
        organisation=form.known_organisation(),
        consents=queries.consent_rows(user),
        conflict=conflict,
        audiences=AUDIENCES,
        role_labels=[LABELS[Role(name)] for name in user.roles],
    )


@bp.post("/zgody/<key>/")
@requires(Permission.AccountUse)
def change_consent(key: str) -> Response:
    if request.form.get("act") == "withdraw":
        services.withdraw_consent(me(), key)
        said = "Zgoda wycofana."
    else:
        services.give_consent(me(), key)
        said = "Zgoda zapisana."
    commit()
    flash(said, "success")
    return go(".show_profile", _anchor="zgody")


@bp.get("/bezpieczenstwo/")
@requires(Permission.AccountUse)
def show_security() -> Response:
    here = own_seat()
    return page(
        "accounts/security.html",
        user=me(),
        safety=safety_page(me().id, here.id),
        here=here,
        step_needed=asks_for_step(me()),
    )


@bp.post("/wyloguj-wszedzie/")
@requires(Permission.AccountUse)
def sign_out_everywhere() -> Response:
    services.sign_out_everywhere(me())
    commit()
    _end_session()
    flash("Konto jest wylogowane na wszystkich urządzeniach, także na tym.", "success")
    return go("security.login")
