"""What accounts keep about a person."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import update

from akademia.accounts.models import Consent, User
from akademia.accounts.roles import AUDIENCES, LABELS, Role
from akademia.accounts.services import erase_user
from akademia.core.area import Merged, PrivacyCard, Retention
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.limits import forget_counts
from akademia.core.text import counted

FILLED = {
    "certificate_name": "imię i nazwisko na zaświadczenia", "audience": "kim jest", "organisation_id": "organizacja",
    "region_code": "województwo",
}  # fmt: skip


def export(user_id: int) -> Mapping[str, Any]:
    user = _user(user_id)
    return {
        "adres e-mail": user.email,
        "adres potwierdzono": user.confirmed_at.isoformat() if user.confirmed_at else None,
        "konto założono": user.created_at.isoformat(),
        "ostatnie logowanie": user.signed_in_at.isoformat() if user.signed_in_at else None,
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


def tally(user_id: int) -> list[str]:
    count = len(_user(user_id).consents)
    return ["konto"] + ([counted(count, "zapisana zgoda", "zapisane zgody", "zapisanych zgód")] if count else [])


def merge(second_id: int, kept_id: int) -> Merged:
    """Fill what the kept account lacks; consents move; the second account becomes nameless. Roles do not move."""
    second, kept = _user(second_id), _user(kept_id)
    moved = []
    for name, words in FILLED.items():
        if not getattr(kept, name) and getattr(second, name):
            setattr(kept, name, getattr(second, name))
            moved.append(words)
    if second.extra_time_percent > kept.extra_time_percent:
        kept.extra_time_percent = second.extra_time_percent
        moved.append(f"dodatkowy czas na testy: {second.extra_time_percent}%")
    consents = list(second.consents)
    db.session.execute(update(Consent).where(Consent.user_id == second_id).values(user_id=kept_id))
    db.session.expire(second, ["consents"])
    if consents:
        moved.append(counted(len(consents), "zgoda", "zgody", "zgód"))
    roles = [LABELS[Role(name)] for name in second.roles if name not in kept.roles]
    left = [f"adres {second.email} i jego hasło przestaną działać"]
    left += [f"rola „{role}” nie przechodzi; w razie potrzeby nadaj ją osobno" for role in roles]
    erase_user(second)
    db.session.flush()
    return Merged(tuple(moved), tuple(left))


CARD = PrivacyCard(
    "accounts",
    "Konto i zgody",
    ("users", "consents", "person_words"),
    export,
    erase,
    purpose="Żeby wpuścić Cię na konto, pisać na Twój adres, wystawić zaświadczenie na dobre nazwisko i wiedzieć,"
    " na co się zgadzasz.",
    basis="Umowa o konto, którą zawierasz, akceptując regulamin (art. 6 ust. 1 lit. b RODO). Listy z nowościami:"
    " Twoja osobna zgoda (lit. a).",
    kept="Do usunięcia konta.",
    removes="Adres e-mail, hasło, imię i nazwisko, organizacja, województwo, role. Nikt już się na to konto"
    " nie zaloguje.",
    keeps="Pusty numer konta i zapis, na jakie słowa i kiedy była zgoda. Numer nie prowadzi do nikogo, a zapis pozwala"
    " wykazać, że zgoda była.",
    tally=tally,
    correct=(("Popraw profil", "accounts.show_profile"), ("Zmień hasło", "accounts.show_security")),
    retention=(Retention("limits", "Liczniki nieudanych prób logowania usuwamy najpóźniej", lambda: 1, forget_counts),),
    merge=merge,
)
