"""What certificates keep about a person."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from akademia.certificates.models import Certificate
from akademia.core import clock
from akademia.core.area import PrivacyCard
from akademia.core.db import db

ERASED = "osoba usunięta"


def export(user_id: int) -> Mapping[str, Any]:
    rows = db.session.scalars(select(Certificate).where(Certificate.holder_id == user_id))
    return {
        "zaświadczenia": [
            {
                "numer": c.number,
                "kod": c.code,
                "imię i nazwisko": c.name,
                "za": c.title,
                "wydano": c.issued_at.isoformat(),
            }
            for c in rows
        ]
    }


def erase(user_id: int) -> None:
    """Take the name off and the page away (410)."""
    for certificate in db.session.scalars(select(Certificate).where(Certificate.holder_id == user_id)):
        certificate.name = ERASED
        certificate.withdrawn_at = certificate.withdrawn_at or clock.now()


CARD = PrivacyCard("certificates", "Zaświadczenia", ("certificates",), export, erase)
