"""What accounts keep about a person."""

from collections.abc import Mapping
from typing import Any

from akademia.accounts.models import User
from akademia.accounts.roles import AUDIENCES, LABELS, Role
from akademia.accounts.services import erase_user
from akademia.core.area import PrivacyCard
from akademia.core.db import db
from akademia.core.errors import Missing


def export(user_id: int) -> Mapping[str, Any]:
    user = _user(user_id)
    return {
        "adres e-mail": user.email,
        "adres potwierdzono": user.confirmed_at.isoformat() if user.confirmed_at else None,
        "konto założono": user.created_at.isoformat(),
        "role": [LABELS[Role(name)] for name in user.roles],
        "imię i nazwisko na zaświadczenia": user.certificate_name,
        "kim jesteś": AUDIENCES.get(user.audience or ""),
        "organizacja": {"nip": user.organisation.nip, "nazwa": user.organisation.name} if user.organisation else None,
        "województwo": user.region.name if user.region else None,
        "dodatkowy czas na testy, procent": user.extra_time_percent,
        "zgody": [
            {
                "zgoda": consent.key,
                "wersja": consent.version,
                "treść": consent.words,
                "wyrażono": consent.given_at.isoformat(),
                "wycofano": consent.withdrawn_at.isoformat() if consent.withdrawn_at else None,
            }
            for consent in user.consents
        ],
    }


def erase(user_id: int) -> None:
    """Make the account nameless. Consents stay under its number: nameless, they prove what was agreed."""
    erase_user(_user(user_id))


def _user(user_id: int) -> User:
    user = db.session.get(User, user_id)
    if user is None:
        raise Missing
    return user


CARD = PrivacyCard("accounts", "Konto i zgody", ("users", "consents"), export, erase)
