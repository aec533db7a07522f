"""Packing copies, sweeping their files, and retention once a day."""

from akademia.core.db import commit, rollback, writing
from akademia.jobs.services import Task, every, handler, progress
from akademia.privacy import queries, services


@handler(queries.PACK, lease_seconds=600, label="pakowanie kopii danych")
def pack(task: Task) -> None:
    """Pack one copy; meanwhile the database is only read, so that no writer waits."""
    with writing(False):
        rollback()
        takeout = queries.takeout(task.payload["takeout"])
        if takeout is None:
            return
        number, token = takeout.id, takeout.token
        size_bytes = services.pack(takeout.user_id, token)
        rollback()
    services.mark_ready(number, token, size_bytes)


@handler("privacy.sweep", label="usuwanie plików kopii danych")
def sweep(_task: Task) -> None:
    services.sweep(queries.known_tokens())


@every("privacy.retain", minutes=24 * 60, lease_seconds=600, label="usuwanie danych po terminie")
def retain(task: Task) -> None:
    """Do each rule in a transaction of its own; one done twice does no harm."""
    services.warn_unused()
    rules = queries.retentions()
    for done, rule in enumerate(rules, start=1):
        services.retain(rule)
        progress(task, done, len(rules))
        commit()
    services.sweep(queries.known_tokens())
