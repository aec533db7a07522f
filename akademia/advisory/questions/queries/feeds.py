"""The feed of published answers."""

from akademia.advisory.questions.queries.answers import AnswerRow, newest, topic_name
from akademia.core import clock
from akademia.core.atom import Entry, atom
from akademia.core.links import full_url_for
from akademia.core.operator import OPERATOR


def feed(topic: str) -> bytes:
    """Return the feed of all answers, or of one topic by its part of address.

    :raises Missing: there is no such topic.
    """
    narrowed = {"temat": topic} if topic else {}
    title = f"Odpowiedzi praktyków: {topic_name(topic)}" if topic else "Odpowiedzi praktyków"
    return atom(
        title, OPERATOR.academy, full_url_for("answers.show_answers", **narrowed),
        full_url_for("answers.show_feed", **narrowed), [_entry(row) for row in newest(topic)], clock.now(),
    )  # fmt: skip


def _entry(row: AnswerRow) -> Entry:
    address = full_url_for("answers.show_answer", ref=row.id, slug=row.slug)
    return Entry(address, row.title, row.summary, row.topic, row.published_at, row.changed_at)
