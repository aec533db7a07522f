"""What the window keeps about one person with an account."""

from typing import Any

from sqlalchemy import ColumnElement, func, select

from akademia.accounts.models import User
from akademia.advisory.questions.models import (
    Absence,
    Case,
    ExpertTopic,
    Message,
    Note,
    Reading,
    SavedPart,
    Subscription,
    Topic,
)
from akademia.advisory.questions.queries.cases import KIND_WORDS
from akademia.advisory.questions.rules.asking import ROLES
from akademia.advisory.questions.rules.states import STATES
from akademia.core.db import db
from akademia.core.text import moment_words


def asked_by(user_id: int) -> list[dict[str, Any]]:
    """Return a person's own cases with what was said in them, as plain data."""
    cases = db.session.scalars(select(Case).where(Case.asker_id == user_id).order_by(Case.id)).all()
    said: dict[int, list[dict[str, Any]]] = {case.id: [] for case in cases}
    for one in db.session.scalars(select(Message).where(Message.case_id.in_(said)).order_by(Message.id)):
        words = {"co": KIND_WORDS[one.kind], "kiedy": moment_words(one.sent_at), "treść": one.source}
        said[one.case_id].append(words)
    return [_told(case, said[case.id]) for case in cases]


def _told(case: Case, said: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "numer": case.number,
        "pytanie": case.title,
        "temat": case.topic.name,
        "stan": STATES[case.state],
        "kim jestem": ROLES.get(case.role or ""),
        "imię": case.asker_name,
        "gmina": case.commune.name if case.commune else None,
        "zgoda na publikację": case.consent,
        "zadano": moment_words(case.asked_at),
        "rozmowa": said,
    }


def work_of(user_id: int) -> dict[str, Any]:
    """Return what an expert keeps and did in the window, as plain data; empty lists for who never did."""
    held = select(Case.number).where(Case.expert_id == user_id).order_by(Case.id)
    said = select(Message).where(Message.expert_id == user_id).order_by(Message.id)
    notes = select(Note).where(Note.author_id == user_id).order_by(Note.id)
    read = select(Reading).where(Reading.reader_id == user_id).order_by(Reading.id)
    parts = select(SavedPart).where(SavedPart.owner_id == user_id).order_by(SavedPart.id)
    topics = select(Topic.name).join(ExpertTopic).where(ExpertTopic.user_id == user_id).order_by(Topic.position)
    away = select(Absence).where(Absence.user_id == user_id).order_by(Absence.from_on)
    return {
        "sprawy, które prowadzę": list(db.session.scalars(held)),
        "odpowiedzi": [
            {"kiedy": moment_words(one.sent_at), "treść": one.source, "minuty": one.minutes}
            for one in db.session.scalars(said)
        ],
        "notatki": [{"kiedy": moment_words(one.written_at), "treść": one.words} for one in db.session.scalars(notes)],
        "przeczytane przed publikacją": [
            {"kiedy": moment_words(one.read_at), "uwagi": one.words} for one in db.session.scalars(read)
        ],
        "zapisane części odpowiedzi": [{"tytuł": one.title, "treść": one.source} for one in db.session.scalars(parts)],
        "listy o nowych sprawach w tematach": list(db.session.scalars(topics)),
        "nieobecności": [
            {"od": one.from_on.isoformat(), "do": one.until_on.isoformat()} for one in db.session.scalars(away)
        ],
    }


def counts_of(user_id: int) -> tuple[int, int]:
    """Return how many cases a person asked, and in how many messages answered others."""
    asked = select(func.count(Case.id)).where(Case.asker_id == user_id)
    said = select(func.count(Message.id)).where(Message.expert_id == user_id)
    return db.session.scalar(asked) or 0, db.session.scalar(said) or 0


def subscriptions_of(user_id: int) -> list[dict[str, Any]]:
    """Return what letters about new answers the address of a person's account waits for."""
    mine = select(Subscription).where(is_to(user_id)).order_by(Subscription.id)
    return [
        {"temat": one.topic_id, "przepis": one.provision_id, "od": moment_words(one.asked_at)}
        for one in db.session.scalars(mine)
    ]


def is_to(user_id: int) -> ColumnElement[bool]:
    """Return the condition of subscriptions at the address of a person's account."""
    address = select(func.lower(User.email)).where(User.id == user_id).scalar_subquery()
    return func.lower(Subscription.email) == address
