"""Topics of questions, edited by staff."""

from dataclasses import dataclass

from sqlalchemy import select

from akademia.advisory.questions.models import Topic
from akademia.advisory.questions.services.own_things import Outdated
from akademia.audit.services import record
from akademia.core.db import db
from akademia.texts.services.house_texts import free_key


@dataclass(frozen=True)
class TopicValues:
    """A topic as its form sends it. `promise_days`: working days until the answer."""

    name: str
    summary: str
    promise_days: int
    position: int
    is_open: bool


def save_topic(topic: Topic | None, version: int, values: TopicValues, actor: int) -> Topic:
    """Keep a topic, a new one (None) or a present one. Cases asked before keep their day.

    :param version: of the present one, as it was opened.
    :raises Outdated: it was saved since it was opened.
    """
    if topic is None:
        key = free_key(set(db.session.scalars(select(Topic.key))), values.name)
        topic = Topic(key=key, slug=key, version=0)
        db.session.add(topic)
    elif topic.version != version:
        raise Outdated
    topic.name, topic.summary, topic.promise_days = values.name, values.summary, values.promise_days
    topic.position, topic.is_open, topic.origin = values.position, values.is_open, "person"
    topic.version += 1
    db.session.flush()
    record("topic.saved", "topic", topic.id, actor=actor, version=topic.version)
    return topic
