"""How acts on accounts are told."""

from akademia.accounts.roles import ROLE_WORDS
from akademia.core.area import Thing, TrailCard

CARD = TrailCard(
    acts={
        "account.created": "założenie konta",
        "password.link_made": "odnośnik do nowego hasła",
        "factors.taken": "wyłączenie drugiego kroku logowania",
        "consent.publish": "nowa treść zgody",
    },
    things={"consent": Thing("zgoda")},
    codes=ROLE_WORDS,
)
