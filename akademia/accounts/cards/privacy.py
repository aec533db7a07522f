"""What is kept about club cards: who holds one, and who issues them."""

from collections.abc import Mapping, Sequence
from typing import Any

from akademia.accounts.cards import queries
from akademia.accounts.cards.services import forget, move
from akademia.core.area import Merged, PrivacyCard
from akademia.core.text import counted


def export(user_id: int) -> Mapping[str, Any]:
    card, leaving = queries.card_of(user_id), queries.leaving_of(user_id)
    return {
        "konto zamiast karty, do potwierdzenia": None if leaving is None else {
            "adres e-mail": leaving.new_email, "do": leaving.expires_at.isoformat(),
        },
        "karta": None if card is None else {
            "imię na karcie": card.called,
            "klub": card.organisation.name,
            "stan": queries.STATES[card.state],
            "wydana": card.issued_at.isoformat(),
            "PIN od": card.pin_made_at.isoformat(),
        },
        "wydaję karty w imieniu": [club.name for club in queries.clubs_of(user_id)],
    }  # fmt: skip


def tally(user_id: int) -> Sequence[str]:
    told = ["karta z klubu"] if queries.card_of(user_id) else []
    clubs = len(queries.clubs_of(user_id))
    words = ("prawo do wydawania kart", "prawa do wydawania kart", "praw do wydawania kart")
    return [*told, counted(clubs, *words)] if clubs else told


def merge(second_id: int, kept_id: int) -> Merged:
    moved, left = move(second_id, kept_id)
    return Merged(tuple(moved), tuple(left))


CARD = PrivacyCard(
    "accounts.cards",
    "Karty z klubów",
    ("club_cards", "club_workers", "card_leavings"),
    export,
    forget,
    purpose="Żeby dało się uczyć bez adresu e-mail i żeby klub mógł pomóc, gdy karta zginie.",
    basis="Umowa o konto (art. 6 ust. 1 lit. b RODO), a wgląd klubu w postępy: zgoda (art. 6 ust. 1 lit. a RODO).",
    kept="Do usunięcia konta.",
    removes="Karta i prawo do wydawania kart.",
    tally=tally,
    merge=merge,
)
