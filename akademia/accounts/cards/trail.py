"""How acts on club cards are told."""

from collections.abc import Collection, Mapping

from akademia.accounts.cards import queries
from akademia.core.area import Found, Thing, TrailCard
from akademia.core.text import row_numbers


def _clubs(refs: Collection[str]) -> Mapping[str, Found]:
    names = queries.club_names(row_numbers(refs))
    return {str(number): Found(name, "cards.desk_club", {"club_id": number}) for number, name in names.items()}


def _cards(refs: Collection[str]) -> Mapping[str, Found]:
    return {ref: Found(f"karta nr {ref}", "cards.desk_clubs", {}) for ref in refs}


CARD = TrailCard(
    acts={
        "card.issued": "wydanie kart z klubu",
        "card.renewed": "nowy PIN do karty",
        "card.blocked": "zablokowanie karty",
        "card.blocked_by_tries": "zablokowanie karty po błędnych PIN-ach",
        "card.returned": "oddanie karty",
        "card.pin_changed": "zmiana PIN-u przez właściciela karty",
        "card.left": "zamiana karty na konto z adresem e-mail",
        "worker.added": "prawo do wydawania kart",
        "worker.removed": "odebranie prawa do wydawania kart",
    },
    things={"organisation": Thing("organizacja", _clubs), "card": Thing("karta", _cards)},
)
