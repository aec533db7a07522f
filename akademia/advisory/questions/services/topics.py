"""Topics of the starter: added, and renewed where no person changed them."""

from pathlib import Path

from sqlalchemy import select

from akademia.advisory.questions.formats.topics import TopicRow, read_topics
from akademia.advisory.questions.models import Topic
from akademia.core.db import db


def load_topics(path: Path) -> list[str]:
    """Bring the topics of a file. Returns the names of those that were left alone, for a person changed them.

    :raises BrokenSource: the file cannot be used; nothing is written.
    """
    known = {topic.key: topic for topic in db.session.scalars(select(Topic))}
    return [name for row in read_topics(path) if (name := _keep(row, known.get(row.key)))]


def _keep(row: TopicRow, topic: Topic | None) -> str:
    if topic is None:
        topic = Topic(key=row.key, slug=row.key)
        db.session.add(topic)
    elif topic.origin == "person":
        return f"temat „{topic.name}”" if topic.digest != row.digest else ""
    elif topic.digest == row.digest:
        return ""
    topic.name, topic.summary, topic.promise_days = row.name, row.summary, row.promise_days
    topic.position, topic.digest = row.position, row.digest
    return ""
