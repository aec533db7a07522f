"""In which state a medium is."""

from akademia.core import clock
from akademia.core.text import fold, sort_key
from akademia.media import queries
from akademia.media.models import Media


def settle(media: Media) -> None:
    """Set the state that follows from what a medium has, and the day of its change."""
    if media.file is None:
        media.state = "failed" if media.problem else "preparing"
    else:
        media.state = "undescribed" if queries.lacks(media) else "ready"
    media.search_words = fold(f"{media.title} {media.alt} {media.caption} {media.key}")
    media.title_key, media.changed_at = sort_key(media.title), clock.now()
