"""Who may see a medium's bytes."""

from typing import Any

from akademia.core.doors import Permission
from akademia.media.models import Media


def may_see(person: Any, media: Media) -> bool:
    """Readers see what is ready; who may upload sees the rest too, to describe it.

    :param person: who asks, or None for a visitor.
    """
    return media.is_ready or (person is not None and person.may(Permission.MediaUpload))
