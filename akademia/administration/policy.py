"""Whose account an administrator may change: anybody's but their own, so that nobody raises or shuts out themselves."""

from akademia.accounts.models import User


def may_change(actor: User, person: User) -> bool:
    """Say whether one may change another's roles, lock or merge the account."""
    return actor.id != person.id and person.email is not None
