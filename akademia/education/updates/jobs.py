"""Graduates are told by a worker what has changed, part by part."""

from akademia.core.db import commit
from akademia.education.updates import services
from akademia.education.updates.queries.reading import standing_update
from akademia.jobs.services import Task, handler, progress

AT_A_TIME = 50


@handler("updates.tell", lease_seconds=120, label="listy o zmianach po kursie")
def tell(task: Task) -> None:
    """Write to the graduates; a worker that dies leaves the rest to the next one, and nobody gets a second letter."""
    update = standing_update(task.payload["update"])
    if update is None:
        return
    done, last = 0, 0
    while numbers := services.tell_some(update, last, AT_A_TIME):
        done, last = done + len(numbers), numbers[-1]
        progress(task, done, done)
        commit()
