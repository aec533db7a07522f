"""People who answer questions and those who see to it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select

from akademia.accounts.models import User
from akademia.accounts.queries import ERASED
from akademia.accounts.roles import Role, role_keys_with
from akademia.advisory.questions.models import Absence, Case, ExpertTopic, Topic
from akademia.advisory.questions.rules.desk import DUE_STATES
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import Missing


@dataclass(frozen=True)
class Expert:
    """An expert as others choose one.

    :param load: open cases held; `late`: those of them whose day has passed.
    :param away_until: the last day of an absence of today.
    """

    id: int
    name: str
    load: int
    late: int
    away_until: date | None


def staff() -> Sequence[User]:
    """Return who manages cases and can be written to."""
    keys = {*role_keys_with(Role.Staff), *role_keys_with(Role.Admin)}
    able = (User.roles_key.in_(keys), User.active, User.email.is_not(None), User.confirmed_at.is_not(None))
    return db.session.scalars(select(User).where(*able).order_by(User.id)).all()


def experts() -> list[Expert]:
    """Return all experts with their loads, the least loaded first."""
    today, held = clock.today(), select(func.count(Case.id)).where(Case.expert_id == User.id)
    load = held.where(Case.state.in_(("claimed", "waiting"))).scalar_subquery()
    late = held.where(Case.state == "claimed", Case.due_on < today).scalar_subquery()
    away = (
        select(func.max(Absence.until_on))
        .where(Absence.user_id == User.id, Absence.until_on >= today, Absence.from_on <= today)
        .scalar_subquery()
    )
    rows = db.session.execute(select(User.id, User.certificate_name, User.email, load, late, away).where(*_able()))
    found = [Expert(row[0], row[1] or row[2] or ERASED, *row[3:]) for row in rows]
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


@dataclass(frozen=True)
class Morning:
    """What waits for an expert: own cases to answer, those of them that are late, unclaimed ones of chosen topics."""

    own: int
    late: int
    free: int


def to_tell_of_new() -> list[tuple[Case, User]]:
    """Return the unclaimed cases of the last day, each with every expert who chose its topic."""
    since = clock.now() - timedelta(days=1)
    query = (
        select(Case, User)
        .join(ExpertTopic, ExpertTopic.topic_id == Case.topic_id)
        .join(User, User.id == ExpertTopic.user_id)
        .where(Case.state == "new", Case.asked_at > since, *_able())
        .order_by(Case.id, User.id)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def _able() -> list[ColumnElement[bool]]:
    return [User.roles_key.in_(role_keys_with(Role.Expert)), User.active.is_(True), User.email.is_not(None)]


def mornings() -> list[tuple[User, Morning]]:
    """Return the experts for whom something waits."""
    today = clock.today()
    own = dict(_counts(select(Case.expert_id, func.count()).where(Case.state == "claimed").group_by(Case.expert_id)))
    late = dict(
        _counts(
            select(Case.expert_id, func.count())
            .where(Case.state == "claimed", Case.due_on < today)
            .group_by(Case.expert_id)
        )
    )
    free = dict(
        _counts(
            select(ExpertTopic.user_id, func.count())
            .join(Case, Case.topic_id == ExpertTopic.topic_id)
            .where(Case.state == "new")
            .group_by(ExpertTopic.user_id)
        )
    )
    found = db.session.scalars(select(User).where(*_able()).order_by(User.id))
    told = [(one, Morning(own.get(one.id, 0), late.get(one.id, 0), free.get(one.id, 0))) for one in found]
    return [(person, morning) for person, morning in told if morning.own or morning.free]


def _counts(query: Any) -> list[tuple[int, int]]:
    return [(row[0], row[1]) for row in db.session.execute(query)]


def late_cases() -> int:
    """Return how many cases are late, unclaimed ones too."""
    late = (Case.state.in_(DUE_STATES), Case.due_on < clock.today())
    return db.session.scalar(select(func.count(Case.id)).where(*late)) or 0


def topics_chosen(user_id: int) -> set[int]:
    """Return the numbers of the topics of which an expert wants to hear."""
    return set(db.session.scalars(select(ExpertTopic.topic_id).where(ExpertTopic.user_id == user_id)))


def topics() -> Sequence[Topic]:
    """Return all topics, closed ones too, in the order of their list."""
    return db.session.scalars(select(Topic).order_by(Topic.position, Topic.id)).all()


def topic(topic_id: int) -> Topic:
    """Return a topic by its number.

    :raises Missing: there is none.
    """
    found = db.session.get(Topic, topic_id)
    if found is None:
        raise Missing
    return found
