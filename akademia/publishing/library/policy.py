"""Who may see what is not published."""

from typing import Any

from akademia.core.doors import Permission


def may_see_unpublished(person: Any) -> bool:
    """Say whether a person may see files of drafts and of withdrawn items.

    :param person: who asks, or None for a visitor.
    """
    return person is not None and bool(person.may(Permission.LibraryEdit))
