"""What readers of answers think and wait for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from akademia.advisory.questions.models import Opinion, PublishedAnswer, Subscription, Topic
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.listing import Asked, ListPage, list_page
from akademia.law.models import Act, Citation, Provision

OPINIONS = {"nowe": "nieprzejrzane", "wszystkie": "wszystkie"}


@dataclass(frozen=True)
class Subject:
    """What one may ask for letters about: a topic or a provision. `ref` is how addresses call it."""

    label: str
    topic_id: int | None = None
    provision_id: int | None = None


def subject(topic: str, provision: str) -> Subject:
    """Return what an address asks for letters about.

    :param topic: a topic's part of address, or empty; `provision`: „uzs:art-15”.
    :raises Missing: there is no such thing.
    """
    if topic:
        found = db.session.execute(select(Topic.id, Topic.name).where(Topic.slug == topic)).first()
        if found is not None:
            return Subject(f"temat „{found.name}”", topic_id=found.id)
    act, _, key = provision.partition(":")
    wanted = select(Provision.id, Provision.label, Act.short).join(Act, Act.id == Provision.act_id)
    row = db.session.execute(wanted.where(Act.key == act, Provision.key == key)).first()
    if row is None:
        raise Missing
    return Subject(f"{row.label} ({row.short})", provision_id=row.id)


def subscription_of(token_hash: str) -> Subscription:
    """Return a subscription by the hash of its link's secret.

    :raises Missing: there is none.
    """
    found = db.session.scalar(select(Subscription).where(Subscription.token_hash == token_hash))
    if found is None:
        raise Missing
    return found


def subject_of(row: Subscription) -> Subject:
    return Subject(labels_of([row])[row.id], row.topic_id, row.provision_id)


def labels_of(found: Sequence[Subscription]) -> dict[int, str]:
    """Return what subscriptions are about, in words, by their numbers."""
    topics = {one.topic_id for one in found if one.topic_id is not None}
    provisions = {one.provision_id for one in found if one.provision_id is not None}
    names = {row.id: f"temat „{row.name}”" for row in
             db.session.execute(select(Topic.id, Topic.name).where(Topic.id.in_(topics)))}  # fmt: skip
    wanted = select(Provision.id, Provision.label, Act.short).join(Act, Act.id == Provision.act_id)
    labels = {
        row.id: f"{row.label} ({row.short})" for row in db.session.execute(wanted.where(Provision.id.in_(provisions)))
    }
    return {one.id: names.get(one.topic_id or 0) or labels.get(one.provision_id or 0, "") for one in found}


def fitting_answers(start: datetime, end: datetime) -> Mapping[int, tuple[PublishedAnswer, frozenset[int]]]:
    """Return the answers that became public between two moments and still are, with the provisions that each cites.

    A provision counts as cited with each that it is a part of: who waits for art. 15 hears of art. 15 ust. 4.
    """
    within = (PublishedAnswer.published_at >= start, PublishedAnswer.published_at < end)
    own = select(PublishedAnswer).where(*within, PublishedAnswer.withdrawn_at.is_(None))
    found = {one.id: one for one in db.session.scalars(own.order_by(PublishedAnswer.published_at, PublishedAnswer.id))}
    cited: dict[int, set[int]] = {ref: set() for ref in found}
    part = Provision.__table__.alias("part")
    is_part = (part.c.act_id == Provision.act_id) & (
        (part.c.key == Provision.key) | part.c.key.startswith(Provision.key.concat("-"))
    )
    pairs = (
        select(Citation.ref, Provision.id)
        .join(part, part.c.id == Citation.provision_id)
        .join(Provision, is_part)
        .where(Citation.kind == "answer", Citation.ref.in_(found))
    )
    for ref, provision in db.session.execute(pairs):
        cited[ref].add(provision)
    return {ref: (one, frozenset(cited[ref])) for ref, one in found.items()}


@dataclass(frozen=True)
class OpinionRow:
    """What a reader thinks of an answer, for staff."""

    id: int
    is_helpful: bool
    comment: str
    sent_at: datetime
    seen_at: datetime | None
    answer_id: int
    slug: str
    title: str


def opinions(asked: Asked) -> ListPage[OpinionRow]:
    """Return readers' comments, the newest first; those that staff have not seen unless all are asked for."""
    query: Any = (
        select(Opinion.id, Opinion.is_helpful, Opinion.comment, Opinion.sent_at, Opinion.seen_at,
               PublishedAnswer.id, PublishedAnswer.slug, PublishedAnswer.title)
        .join(PublishedAnswer, PublishedAnswer.id == Opinion.answer_id)
    )  # fmt: skip
    if asked.filters.get("stan") != "wszystkie":
        query = query.where(Opinion.seen_at.is_(None), Opinion.comment != "")
    return list_page(query.order_by(Opinion.sent_at.desc(), Opinion.id.desc()), asked, lambda row: OpinionRow(*row))


def comments_waiting() -> list[datetime]:
    """Return when the comments were sent that staff have not seen, the oldest first."""
    unseen = select(Opinion.sent_at).where(Opinion.seen_at.is_(None), Opinion.comment != "")
    return list(db.session.scalars(unseen.order_by(Opinion.sent_at)))
