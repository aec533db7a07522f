"""People who answer questions and those who see to it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from akademia.accounts.models import User
from akademia.accounts.queries import ERASED
from akademia.accounts.roles import Role, role_keys_with
from akademia.advisory.questions.models import Absence, Case
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import Missing


@dataclass(frozen=True)
class Expert:
    """An expert as others choose one. `load`: open cases held; `away_until`: the last day of an absence of today."""

    id: int
    name: str
    load: int
    away_until: date | None


def staff() -> Sequence[User]:
    """Return who manages cases and can be written to."""
    keys = {*role_keys_with(Role.Staff), *role_keys_with(Role.Admin)}
    able = (User.roles_key.in_(keys), User.active, User.email.is_not(None), User.confirmed_at.is_not(None))
    return db.session.scalars(select(User).where(*able).order_by(User.id)).all()


def experts() -> list[Expert]:
    """Return all experts with their loads, the least loaded first."""
    load = (
        select(func.count(Case.id))
        .where(Case.expert_id == User.id, Case.state.in_(("claimed", "waiting")))
        .scalar_subquery()
    )
    today = clock.today()
    away = (
        select(func.max(Absence.until_on))
        .where(Absence.user_id == User.id, Absence.until_on >= today, Absence.from_on <= today)
        .scalar_subquery()
    )
    able = (User.roles_key.in_(role_keys_with(Role.Expert)), User.active, User.email.is_not(None))
    rows = db.session.execute(select(User.id, User.certificate_name, User.email, load, away).where(*able))
    found = [Expert(row[0], row[1] or row[2] or ERASED, row[3], row[4]) for row in rows]
    return sorted(found, key=lambda one: (one.away_until is not None, one.load, one.id))


def person_of(user_id: int) -> User:
    """Return a person by number.

    :raises Missing: there is none.
    """
    found = db.session.get(User, user_id)
    if found is None:
        raise Missing
    return found


def names_of(numbers: Collection[int]) -> Mapping[int, str]:
    """Return what people are called: their names, else addresses; „osoba usunięta” for who was erased."""
    rows = db.session.execute(select(User.id, User.certificate_name, User.email).where(User.id.in_(numbers)))
    known = {row.id: row.certificate_name or row.email for row in rows}
    return {number: known.get(number) or ERASED for number in numbers}
