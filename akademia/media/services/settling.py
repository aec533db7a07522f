"""In which state a medium is."""

from akademia.core import clock
from akademia.core.text import sort_key
from akademia.media import queries
from akademia.media.models import Media


def settle(media: Media) -> None:
    """Set the state that follows from what a medium has, and the day of its change."""
    if media.file is None:
        media.state = "failed" if media.problem else "preparing"
    else:
        media.state = "undescribed" if queries.lacks(media) else "ready"
    media.title_key, media.changed_at = sort_key(media.title), clock.now()
