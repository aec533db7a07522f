"""Long lists are enrolled by a worker; old ones are removed by the clock."""

from akademia.core.db import commit
from akademia.education.learners import queries, services
from akademia.jobs.services import Task, every, handler, progress

AT_A_TIME = 50


@handler("learners.enrol", lease_seconds=120, label="zapisywanie z listy")
def enrol(task: Task) -> None:
    """Enrol a list part by part; each part stands when it is committed, and another worker goes on from there."""
    kept = queries.running_list(task.payload["list"])
    if kept is None:
        return
    course = queries.course_of(kept.course_id)
    more = True
    while more:
        more = services.enrol_some(kept, course, AT_A_TIME)
        progress(task, kept.done, kept.total)
        commit()


@every("learners.drop_lists", minutes=60, label="usuwanie wklejonych list")
def drop_lists(_task: Task) -> None:
    services.drop_old_lists()
