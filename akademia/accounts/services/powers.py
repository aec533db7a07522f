"""One working administrator always stays."""

from sqlalchemy import String, cast, select

from akademia.accounts.models import User
from akademia.accounts.roles import Role
from akademia.core.db import db
from akademia.core.errors import RuleBroken


class LastAdmin(RuleBroken):
    message = "To jedyny czynny administrator. Najpierw nadaj tę rolę komuś innemu."


def working_admins() -> list[int]:
    """Return the numbers of those who can sign in as administrators, and hold their rows until the transaction ends."""
    can_come_in = User.active & User.email.is_not(None) & User.confirmed_at.is_not(None)
    admins = select(User.id).where(cast(User.roles, String).contains(f'"{Role.Admin.value}"'), can_come_in)
    return list(db.session.scalars(admins.order_by(User.id).with_for_update()))


def keep_an_admin(user: User) -> None:
    """Refuse what would leave the academy without an administrator; call it before a person stops being one.

    :raises LastAdmin: there is no other.
    """
    if working_admins() == [user.id]:
        raise LastAdmin
