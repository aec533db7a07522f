"""What certificates keep about a person."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import func, select

from akademia.certificates import papers
from akademia.certificates.models import Certificate
from akademia.certificates.queries import living
from akademia.core import clock
from akademia.core.area import EraseChoice, EraseOption, Merged, PrivacyCard
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.core.text import counted

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
                "cofnięto": c.revoked_at.isoformat() if c.revoked_at else None,
            }
            for c in rows
        ]
    }


def erase(user_id: int) -> None:
    """Take the name off and the page away (410)."""
    for certificate in db.session.scalars(select(Certificate).where(Certificate.holder_id == user_id)):
        certificate.name = ERASED
        certificate.withdrawn_at = certificate.withdrawn_at or clock.now()


def leave(_user_id: int) -> None:
    """Leave certificates as they are: whoever has the code can still verify them, with the name."""


def files(user_id: int) -> Iterator[tuple[str, bytes]]:
    """Give the paper of each living certificate; where one cannot be made, a note that says why."""
    living = (Certificate.holder_id == user_id, Certificate.revoked_at.is_(None), Certificate.withdrawn_at.is_(None))
    for certificate in db.session.scalars(select(Certificate).where(*living).order_by(Certificate.id)):
        try:
            yield f"zaswiadczenie-{certificate.code}.pdf", papers.pdf_of(certificate)
        except RuleBroken as refused:
            yield f"zaswiadczenie-{certificate.code}.txt", refused.message.encode()


def tally(user_id: int) -> list[str]:
    count = _count(user_id)
    return [counted(count, "zaświadczenie", "zaświadczenia", "zaświadczeń")] if count else []


def _count(user_id: int) -> int:
    own = select(func.count(Certificate.id)).where(Certificate.holder_id == user_id)
    return db.session.scalar(own) or 0


NUMBERS = "Numer, kod, nazwa kursu i daty, bez Twojego nazwiska: rejestr wydanych zaświadczeń nie może mieć luk."
CHOICE = EraseChoice(
    "certificates",
    "Co zrobić z zaświadczeniami?",
    (
        EraseOption(
            "keep",
            "Zostaw je: nadal można sprawdzić je po kodzie",
            "Strona zaświadczenia dalej pokazuje imię i nazwisko. Po usunięciu konta zmienisz to tylko przez list do"
            " administratora.",
            "",
            "Zaświadczenia z imieniem i nazwiskiem, do sprawdzania po kodzie. Zostają, bo tak wybierasz.",
            leave,
        ),
        EraseOption(
            "withdraw",
            "Usuń je: strona odpowie, że zaświadczenia już nie ma",
            "Od razu przestanie działać także plik PDF i odznaka na stronie. Tego nie da się cofnąć.",
            "Imię i nazwisko na zaświadczeniach oraz ich strony, pliki PDF i odznaki (strona odpowiada"
            " „410 – usunięto”).",
            NUMBERS,
            erase,
        ),
    ),
    asked=lambda user_id: _count(user_id) > 0,
)


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


CARD = PrivacyCard(
    "certificates",
    "Zaświadczenia",
    ("certificates",),
    export,
    erase,
    purpose="Żeby wystawić Ci zaświadczenie i żeby każdy, komu je pokażesz, mógł sprawdzić, czy jest prawdziwe.",
    basis="Umowa o konto (art. 6 ust. 1 lit. b RODO).",
    kept="Dopóki nie poprosisz o usunięcie. Usuwając konto, decydujesz, czy zaświadczenia zostają.",
    removes="Imię i nazwisko na zaświadczeniach oraz ich strony.",
    keeps=NUMBERS,
    tally=tally,
    files=files,
    correct=(("Popraw imię i nazwisko na następne zaświadczenia", "accounts.show_profile"),),
    choice=CHOICE,
    merge=merge,
)
