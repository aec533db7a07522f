"""The pages of an account that are our own: letters asked for, the address confirmed, profile, security, sign-out."""

from flask import Blueprint, Response, flash, redirect, request, session, url_for
from flask_login import current_user
from flask_security import hash_password, logout_user
from flask_security.confirmable import confirm_email_token_status

from akademia.accounts import queries, services
from akademia.accounts.cards.queries import card_of, clubs_of
from akademia.accounts.forms import AddressForm, ConsentBoxes, ProfileForm, with_consents
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
        end_session()
        return go("security.logout")
    return page("accounts/sign_out.html")


def end_session() -> None:
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
        conflict=conflict,
        audiences=AUDIENCES,
        role_labels=[LABELS[Role(name)] for name in user.roles],
        has_clubs=bool(clubs_of(user.id)),
        had_card=not user.by_card and card_of(user.id) is not None,
    )


@bp.post("/zgody/<key>/")
@requires(Permission.AccountUse, first=True)
def change_consent(key: str) -> Response:
    if request.form.get("act") == "withdraw":
        services.withdraw_consent(me(), key)
        said = "Zgoda wycofana."
    else:
        services.give_consent(me(), key)
        said = "Zgoda zapisana."
    commit()
    flash(said, "success")
    return go("privacy.show_desk", _anchor="zgody")


@bp.get("/nowe-zasady/")
@requires(Permission.AccountUse, first=True)
def show_new_terms() -> Response:
    """Ask for what changed since the person agreed; who owes nothing goes on."""
    if not me().owes_consent:
        return redirect(_onward(request.args.get("next")), 303)  # type: ignore[return-value]
    return _new_terms(with_consents(ConsentBoxes, queries.owed_texts(me()))(formdata=None))


@bp.post("/nowe-zasady/")
@requires(Permission.AccountUse, first=True)
def accept_new_terms() -> Response:
    if not me().owes_consent:
        return go("pages.learning_desk")
    form = with_consents(ConsentBoxes, queries.owed_texts(me()))()
    if not form.validate_on_submit():
        return _new_terms(form)
    services.accept_required(me(), form.given_keys())
    commit()
    flash("Dziękujemy, zapisaliśmy.", "success")
    return redirect(_onward(form.next.data), 303)  # type: ignore[return-value]


def _onward(back: str | None) -> str:
    return safe_back(back, url_for("pages.learning_desk"))


def _new_terms(form: ConsentBoxes) -> Response:
    texts = queries.owed_texts(me())
    changes = [change for change in map(queries.changes_of, texts) if change]
    first_time = not me().consents
    return page("accounts/new_terms.html", form=form, changes=changes, first_time=first_time)


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
    end_session()
    flash("Konto jest wylogowane na wszystkich urządzeniach, także na tym.", "success")
    return go("security.login")
