"""Telling graduates of a course what has changed, once, and keeping that they know it. Nothing is committed here."""

from datetime import datetime, time

from akademia.core import clock
from akademia.core.clock import WARSAW
from akademia.core.db import insert_new
from akademia.core.links import full_url_for
from akademia.education.updates import queries
from akademia.education.updates.models import CourseUpdate, UpdatePass
from akademia.education.updates.queries.graduates import changed_on
from akademia.education.updates.queries.reading import UpdateTexts, knows_all
from akademia.jobs.services import enqueue
from akademia.mail.rules import LetterKind, letter_kind
from akademia.mail.services import queue_letter

letter_kind(
    LetterKind(
        "update",
        "Co się zmieniło po kursie",
        "Przychodzi raz, gdy po kursie, który masz za sobą, zmieniło się prawo i jest o tym krótka lekcja.",
        ("updates/",),
        optional=True,
    )
)
MORNING = time(7)


def ask_to_tell(update_id: int, again: bool = False) -> None:
    """Have the graduates told by a worker, from the morning of the day on which the changes bind.

    Asking for the same day twice changes nothing, unless `again`: then those are told who were not yet.
    """
    day = changed_on(update_id)
    if day is not None:
        moment = max(clock.now(), datetime.combine(day, MORNING, tzinfo=WARSAW))
        key = None if again else f"{update_id}:{day}"
        enqueue("updates.tell", {"update": update_id}, key=key, run_at=moment)


def tell_some(update: CourseUpdate, after: int, count: int) -> list[int]:
    """Write to some graduates to whom a lesson is news; who was written to before is not again.

    :param after: only those whose number is greater.
    :return: their numbers, in order; empty when there was nobody any more.
    """
    found = queries.graduates_of(update.id, after, count)
    course = update.course
    told = {
        "course": course.title, "title": update.title, "legal_state_on": update.legal_state_on,
        "address": full_url_for("updates.show_update", slug=course.slug, update_slug=update.slug),
    }  # fmt: skip
    for one in found:
        key = f"course-update:{update.id}:{one.user_id}"
        queue_letter(one.address, "updates/offered", told, user_id=one.user_id, key=key)
    return [one.user_id for one in found]


def keep_pass(texts: UpdateTexts, user_id: int, choices: dict[int, int]) -> bool:
    """Keep that a graduate answered all questions rightly; kept once, the first day stays.

    Returns whether it is kept: not where an answer is wrong, nor for who has nothing to refresh.
    """
    if not knows_all(texts, choices) or not queries.is_news_to(texts.id, user_id):
        return False
    insert_new(
        UpdatePass, update_id=texts.id, user_id=user_id, version=texts.version, changed_on=changed_on(texts.id),
        passed_at=clock.now(),
    )  # fmt: skip
    return True
