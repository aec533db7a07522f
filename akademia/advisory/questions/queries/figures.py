"""Figures of the window without people: promises and real times, the queue, provisions asked of without a lesson."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import exists, func, select, union
from sqlalchemy.orm import aliased

from akademia.advisory.questions.models import Case, Topic
from akademia.advisory.questions.queries.casework import REPLY
from akademia.advisory.questions.rules.figures import ranked
from akademia.core import clock
from akademia.core.calendar import working_days_between
from akademia.core.db import db
from akademia.law.models import Act, Citation, Provision

WITHIN_DAYS = 365
LEAST_ANSWERED = 5  # fewer tell of single cases, not of a time to expect
MOST_PROVISIONS = 30
LONGEST_TITLE = 120
QUEUED = ("new", "claimed")


@dataclass(frozen=True)
class TopicFigures:
    """How long answers of a topic took, in working days; None while too few were given.

    :param kept: percent answered within the promise.
    """

    name: str
    promise_days: int
    answered: int
    median_days: int | None
    ninth_days: int | None
    kept: int | None
    queued: int


@dataclass(frozen=True)
class Figures:
    """All that the page of figures shows. `made_at`: when it was counted."""

    topics: tuple[TopicFigures, ...]
    queued: int
    answered: int
    made_at: datetime


def figures() -> Figures:
    """Return the figures of the last year, in three questions whose answers grow with days, not with cases."""
    times, queued = _times(), _queued()
    wanted = select(Topic.id, Topic.name, Topic.promise_days).where(Topic.is_open).order_by(Topic.position, Topic.id)
    rows = [
        _of_topic(name, promise, times.get(topic, Counter()), queued.get(topic, 0))
        for topic, name, promise in db.session.execute(wanted)
    ]
    return Figures(tuple(rows), sum(queued.values()), sum(sum(one.values()) for one in times.values()), clock.now())


def _of_topic(name: str, promise: int, times: Counter[int], queued: int) -> TopicFigures:
    answered = sum(times.values())
    if answered < LEAST_ANSWERED:
        return TopicFigures(name, promise, answered, None, None, None, queued)
    kept = sum(count for days, count in times.items() if days <= promise)
    counts = list(times.items())
    return TopicFigures(name, promise, answered, ranked(counts, 50), ranked(counts, 90), 100 * kept // answered, queued)


def _times() -> Mapping[int, Counter[int]]:
    """Return how many first answers took how many working days, by topic."""
    asked, answered = func.date(Case.asked_at), func.date(Case.answered_at)
    found = db.session.execute(
        select(Case.topic_id, asked, answered, func.count(Case.id))
        .where(Case.answered_at >= clock.now() - timedelta(days=WITHIN_DAYS), Case.merged_into_id.is_(None))
        .group_by(Case.topic_id, asked, answered)
    )
    times: dict[int, Counter[int]] = {}
    for topic, first, last, count in found:
        times.setdefault(topic, Counter())[working_days_between(_day(first), _day(last))] += count
    return times


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _queued() -> Mapping[int, int]:
    waiting = select(Case.topic_id, func.count(Case.id)).where(Case.state.in_(QUEUED), Case.answered_at.is_(None))
    return {row[0]: row[1] for row in db.session.execute(waiting.group_by(Case.topic_id))}


@dataclass(frozen=True)
class AskedProvision:
    """A provision that people ask about."""

    act_key: str
    key: str
    label: str
    summary: str
    times: int

    @property
    def ref(self) -> str:
        """How addresses and texts call it: „uzs:art-15”."""
        return f"{self.act_key}:{self.key}"

    @property
    def lesson_title(self) -> str:
        """What a lesson about it may be called: its gist where that is short, else its label."""
        gist = self.summary.rstrip(".")
        return gist if 0 < len(gist) <= LONGEST_TITLE else self.label[:1].upper() + self.label[1:]


def asked_without_a_lesson(kind: str = "lesson") -> list[AskedProvision]:
    """Return the provisions that cases are about and no text of a kind cites, the most asked first.

    A case is about the provision that its asker came from and about those that its replies cite; each counts once.
    """
    part = aliased(Provision)
    come_from = select(Case.id.label("case_id"), Case.provision_id.label("provision_id"))
    cited_in = select(Citation.ref, Citation.provision_id).where(Citation.kind == REPLY)
    about = union(come_from.where(Case.provision_id.is_not(None)), cited_in).subquery()
    cited = exists(
        select(Citation.id)
        .join(part, part.id == Citation.provision_id)
        .where(
            Citation.kind == kind, part.act_id == Provision.act_id,
            (part.key == Provision.key) | part.key.startswith(Provision.key.concat("-")),
        )
    )  # fmt: skip
    times = func.count(about.c.case_id)
    found = db.session.execute(
        select(Act.key, Provision.key, Provision.label, Provision.summary, times)
        .join(about, about.c.provision_id == Provision.id)
        .join(Act, Act.id == Provision.act_id)
        .where(~cited)
        .group_by(Provision.id, Act.id, Act.key, Provision.key, Provision.label, Provision.summary)
        .order_by(times.desc(), Act.id, Provision.id)
        .limit(MOST_PROVISIONS)
    )
    return [AskedProvision(*row) for row in found]
