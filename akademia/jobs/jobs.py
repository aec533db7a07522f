"""The outbox keeps itself tidy."""

from akademia.jobs.services import Task, drop_old, every


@every("jobs.drop_old", minutes=24 * 60, label="porządki w zadaniach")
def drop_old_jobs(_task: Task) -> None:
    drop_old()
