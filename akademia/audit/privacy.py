"""What the trail keeps about a person: what they did, under their number."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from akademia.audit.models import AuditEntry
from akademia.core.area import PrivacyCard
from akademia.core.db import db
from akademia.core.text import counted, moment_words


def _export(user_id: int) -> Mapping[str, Any]:
    own = select(AuditEntry).where(AuditEntry.actor_number == user_id).order_by(AuditEntry.id)
    return {
        "zapisane działania": [
            {"kiedy": moment_words(entry.at), "działanie": entry.act} for entry in db.session.scalars(own)
        ]
    }


def _erase(_user_id: int) -> None:
    """Nothing to do: the trail holds numbers alone, and a number of an erased person leads to nobody."""


def _tally(user_id: int) -> list[str]:
    count = db.session.scalar(select(func.count(AuditEntry.id)).where(AuditEntry.actor_number == user_id)) or 0
    return [counted(count, "zapisane działanie", "zapisane działania", "zapisanych działań")] if count else []


CARD = PrivacyCard(
    "audit",
    "Dziennik działań",
    ("audit_entries",),
    _export,
    _erase,
    purpose="Żeby było wiadomo, kto i kiedy zmienił coś w Akademii, i żeby dało się wyjaśnić błąd albo nadużycie.",
    basis="Uzasadniony interes operatora: bezpieczeństwo (art. 6 ust. 1 lit. f RODO).",
    kept="Bezterminowo. W dzienniku jest tylko numer konta, bez imienia, nazwiska i adresu.",
    removes="Powiązanie z Tobą: zamiast adresu dziennik pokazuje „osoba usunięta”.",
    keeps="Same zapisy: numer konta, działanie i czas. Bez nich nie dałoby się wyjaśnić, skąd wzięła się zmiana.",
    tally=_tally,
)
