"""Reading people and what they agreed to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from akademia.accounts.formats.consents import ConsentText, read_consents
from akademia.accounts.models import Consent, ConsentWording, PersonWord, User
from akademia.accounts.roles import BUNDLES, Role, role_keys_with
from akademia.core.db import db
from akademia.core.doors import Permission
from akademia.core.errors import Missing
from akademia.core.text import search_words

LAST_SIGN = "\U0010ffff"
ERASED = "osoba usunięta"
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


def numbers_named(words: str) -> Select[Any] | None:
    """Return a query of the numbers of people of whom each word begins a word of the address or name.

    None where nothing is asked for. The longest word leads, since it is the rarest as a rule.
    """
    parts = sorted(search_words(words), key=len, reverse=True)
    if not parts:
        return None
    query = select(PersonWord.user_id).where(_begins(PersonWord.word, parts[0]))
    for part in parts[1:]:
        other = aliased(PersonWord)
        query = query.where(
            select(other.word).where(other.user_id == PersonWord.user_id, _begins(other.word, part)).exists()
        )
    return query.distinct()


def _begins(column: InstrumentedAttribute[str], part: str) -> ColumnElement[bool]:
    return column.between(literal(part, String()), literal(part + LAST_SIGN, String()))  # the column's collation rules


def is_only_admin(user: User) -> bool:
    """Say whether the academy would be left without an administrator if this person went."""
    if Role.Admin not in user.roles:
        return False
    can_come_in = User.active & User.email.is_not(None) & User.confirmed_at.is_not(None) & (User.id != user.id)
    others = select(User.id).where(cast(User.roles, String).contains(f'"{Role.Admin.value}"'), can_come_in)
    return db.session.scalar(others.limit(1)) is None


@cache
def starter_texts() -> tuple[ConsentText, ...]:
    """Return the wordings that the academy opened with, from the file.

    :raises BrokenSource: the file of consents cannot be used.
    """
    return read_consents(CONSENTS_FILE.read_text("utf-8"), CONSENTS_FILE.name)


def consent_texts() -> tuple[ConsentText, ...]:
    """Return what a person is asked to agree to now: of each consent the newest wording, the file's or the staff's."""
    published = db.session.scalars(select(ConsentWording).order_by(ConsentWording.version))
    newest = {wording.key: wording for wording in published}
    return tuple(_newer(text, newest.get(text.key)) for text in starter_texts())


def _newer(text: ConsentText, wording: ConsentWording | None) -> ConsentText:
    if wording is None or wording.version <= text.version:
        return text
    return ConsentText(text.key, wording.version, text.required, wording.words)


def consent_text(key: str) -> ConsentText:
    """Return what is asked now under a key.

    :raises Missing: nothing is.
    """
    for text in consent_texts():
        if text.key == key:
            return text
    raise Missing


def changes_of(text: ConsentText) -> str | None:
    """Return what staff said is new in a wording, or None."""
    same = (ConsentWording.key == text.key, ConsentWording.version == text.version)
    return db.session.scalar(select(ConsentWording.changes).where(*same))


def owed_texts(user: User) -> list[ConsentText]:
    """Return what an account needs and this person has not agreed to in its present wording."""
    held = {c.key: c.version for c in user.consents if c.withdrawn_at is None}
    return [text for text in consent_texts() if text.required and held.get(text.key, 0) < text.version]


def consent_history(user: User) -> list[Consent]:
    """Return all that a person agreed to and took back, the newest first."""
    return list(reversed(user.consents))


def people_with(permission: Permission) -> list[tuple[int, str]]:
    """Return (number, address) of everybody who may do something and can come in, by number."""
    roles = [role for role, bundle in BUNDLES.items() if permission in bundle]
    keys = {key for role in roles for key in role_keys_with(role)}
    can_come_in = User.active & User.email.is_not(None) & User.confirmed_at.is_not(None)
    found = select(User.id, User.email).where(User.roles_key.in_(keys), can_come_in).order_by(User.id)
    return [(number, address or "") for number, address in db.session.execute(found)]


def people_named(numbers: Collection[int]) -> dict[int, str]:
    """Return how people are shown by their numbers: the address, or „osoba usunięta” where the person was erased.

    A number that no row has (a person erased before numbers were kept) is shown as erased too.
    """
    rows = db.session.execute(select(User.id, User.email).where(User.id.in_(numbers)))
    known = {row.id: row.email for row in rows}
    return {number: known.get(number) or ERASED for number in numbers}


def consent_rows(user: User) -> list[ConsentRow]:
    """Return each known consent with what the person last said to it."""
    last = {consent.key: consent for consent in user.consents}
    rows = []
    for text in consent_texts():
        given = last.get(text.key)
        if given is None or (text.required and given.version < text.version):
            rows.append(ConsentRow(text.key, text.text, text.version, text.required, None, None))
        else:
            rows.append(
                ConsentRow(text.key, given.words, given.version, text.required, given.given_at, given.withdrawn_at)
            )
    return rows
