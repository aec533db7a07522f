"""What is kept about the safety of a person's account. Secrets are never given out."""

from collections.abc import Mapping, Sequence
from typing import Any

from akademia.accounts.safety import queries
from akademia.accounts.safety.services import forget_all
from akademia.core.area import PrivacyCard
from akademia.core.text import counted


def export(user_id: int) -> Mapping[str, Any]:
    kept = queries.safety_page(user_id, None)
    return {
        "urządzenia": [
            {
                "urządzenie": row.device,
                "zalogowane od": row.begun_at.isoformat(),
                "ostatnio": row.seen_at.isoformat(),
            }
            for row in kept.sittings
        ],
        "aplikacja z kodami od": kept.authenticator.added_at.isoformat() if kept.authenticator else None,
        "nieużyte kody zapasowe": kept.codes_left,
        "klucze dostępu": [
            {
                "nazwa": row.name,
                "dodano": row.added_at.isoformat(),
                "ostatnio użyto": row.used_at.isoformat() if row.used_at else None,
            }
            for row in kept.passkeys
        ],
        "nowy adres do potwierdzenia": kept.pending.new_email if kept.pending else None,
    }


def tally(user_id: int) -> Sequence[str]:
    kept = queries.safety_page(user_id, None)
    counts = (
        (len(kept.sittings), "zalogowane urządzenie", "zalogowane urządzenia", "zalogowanych urządzeń"),
        (len(kept.passkeys), "klucz dostępu", "klucze dostępu", "kluczy dostępu"),
        (kept.codes_left, "kod zapasowy", "kody zapasowe", "kodów zapasowych"),
    )
    items = [counted(count, *words) for count, *words in counts if count]
    items += ["aplikacja z kodami"] if kept.authenticator else []
    return items + (["nowy adres do potwierdzenia"] if kept.pending else [])


CARD = PrivacyCard(
    "accounts.safety",
    "Bezpieczeństwo konta",
    ("sittings", "authenticators", "recovery_codes", "passkeys", "address_changes"),
    export,
    forget_all,
    purpose="Żeby tylko Ty mogła albo mógł wejść na konto i żeby było widać, gdzie jest zalogowane.",
    basis="Umowa o konto i obowiązek ochrony danych (art. 6 ust. 1 lit. b i art. 32 RODO).",
    kept="Do usunięcia klucza, aplikacji albo sesji, najdłużej do usunięcia konta.",
    removes="Wszystko z tej grupy.",
    tally=tally,
    correct=(("Zmień zabezpieczenia", "accounts.show_security"),),
)
