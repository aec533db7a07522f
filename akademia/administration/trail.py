"""How acts on people are told."""

from collections.abc import Collection, Mapping

from akademia.accounts.roles import ROLE_WORDS
from akademia.administration.queries.people import chosen_people
from akademia.core.area import Found, Thing, TrailCard
from akademia.core.text import row_numbers


def _people(refs: Collection[str]) -> Mapping[str, Found]:
    return {
        str(user.id): Found(str(user.email), "administration.show_person", {"user_id": user.id})
        for user in chosen_people(row_numbers(refs))
    }


def _lists(refs: Collection[str]) -> Mapping[str, Found]:
    return {ref: Found(f"zaproszenie nr {ref}", "administration.list_invitations", {}) for ref in refs}


CARD = TrailCard(
    acts={
        "role.given": "nadanie roli",
        "role.taken": "odebranie roli",
        "user.locked": "zablokowanie konta",
        "user.unlocked": "odblokowanie konta",
        "user.signed_out": "wylogowanie ze wszystkich urządzeń",
        "user.merged": "połączenie dwóch kont",
        "invitation.sent": "zaproszenie listem",
        "invitation.sent_again": "ponowne zaproszenie listem",
        "invitation.cancelled": "anulowanie zaproszenia",
        "invitation.accepted": "przyjęcie zaproszenia",
        "trail.taken": "pobranie dziennika",
    },
    things={
        "user": Thing("konto", _people),
        "invitation": Thing("zaproszenie", _lists),
        "trail": Thing("dziennik"),
    },
    codes=ROLE_WORDS,
)
