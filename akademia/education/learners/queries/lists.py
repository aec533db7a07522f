"""Pasted lists of people to enrol: what will happen to each line, and those that are being enrolled."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from akademia.accounts.models import User
from akademia.accounts.rules import normal_email
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.education.courses.models import Enrolment
from akademia.education.learners.models import EnrolmentList
from akademia.education.learners.rules import ABSENT, ENROLS, ON_IT, OUTCOMES, TWICE, WRONG, address_in

BATCH = 500  # values in one IN


@dataclass(frozen=True)
class Line:
    """A pasted line and what will happen: `outcome` is one of `rules.OUTCOMES`."""

    text: str
    address: str | None
    outcome: str
    user_id: int | None

    @property
    def said(self) -> str:
        return OUTCOMES[self.outcome]


def enrolment_list(course_id: int, number: int) -> EnrolmentList:
    """Return a pasted list.

    :raises Missing: there is none, or it was removed a day after.
    """
    found = db.session.get(EnrolmentList, number)
    if found is None or found.course_id != course_id:
        raise Missing
    return found


def judged(course_id: int, lines: Iterable[str]) -> list[Line]:
    """Say what will happen for each pasted line, in two statements for any number of lines."""
    read = [(line, normal_email(address_in(line))) for line in lines]
    known = _people({address for _line, address in read if address})
    on_it = _enrolled(course_id, known.values())
    seen: set[str] = set()
    made = []
    for text, address in read:
        user_id = known.get(address.lower()) if address else None
        made.append(Line(text, address, _outcome(address, user_id, on_it, seen), user_id))
        if address:
            seen.add(address.lower())
    return made


def _outcome(address: str | None, user_id: int | None, on_it: set[int], seen: set[str]) -> str:
    if address is None:
        return WRONG
    if address.lower() in seen:
        return TWICE
    if user_id is None:
        return ABSENT
    return ON_IT if user_id in on_it else ENROLS


def _people(addresses: set[str]) -> Mapping[str, int]:
    lowered = sorted({address.lower() for address in addresses})
    found: dict[str, int] = {}
    for start in range(0, len(lowered), BATCH):
        part = select(User.id, User.email).where(func.lower(User.email).in_(lowered[start : start + BATCH]))
        found |= {str(row.email).lower(): row.id for row in db.session.execute(part)}
    return found


def _enrolled(course_id: int, user_ids: Iterable[int]) -> set[int]:
    numbers, found = sorted(user_ids), set[int]()
    for start in range(0, len(numbers), BATCH):
        part = numbers[start : start + BATCH]
        found |= set(db.session.scalars(
            select(Enrolment.user_id).where(Enrolment.course_id == course_id, Enrolment.user_id.in_(part))
        ))  # fmt: skip
    return found


def running_list(number: int) -> EnrolmentList | None:
    """Return a list that is being enrolled, held until the transaction ends; None when it is done or gone."""
    kept = db.session.scalar(select(EnrolmentList).where(EnrolmentList.id == number).with_for_update())
    return kept if kept is not None and kept.state == "running" else None


def tally_of(lines: Sequence[Line]) -> list[tuple[str, int]]:
    """Return (what will happen, to how many lines), what happens to none left out."""
    counts = Counter(line.outcome for line in lines)
    return [(words, counts[outcome]) for outcome, words in OUTCOMES.items() if counts[outcome]]
