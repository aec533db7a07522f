"""Inviting by letter, and the page that the letter leads to."""

from typing import Any

from flask import Response, flash

from akademia.accounts import services as accounts
from akademia.accounts.limits import limit_attempts
from akademia.accounts.queries import consent_texts, user_by_email
from akademia.accounts.roles import LABELS, Role
from akademia.administration.forms import ConfirmForm, InviteForm, accept_form
from akademia.administration.queries import invitations as queries
from akademia.administration.services import invitations as services
from akademia.administration.views.people import bp
from akademia.core.db import commit, rollback
from akademia.core.doors import Permission, me, public, requires
from akademia.core.errors import Missing, RuleBroken
from akademia.core.web import asked, go, page


@bp.get("/panel/osoby/zaproszenia/")
@requires(Permission.PeopleManage)
def list_invitations() -> Response:
    how = asked(set(), "")
    found = queries.invitations(how)
    void = queries.without_inviter(found.rows)
    return page("administration/invitations.html", invitations=found, void=void, labels=LABELS)


@bp.route("/panel/osoby/zapros/", methods=["GET", "POST"])
@requires(Permission.PeopleManage)
def invite_person() -> Response:
    form = InviteForm()
    if not form.validate_on_submit():
        return page("administration/invite.html", form=form, days=services.WORKS_DAYS)
    try:
        services.invite(form.email.data, Role(form.role.data), me().id)
    except RuleBroken as refused:
        rollback()
        form.email.errors = [refused.message]
        known = user_by_email(form.email.data)
        return page("administration/invite.html", form=form, days=services.WORKS_DAYS, known=known)
    commit()
    flash("Zaproszenie czeka na wysłanie. Zwykle dochodzi w kilka minut.", "success")
    return go(".list_invitations")


@bp.post("/panel/osoby/zaproszenia/<int:number>/ponow/")
@requires(Permission.PeopleManage)
def send_invitation_again(number: int) -> Response:
    services.send_again(queries.invitation(number), me().id)
    commit()
    flash("Nowy list czeka na wysłanie. Odnośnik z poprzedniego listu przestał działać.", "success")
    return go(".list_invitations")


@bp.post("/panel/osoby/zaproszenia/<int:number>/anuluj/")
@requires(Permission.PeopleManage)
def cancel_invitation(number: int) -> Response:
    services.cancel(queries.invitation(number), me().id)
    commit()
    flash("Zaproszenie anulowane. Odnośnik z listu przestał działać.", "success")
    return go(".list_invitations")


@bp.route("/konto/zaproszenie/<token>/", methods=["GET", "POST"])
@public(cached=False)
@limit_attempts
def accept_invitation(token: str) -> Response:
    """Show what one is invited to; only the button makes the account."""
    try:
        invitation = queries.invitation_by_token(token)
    except Missing:
        return page("administration/invitation_over.html", 410)
    if not queries.is_open(invitation):
        return page("administration/invitation_over.html", 410)
    user = user_by_email(invitation.email)
    has_account = user is not None and user.confirmed_at is not None
    form = ConfirmForm() if has_account else accept_form(consent_texts())
    told: dict[str, Any] = {
        "email": invitation.email,
        "role": LABELS[Role(invitation.role)],
        "has_account": has_account,
    }
    if not form.validate_on_submit():
        return page("administration/accept.html", form=form, **told)
    try:
        password, consents = ("", []) if has_account else (form.password.data, form.given_keys())
        services.accept(invitation, password, consents)
    except accounts.PasswordWeak as refused:
        rollback()
        form.refuse_password(refused.message)
        return page("administration/accept.html", form=form, **told)
    except services.InvitationOver:
        rollback()
        return page("administration/invitation_over.html", 410)
    commit()
    flash("Konto jest gotowe. Zaloguj się swoim adresem i hasłem.", "success")
    return go("security.login", next="/panel/" if invitation.role != Role.Learner else None)
