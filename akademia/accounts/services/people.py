"""Accounts: made, given roles, filled in, signed out, erased."""

from collections.abc import Iterable
from functools import cache

from flask_security import hash_password, verify_password
from sqlalchemy import delete

from akademia.accounts import queries, rules
from akademia.accounts.models import User, new_key
from akademia.accounts.roles import LABELS, Role
from akademia.accounts.rules import ProfileData
from akademia.accounts.safety.models import Sitting
from akademia.accounts.services.powers import hold, keep_an_admin
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.organisations.services import organisation_for


class EmailWrong(RuleBroken):
    message = "To nie jest adres e-mail."


class EmailTaken(RuleBroken):
    message = "Ten adres ma już konto."


class PasswordWeak(RuleBroken):
    message = "To hasło jest za słabe."


class RoleUnfit(RuleBroken):
    message = "Tej roli nie można teraz zmienić."


class NameUnfit(RuleBroken):
    message = "To nie jest imię i nazwisko."


class ProfileChanged(RuleBroken):
    message = "W tym czasie profil został zapisany w innym oknie. Porównaj i zapisz jeszcze raz."


def hashed(password: str) -> str:
    """Return a password as it is kept; slow on purpose, so let the transaction go first."""
    return str(hash_password(rules.normal_password(password)))


def password_fits(user: User, password: str) -> bool:
    """Say whether this is the person's password; slow on purpose, so let the transaction go first."""
    return user.password is not None and bool(verify_password(rules.normal_password(password), user.password))


def nobody_fits(password: str) -> bool:
    """Take as long over a login that nobody has as over a wrong password. Always False."""
    verify_password(rules.normal_password(password), _nobodys())
    return False


@cache
def _nobodys() -> str:
    return hashed(new_key())


def create_user(
    email: str,
    password: str,
    roles: Iterable[Role] = (Role.Learner,),
    *,
    confirmed: bool = True,
    certificate_name: str | None = None,
) -> User:
    """Make an account. The password is hashed first, before anything is written. Nothing is committed.

    :raises EmailWrong: it is not an address.
    :raises PasswordWeak: the password breaks the rule; the message says how.
    :raises EmailTaken: the address has an account.
    """
    address = rules.normal_email(email)
    if address is None:
        raise EmailWrong(f"„{email}” to nie jest adres e-mail.")
    secret = _secret(password, address)
    if queries.user_by_email(address) is not None:
        raise EmailTaken(f"Adres {address} ma już konto.")
    user = User(
        email=address,
        password=secret,
        roles=[role.value for role in roles],
        confirmed_at=clock.now() if confirmed else None,
        certificate_name=certificate_name,
    )
    db.session.add(user)
    db.session.flush()
    return user


def claim_account(user: User, password: str) -> None:
    """Hand an account that nobody confirmed to the one who holds its address; whoever made it is kept out.

    :raises PasswordWeak: the password breaks the rule; the message says how.
    :raises EmailTaken: it was confirmed meanwhile.
    """
    secret = _secret(password, user.email or "")
    hold(user)
    if user.confirmed_at is not None:
        raise EmailTaken
    user.password = secret
    sign_out_everywhere(user)
    confirm_address(user)


def _secret(password: str, address: str) -> str:
    complaint = rules.password_complaint(password, address)
    if complaint:
        raise PasswordWeak(complaint)
    return hashed(password)


def give_role(user: User, role: Role) -> None:
    """Add a role.

    :raises RoleUnfit: the person has it already, or came with a club card.
    """
    hold(user)
    if user.by_card:
        raise RoleUnfit("Konto z kartą z klubu jest tylko do nauki i nie może mieć innych ról.")
    if role in user.roles:
        raise RoleUnfit(f"{user.email} ma już rolę: {LABELS[role]}.")
    user.roles = [*user.roles, role.value]


def take_role(user: User, role: Role) -> None:
    """Take a role away.

    :raises RoleUnfit: the person does not have it.
    :raises LastAdmin: there would be no administrator.
    """
    hold(user)
    if role not in user.roles:
        raise RoleUnfit(f"{user.email} nie ma roli: {LABELS[role]}.")
    if role == Role.Admin:
        keep_an_admin(user)
    user.roles = [name for name in user.roles if name != role]


def confirm_address(user: User) -> None:
    """Note that the address is the person's own; the first moment stays."""
    if user.confirmed_at is None:
        user.confirmed_at = clock.now()


def note_sign_in(user: User) -> None:
    """Note when a person came last; a warning that the account is unused is void with it."""
    user.signed_in_at, user.warned_at = clock.now(), None


def sign_out_everywhere(user: User) -> None:
    """End all sessions and remembered sign-ins of a person, and make letters' links to the account void."""
    user.fs_uniquifier = new_key()
    db.session.execute(delete(Sitting).where(Sitting.user_id == user.id))


def set_certificate_name(user: User, name: str) -> None:
    """Set the name that stands on certificates.

    :raises NameUnfit: it is not 2 to 120 letters and usual signs; the message says why.
    """
    tidied = rules.tidy_name(name)
    complaint = rules.name_complaint(tidied)
    if complaint:
        raise NameUnfit(complaint)
    user.certificate_name = tidied


def set_extra_time(user: User, percent: int) -> None:
    """Set how much longer than others a person may take tests, in percent."""
    user.extra_time_percent = percent


def save_profile(user: User, data: ProfileData, opened_version: int) -> None:
    """Save what a person says about themselves; what is None is emptied. Nothing is committed.

    :param opened_version: the version that the person saw.
    :raises ProfileChanged: it was saved elsewhere since.
    :raises NameUnfit: the name is not fit for a certificate.
    :raises NameNeeded: the organisation is new and has no name.
    """
    if opened_version != user.profile_version:
        raise ProfileChanged
    if data.certificate_name:
        set_certificate_name(user, data.certificate_name)
    else:
        user.certificate_name = None
    user.organisation = organisation_for(data.nip, data.organisation_name) if data.nip else None
    user.audience = data.audience
    user.region_code = data.region_code
    user.profile_version += 1


def erase_user(user: User) -> None:
    """Make an account nameless: the row stays under a random key, no one can sign in to it, sessions end.

    :raises LastAdmin: there would be no administrator.
    """
    hold(user)
    keep_an_admin(user)
    user.email = user.password = user.certificate_name = None
    user.audience = user.organisation = user.region_code = None
    user.confirmed_at = user.signed_in_at = user.warned_at = None
    user.erased_at = user.erased_at or clock.now()
    user.owes_consent = False
    user.active = False
    user.roles = []
    user.extra_time_percent = 0
    user.fs_uniquifier = new_key()
