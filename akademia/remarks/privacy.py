"""What a remark keeps about a person: the address that waits for an answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from akademia.core.area import Merged, PrivacyCard, Retention
from akademia.core.text import counted
from akademia.remarks.queries import remarks_of
from akademia.remarks.rules import KEPT_DAYS
from akademia.remarks.services import forget_old, forget_person


def export(user_id: int) -> Mapping[str, Any]:
    return {
        "zgłoszone błędy": [
            {"strona": one.place, "treść": one.words, "wysłano": one.sent_at.isoformat(), "odpowiedź": one.answer}
            for one in remarks_of(user_id)
        ]
    }


def tally(user_id: int) -> Sequence[str]:
    count = len(remarks_of(user_id))
    return [counted(count, "zgłoszony błąd", "zgłoszone błędy", "zgłoszonych błędów")] if count else []


def merge(second_id: int, _kept_id: int) -> Merged:
    """Remarks belong to an address, not to an account: they wait for their answer where they are."""
    return Merged()


CARD = PrivacyCard(
    "remarks",
    "Zgłoszone błędy",
    ("remarks",),
    export,
    forget_person,
    purpose="Żeby poprawić stronę i dać Ci znać, co zrobiliśmy.",
    basis="Prawnie uzasadniony interes operatora (art. 6 ust. 1 lit. f RODO).",
    kept="Rok od wysłania.",
    removes="Twój adres przy zgłoszeniach.",
    keeps="Treść zgłoszenia zostaje do końca roku od wysłania, bo mówi o stronie, nie o Tobie.",
    tally=tally,
    retention=(Retention("remarks", "Zgłoszenia błędów usuwamy", lambda: KEPT_DAYS, forget_old),),
    merge=merge,
)
