"""Remarks sent, settled and forgotten."""

from datetime import datetime

from sqlalchemy import delete, update

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.mail.rules import LetterKind, letter_kind
from akademia.mail.services import queue_letter
from akademia.remarks.models import Remark
from akademia.remarks.queries import remarks_of

letter_kind(
    LetterKind(
        "remark",
        "Odpowiedź na zgłoszony błąd",
        "Przychodzi raz, na adres podany przy zgłoszeniu, gdy redakcja je załatwi.",
        ("remarks/",),
    )
)


class AlreadySettled(RuleBroken):
    message = "To zgłoszenie jest już załatwione."


def send(place: str, words: str, email: str) -> Remark:
    """Keep what a reader says is wrong with the page at `place`."""
    made = Remark(place=place, words=words, email=email.casefold())
    db.session.add(made)
    db.session.flush()
    return made


def settle(remark: Remark, answer: str, by: int) -> None:
    """Close a remark; whoever left an address is told, in the words of `answer` where there are any.

    :raises AlreadySettled: another person was first.
    """
    if remark.done_at is not None:
        raise AlreadySettled
    remark.done_at, remark.done_by_number, remark.answer = clock.now(), by, answer
    record("remark.settled", "remark", remark.id, actor=by)
    if remark.email:
        queue_letter(remark.email, "remarks/settled", {"words": remark.words, "answer": answer})


def forget_person(user_id: int) -> None:
    """Take a person's address off their remarks; the words were about a page."""
    numbers = [one.id for one in remarks_of(user_id)]
    db.session.execute(update(Remark).where(Remark.id.in_(numbers)).values(email=""))


def forget_old(before: datetime) -> int:
    """Remove remarks that were sent before a moment; return how many."""
    gone = db.session.execute(delete(Remark).where(Remark.sent_at < before))
    return int(gone.rowcount)  # type: ignore[attr-defined]
