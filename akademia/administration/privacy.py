"""What an invitation keeps about a person: the address it went to."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, func, select

from akademia.accounts.models import User
from akademia.accounts.roles import LABELS, Role
from akademia.administration.models import Invitation
from akademia.core.area import Merged, PrivacyCard
from akademia.core.db import db
from akademia.core.text import counted


def _same_address(user_id: int) -> Any:
    return Invitation.email == select(func.lower(User.email)).where(User.id == user_id).scalar_subquery()


def export(user_id: int) -> Mapping[str, Any]:
    rows = db.session.scalars(select(Invitation).where(_same_address(user_id)))
    return {
        "zaproszenia": [
            {"adres": row.email, "rola": LABELS[Role(row.role)], "wysłano": row.sent_at.isoformat()} for row in rows
        ]
    }


def tally(user_id: int) -> Sequence[str]:
    count = db.session.scalar(select(func.count(Invitation.id)).where(_same_address(user_id))) or 0
    return [counted(count, "zaproszenie", "zaproszenia", "zaproszeń")] if count else []


def erase(user_id: int) -> None:
    db.session.execute(delete(Invitation).where(_same_address(user_id)).execution_options(synchronize_session=False))


def merge(second_id: int, _kept_id: int) -> Merged:
    """Invitations to the second address have done their work."""
    erase(second_id)
    return Merged()


CARD = PrivacyCard(
    "administration",
    "Zaproszenia",
    ("invitations",),
    export,
    erase,
    purpose="Żeby list z zaproszeniem trafił do Ciebie i żeby dało się go wysłać ponownie albo cofnąć.",
    basis="Prawnie uzasadniony interes operatora (art. 6 ust. 1 lit. f RODO).",
    kept="Dopóki zaproszenie jest ważne, potem do usunięcia konta.",
    removes="Zaproszenia na Twój adres.",
    tally=tally,
    merge=merge,
)
