"""Inviting by letter: sent, sent again, cancelled, taken. The link works once, for a week; opening it does nothing."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from akademia.accounts import queries as accounts_queries
from akademia.accounts import services as accounts
from akademia.accounts.models import User
from akademia.accounts.roles import LABELS, Role
from akademia.accounts.rules import normal_email
from akademia.administration.models import Invitation
from akademia.administration.queries.invitations import digest_of, is_open, open_invitation_to
from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.core.links import full_url_for
from akademia.mail.rules import LetterKind, letter_kind
from akademia.mail.services import queue_letter

letter_kind(
    LetterKind(
        "invitation",
        "Zaproszenie do Akademii",
        "Przychodzi raz, gdy ktoś z redakcji zaprasza Cię do współpracy.",
        ("administration/",),
    )
)
WORKS_DAYS = 7


class AlreadyInvited(RuleBroken):
    message = "Ten adres ma już zaproszenie. Wyślij je ponownie albo anuluj."


class InvitationOver(RuleBroken):
    message = "To zaproszenie już nie działa: przyjęto je, anulowano albo minął jego czas."


def invite(email: str, role: Role, actor: int | None) -> Invitation:
    """Ask somebody by letter to make an account with a role.

    :raises EmailWrong: it is not an address.
    :raises EmailTaken: it has an account: its role is changed on that person's page.
    :raises AlreadyInvited: an invitation to it waits.
    """
    address = normal_email(email)
    if address is None:
        raise accounts.EmailWrong
    if accounts_queries.user_by_email(address) is not None:
        raise accounts.EmailTaken("Ten adres ma już konto. Rolę nadasz na stronie tej osoby.")
    if open_invitation_to(address) is not None:
        raise AlreadyInvited
    made = Invitation(email=address.casefold(), role=role.value, inviter_number=actor)
    _send(made)
    record("invitation.sent", "invitation", made.id, actor=actor, role=role.value)
    return made


def send_again(invitation: Invitation, actor: int | None) -> None:
    """Send another letter with a new link, which works for a week, on the sender's word; the old link stops working.

    :raises InvitationOver: it was taken or cancelled.
    """
    if invitation.state not in ("open", "expired"):
        raise InvitationOver
    invitation.inviter_number = actor
    _send(invitation)
    record("invitation.sent_again", "invitation", invitation.id, actor=actor)


def cancel(invitation: Invitation, actor: int | None) -> None:
    """Make the link void.

    :raises InvitationOver: it was taken or cancelled.
    """
    if invitation.state not in ("open", "expired"):
        raise InvitationOver
    invitation.cancelled_at = clock.now()
    record("invitation.cancelled", "invitation", invitation.id, actor=actor)


def accept(invitation: Invitation, password: str, consents: Iterable[str]) -> User:
    """Make the invited person's account, or give the role to one that was made meanwhile. The address counts as theirs.

    An account that nobody confirmed may be a stranger's: it gets the password, and the one it had works no more.

    :raises InvitationOver: it does not work any more.
    :raises PasswordWeak: the password breaks the rule; the message says how.
    """
    number, email, role = invitation.id, invitation.email, Role(invitation.role)
    if not is_open(invitation):
        raise InvitationOver
    user = accounts_queries.user_by_email(email)
    if user is None or user.confirmed_at is None:
        try:
            user = _own_account(user, email, password, role)
        except (IntegrityError, accounts.EmailTaken) as error:
            raise InvitationOver("Ktoś właśnie założył konto na ten adres. Otwórz odnośnik jeszcze raz.") from error
        accounts.record_consents(user, consents)
    if role not in user.roles:
        accounts.give_role(user, role)
    held = db.session.get(Invitation, number, with_for_update=True, populate_existing=True)
    if held is None or not is_open(held):
        raise InvitationOver
    held.accepted_at = clock.now()
    record("invitation.accepted", "invitation", number, actor=user.id, role=role.value)
    return user


def _own_account(user: User | None, email: str, password: str, role: Role) -> User:
    if user is None:
        return accounts.create_user(email, password, [role])
    accounts.claim_account(user, password)
    return user


def _send(invitation: Invitation) -> None:
    token = secrets.token_urlsafe(24)
    now = clock.now()
    invitation.token_digest, invitation.sent_at = digest_of(token), now
    invitation.expires_at = now + timedelta(days=WORKS_DAYS)
    db.session.add(invitation)
    try:
        db.session.flush()
    except IntegrityError as error:  # another administrator invites the same address at this moment
        raise AlreadyInvited from error
    queue_letter(
        invitation.email,
        "administration/invitation",
        {"link": full_url_for("administration.accept_invitation", token=token), "days": WORKS_DAYS,
         "role": LABELS[Role(invitation.role)]},
    )  # fmt: skip
