"""What the privacy desk itself keeps about a person, and the rules for whole accounts."""

from collections.abc import Mapping
from typing import Any

from akademia.core.area import PrivacyCard, Retention
from akademia.core.text import counted
from akademia.privacy import queries, services

UNCONFIRMED_DAYS = 30


def export(user_id: int) -> Mapping[str, Any]:
    return {
        "kopie danych": [
            {"poproszono": row.asked_at.isoformat(), "stan": row.state, "bajtów": row.size_bytes}
            for row in queries.takeouts_of(user_id)
        ]
    }


def erase(user_id: int) -> None:
    services.forget_takeouts(user_id)


def tally(user_id: int) -> list[str]:
    count = services.count_takeouts(user_id)
    return [counted(count, "kopia danych", "kopie danych", "kopii danych")] if count else []


CARD = PrivacyCard(
    "privacy",
    "Kopie danych i usunięcie konta",
    ("takeouts", "erasures"),
    export,
    erase,
    purpose="Żeby dać Ci kopię danych i potwierdzenie, że konto zostało usunięte.",
    basis="Obowiązek z RODO: prawo do kopii i do usunięcia danych (art. 6 ust. 1 lit. c RODO).",
    kept="Kopię do pobrania – kilka dni. Potwierdzenie usunięcia, bez Twoich danych – bezterminowo.",
    removes="Kopie danych przygotowane do pobrania.",
    keeps="Potwierdzenie usunięcia, czyli ta lista. Nie ma w nim imienia, nazwiska ani adresu. Zostaje, żeby dało się"
    " wykazać, że konto zostało usunięte.",
    tally=tally,
    retention=(
        Retention("takeouts", "Kopię danych do pobrania usuwamy", lambda: queries.TAKEOUT_KEPT_DAYS,
                  services.drop_takeouts),
        Retention("unconfirmed", "Konto, którego adresu nikt nie potwierdził, usuwamy", lambda: UNCONFIRMED_DAYS,
                  services.drop_unconfirmed),
        Retention("unused", "Konto, na które nikt się nie loguje, usuwamy (miesiąc wcześniej uprzedzamy listem)",
                  queries.unused_account_days, services.erase_unused),
    ),
)  # fmt: skip
