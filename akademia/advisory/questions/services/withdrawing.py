"""Taking a published answer from its readers."""

from akademia.advisory.questions.models import PublishedAnswer
from akademia.audit.services import record
from akademia.core import clock
from akademia.law.services import cite


def withdraw(answer: PublishedAnswer, why: str, person: int | None, words: str = "") -> None:
    """Take an answer from its readers; its address tells so. Versions stay, its citations and reviews go.

    A withdrawn one comes back as a new version only, after a new consent.

    :param why: `consent` (the asker took it back) or `staff`.
    :param words: staff's reason, for the trail.
    """
    if answer.withdrawn_at is not None:
        return
    answer.withdrawn_at, answer.withdrawn_why = clock.now(), why
    cite("answer", answer.id, answer.version, [], None)
    record("answer.withdrawn", "answer", answer.id, actor=person, why=why, words=words)
