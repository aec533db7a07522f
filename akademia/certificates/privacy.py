"""What certificates keep about a person."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from akademia.certificates.models import Certificate
from akademia.certificates.queries import living
from akademia.core import clock
from akademia.core.area import Merged, PrivacyCard
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


def merge(second_id: int, kept_id: int) -> Merged:
    """Move certificates; where both accounts hold a valid one for the same, the second stays where it is."""
    moved, left = [], []
    for certificate in db.session.scalars(select(Certificate).where(Certificate.holder_id == second_id)).all():
        told = f"zaświadczenie {certificate.number} („{certificate.title}”)"
        own = (kept_id, certificate.kind, certificate.subject_key, certificate.edition)
        if certificate.revoked_at is None and living(*own) is not None:
            left.append(f"{told}: zachowane konto ma już zaświadczenie za to samo; nadal można je sprawdzić po kodzie")
        else:
            certificate.holder_id = kept_id
            moved.append(told)
    db.session.flush()
    return Merged(tuple(moved), tuple(left))


CARD = PrivacyCard("certificates", "Zaświadczenia", ("certificates",), export, erase, merge)
