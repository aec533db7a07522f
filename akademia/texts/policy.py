"""Who may edit which texts."""

from akademia.accounts.models import User
from akademia.core.doors import Permission


def may_edit(user: User, permission: Permission) -> bool:
    """A kind of text is edited by those who hold its own permission, whatever door they came through."""
    return user.may(permission)
