"""Reading people and what they agreed to."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from sqlalchemy import func, select

from akademia.accounts.formats.consents import ConsentText, read_consents
from akademia.accounts.models import User
from akademia.core.db import db

CONSENTS_FILE = Path(__file__).resolve().parent.parent / "starter" / "texts" / "consents.yaml"


@dataclass(frozen=True)
class ConsentRow:
    """A consent as its person sees it: the words agreed to (or offered now), since when, until when."""

    key: str
    words: str
    version: int
    required: bool
    given_at: datetime | None
    withdrawn_at: datetime | None

    @property
    def stands(self) -> bool:
        return self.given_at is not None and self.withdrawn_at is None


def user_by_email(email: str) -> User | None:
    """Return the person of an address, whatever its letter case."""
    return db.session.scalar(select(User).where(func.lower(User.email) == func.lower(email)))


@cache
def consent_texts() -> tuple[ConsentText, ...]:
    """Return what a new person is asked to agree to.

    :raises BrokenSource: the file of consents cannot be used.
    """
    return read_consents(CONSENTS_FILE.read_text("utf-8"), CONSENTS_FILE.name)


def consent_rows(user: User) -> list[ConsentRow]:
    """Return each known consent with what the person last said to it."""
    last = {consent.key: consent for consent in user.consents}
    rows = []
    for text in consent_texts():
        given = last.get(text.key)
        if given is None:
            rows.append(ConsentRow(text.key, text.text, text.version, text.required, None, None))
        else:
            rows.append(
                ConsentRow(text.key, given.words, given.version, text.required, given.given_at, given.withdrawn_at)
            )
    return rows
