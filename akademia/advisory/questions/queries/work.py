"""What an expert has answered, and how long it took."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from akademia.advisory.questions.models import Case, Message, Topic
from akademia.core.db import db


class Work(NamedTuple):
    """One message of an expert. `minutes`: of work, None where nothing was put down."""

    number: str
    title: str
    topic: str
    kind: str
    sent_at: datetime
    minutes: int | None


def work_of(user_id: int) -> list[Work]:
    """Return all that an expert wrote to askers, in its order."""
    query = (
        select(Case.number, Case.title, Topic.name, Message.kind, Message.sent_at, Message.minutes)
        .join(Case, Case.id == Message.case_id)
        .join(Topic, Topic.id == Case.topic_id)
        .where(Message.expert_id == user_id)
        .order_by(Message.sent_at, Message.id)
    )
    return [Work(*row) for row in db.session.execute(query)]
