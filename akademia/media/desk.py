"""The library's place at the staff desk."""

from akademia.core.area import DeskCard, WaitingRow
from akademia.core.doors import Permission
from akademia.media.queries import waiting_for

_SAID = {"undescribed": "materiał do opisania", "failed": "nieudany materiał"}


def _waiting(user_id: int) -> list[WaitingRow]:
    return [
        WaitingRow(media.name, "media.describe_media", {"key": media.key}, _SAID[media.state], media.made_at)
        for media in waiting_for(user_id, 5)
    ]


CARDS = (
    DeskCard(
        "Materiały",
        "media.show_library",
        Permission.MediaUpload,
        new=("Wgraj plik", "media.add_media"),
        waiting=_waiting,
    ),
)
