"""What people do with reviews: signing that a text is still right, and taking it on."""

from collections.abc import Sequence

from sqlalchemy import select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import Missing, RuleBroken
from akademia.law.models import Review

NOTE_MOST = 400


class AlreadyClosed(RuleBroken):
    message = "Ktoś już zamknął ten przegląd."


def sign(number: int, person: int, note: str = "") -> Review:
    """Close a review in a person's name: the text is still right.

    :raises Missing: there is no such review.
    :raises AlreadyClosed: somebody closed it before.
    """
    review = _open_one(number)
    review.verdict, review.note, review.closed_at, review.closed_by = "right", note.strip(), clock.now(), person
    record("review.signed", review.kind, review.ref, actor=person, amendment=review.amendment.key, note=review.note)
    return review


def take(number: int, person: int) -> Review:
    """Make a person the one who looks at a text.

    :raises Missing: there is no such review.
    :raises AlreadyClosed: nothing waits any more.
    """
    review = _open_one(number)
    review.owner_number = person
    record("review.taken", review.kind, review.ref, actor=person, amendment=review.amendment.key)
    return review


def answer(numbers: Sequence[int], person: int, act: str, note: str = "") -> tuple[int, int]:
    """Sign or take several reviews at once (`act`: `sign`, `take`). Returns how many, and how many were closed before.

    A number that no review has is passed over: its text has gone meanwhile.
    """
    done = closed = 0
    for number in numbers:
        try:
            sign(number, person, note) if act == "sign" else take(number, person)
            done += 1
        except AlreadyClosed:
            closed += 1
        except Missing:
            continue
    return done, closed


def _open_one(number: int) -> Review:
    review = db.session.scalar(select(Review).where(Review.id == number).with_for_update())
    if review is None:
        raise Missing
    if review.verdict is not None:
        raise AlreadyClosed
    return review
