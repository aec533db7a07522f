"""What pasted lists keep about a person: an address, for a day at the most."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from akademia.accounts.models import User
from akademia.core.area import PrivacyCard
from akademia.core.db import db
from akademia.core.text import counted
from akademia.education.learners.models import EnrolmentList


def _lists_with(user_id: int) -> list[tuple[EnrolmentList, str]]:
    address = db.session.scalar(select(User.email).where(User.id == user_id))
    if not address:
        return []
    kept = db.session.scalars(select(EnrolmentList))
    return [(one, address) for one in kept if any(address.lower() in line.lower() for line in one.lines)]


def export(user_id: int) -> Mapping[str, Any]:
    return {"listy osób do zapisania": [one.made_at.isoformat() for one, _address in _lists_with(user_id)]}


def tally(user_id: int) -> Sequence[str]:
    count = len(_lists_with(user_id))
    words = ("lista osób do zapisania", "listy osób do zapisania", "list osób do zapisania")
    return [counted(count, *words)] if count else []


def erase(user_id: int) -> None:
    """Leave a blank line where the address stood; the other lines keep their places."""
    for one, address in _lists_with(user_id):
        one.lines = ["–" if address.lower() in line.lower() else line for line in one.lines]


CARD = PrivacyCard(
    "education.learners",
    "Zapisy z listy",
    ("enrolment_lists",),
    export,
    erase,
    purpose="Żeby redakcja mogła zapisać na kurs całą grupę naraz.",
    basis="Prawnie uzasadniony interes prowadzącego kurs (art. 6 ust. 1 lit. f RODO).",
    kept="Najwyżej dobę po wklejeniu listy.",
    removes="Twój adres na liście.",
    tally=tally,
)
