"""Letters by reader, by state, by age."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select

from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.listing import Asked, ListPage, list_page
from akademia.mail.models import Letter, LetterRefusal
from akademia.mail.rules import KINDS, LetterKind

# The word in the address -> the word on the page.
STATES = {"czekaja": "czekają", "niedoreczone": "niedoręczone", "doreczone": "doręczone", "wszystkie": "wszystkie"}
_SAID = {"waiting": "czeka", "failed": "niedoręczony", "delivered": "doręczony"}


@dataclass(frozen=True)
class LetterRow:
    """A letter on the postmaster's page, without its words."""

    id: int
    to_address: str
    subject: str
    queued_at: datetime
    state: str
    server_words: str | None
    may_send_again: bool

    @property
    def said(self) -> str:
        return _SAID[self.state]


def letters(asked: Asked) -> ListPage[LetterRow]:
    """Return letters for the postmaster; those that wait or failed unless another state is asked for."""
    order = Letter.queued_at.desc() if asked.descending else Letter.queued_at.asc()
    return list_page(_in_state(select(Letter), asked).order_by(order, Letter.id.desc()), asked, _row)


def _in_state(query: Select[Any], asked: Asked) -> Select[Any]:
    waiting, failed = Letter.delivered_at.is_(None) & Letter.failed_at.is_(None), Letter.failed_at.is_not(None)
    state = asked.filters.get("stan", "")
    if asked.words:
        query = query.where(
            or_(*(c.icontains(asked.words, autoescape=True) for c in (Letter.to_address, Letter.subject)))
        )
    if state == "wszystkie":
        return query
    chosen = {"czekaja": waiting, "niedoreczone": failed, "doreczone": Letter.delivered_at.is_not(None)}
    return query.where(chosen.get(state, waiting | failed))


def _row(letter: Letter) -> LetterRow:
    return LetterRow(
        letter.id, letter.to_address, letter.subject, letter.queued_at, letter.state, letter.server_words,
        may_send_again=letter.state == "failed" and letter.body_wiped_at is None,
    )  # fmt: skip


def latest_failed(count: int) -> Sequence[Letter]:
    """Return the newest undelivered letters that can still be sent again."""
    failed = select(Letter).where(Letter.failed_at.is_not(None), Letter.body_wiped_at.is_(None))
    return db.session.scalars(failed.order_by(Letter.failed_at.desc()).limit(count)).all()


def found_letters(words: str, count: int) -> Sequence[Letter]:
    """Return the newest letters whose address or subject holds the words."""
    holds = or_(*(column.icontains(words, autoescape=True) for column in (Letter.to_address, Letter.subject)))
    return db.session.scalars(select(Letter).where(holds).order_by(Letter.id.desc()).limit(count)).all()


def letters_about(key: str) -> Sequence[Letter]:
    """Return the letters whose keys begin with some words."""
    return db.session.scalars(select(Letter).where(Letter.key.startswith(key, autoescape=True))).all()


def letters_to(address: str) -> Sequence[Letter]:
    """Return all letters to an address, in any case of its letters, the newest first."""
    same = func.lower(Letter.to_address) == func.lower(address)
    return db.session.scalars(select(Letter).where(same).order_by(Letter.id.desc())).all()


def letters_of(user_number: int) -> Sequence[Letter]:
    """Return all letters to a person by number, the newest first."""
    return db.session.scalars(select(Letter).where(Letter.user_number == user_number).order_by(Letter.id.desc())).all()


def letter(letter_id: int) -> Letter:
    """Return a letter by its number.

    :raises Missing: there is none.
    """
    found = db.session.get(Letter, letter_id)
    if found is None:
        raise Missing
    return found


def waiting_letter(letter_id: int) -> Letter | None:
    """Return a letter that is to be delivered, or None when it is settled or gone."""
    letter = db.session.get(Letter, letter_id)
    return letter if letter is not None and letter.state == "waiting" and letter.body_wiped_at is None else None


def has_letter(letter_id: int) -> bool:
    return db.session.scalar(select(Letter.id).where(Letter.id == letter_id)) is not None


def waiting_ids() -> Sequence[int]:
    """Return the numbers of letters that wait for delivery."""
    return db.session.scalars(select(Letter.id).where(Letter.delivered_at.is_(None), Letter.failed_at.is_(None))).all()


def bodies_to_wipe(settled_before: datetime, queued_before: datetime) -> Sequence[Letter]:
    """Return letters with bodies that were settled, or queued, before a moment."""
    settled = func.coalesce(Letter.delivered_at, Letter.failed_at) < settled_before
    old = or_(settled, Letter.queued_at < queued_before)
    return db.session.scalars(select(Letter).where(Letter.body_wiped_at.is_(None), old)).all()


def letter_kinds() -> list[LetterKind]:
    """Return the kinds of letters that packages named, in their order."""
    return list(KINDS.values())


def refused_kinds(user_number: int) -> set[str]:
    """Return the kinds of letters that a reader does not want."""
    return set(db.session.scalars(select(LetterRefusal.kind).where(LetterRefusal.user_number == user_number)))
