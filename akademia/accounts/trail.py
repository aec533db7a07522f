"""How acts on accounts are told."""

from akademia.core.area import TrailCard

CARD = TrailCard(
    acts={"account.created": "założenie konta", "password.link_made": "odnośnik do nowego hasła"},
)
