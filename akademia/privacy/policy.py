"""Who may take a copy away."""

from akademia.accounts.models import User
from akademia.privacy.models import Takeout


def may_take(user: User, takeout: Takeout) -> bool:
    """A copy is its owner's alone, whoever else knows its address."""
    return takeout.user_id == user.id and takeout.ready_at is not None
