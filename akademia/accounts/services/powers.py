"""Who may do what: roles given and taken, accounts locked. One working administrator always stays."""

from sqlalchemy import select

from akademia.accounts.models import User, new_key
from akademia.accounts.roles import Role, role_keys_with
from akademia.core.db import db
from akademia.core.errors import RuleBroken


class LastAdmin(RuleBroken):
    message = "To jedyny czynny administrator. Najpierw nadaj tę rolę komuś innemu."


class LockUnfit(RuleBroken):
    message = "Tego konta nie można teraz zablokować ani odblokować."


def hold(user: User) -> None:
    """Hold a person's row until the transaction ends, and read it as it is now.

    All administrators are held first, in their order: two who take each other's role at one moment wait here, and the
    second finds out that nobody else is left.
    """
    working_admins()
    db.session.flush()
    db.session.refresh(user, with_for_update=True)


def working_admins() -> list[int]:
    """Return the numbers of those who can sign in as administrators, and hold their rows until the transaction ends."""
    can_come_in = User.active & User.email.is_not(None) & User.confirmed_at.is_not(None)
    admins = select(User.id).where(User.roles_key.in_(role_keys_with(Role.Admin)), can_come_in)
    return list(db.session.scalars(admins.order_by(User.id).with_for_update()))


def keep_an_admin(user: User) -> None:
    """Refuse what would leave the academy without an administrator; call it before a person stops being one.

    :raises LastAdmin: there is no other.
    """
    if working_admins() == [user.id]:
        raise LastAdmin


def lock_account(user: User) -> None:
    """Keep a person out: no signing in, all sessions end. Nothing that they did is lost.

    :raises LastAdmin: there would be no administrator.
    :raises LockUnfit: it is locked, or erased.
    """
    hold(user)
    if not user.active or user.email is None:
        raise LockUnfit("To konto jest już zablokowane.")
    keep_an_admin(user)
    user.active = False
    user.fs_uniquifier = new_key()


def unlock_account(user: User) -> None:
    """Let a person in again.

    :raises LockUnfit: it is not locked, or erased.
    """
    hold(user)
    if user.active or user.email is None:
        raise LockUnfit("To konto nie jest zablokowane.")
    user.active = True
