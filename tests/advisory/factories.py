"""Makers of rows of the advisory window, as plain functions. They add to the test's session and flush."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from akademia.advisory.questions.models import Case, Message, Topic
from akademia.core import clock
from akademia.core.db import db

_numbers = count(1)


def make_topic(**values: Any) -> Topic:
    """Make an open topic."""
    number = next(_numbers)
    told = {"key": f"temat-{number}", "slug": f"temat-{number}", "name": f"Temat {number}", "summary": "O czym.",
            "promise_days": 10, "position": number}  # fmt: skip
    topic = Topic(**told | values)
    db.session.add(topic)
    db.session.flush()
    return topic


def make_case(topic: Topic | None = None, **values: Any) -> Case:
    """Make a case of somebody without an account; held by an expert when `expert_id` is given."""
    number = next(_numbers)
    told: dict[str, Any] = {
        "number": f"2026/{number}", "topic_id": (topic or make_topic()).id, "title": "Świadczenie w czasie choroby",
        "asker_name": "Osoba Pytająca", "asker_email": f"pyta{number}@example.org", "digest": f"skrot-{number}",
        "due_on": clock.today() + timedelta(days=14), "token_hash": f"hash-{number}",
    }  # fmt: skip
    if values.get("expert_id"):
        told |= {"state": "claimed", "claimed_at": clock.now()}
    case = Case(**told | values)
    db.session.add(case)
    db.session.flush()
    return case


def make_message(
    case: Case, kind: str = "question", source: str = "Czy należy się świadczenie?", **values: Any
) -> Message:
    """Make what one side said in a case."""
    told: dict[str, Any] = {"case_id": case.id, "kind": kind, "source": source, "html": f"<p>{source}</p>"}
    if kind == "answer":
        told |= {"legal_state_on": date(2022, 9, 22)}
    message = Message(**told | values)
    db.session.add(message)
    db.session.flush()
    return message
