"""The index follows what is public: asked for in each transaction that changes something, done seconds later."""

from akademia.core.db import commit, tell_of_news
from akademia.jobs.queries import has_newer
from akademia.jobs.services import Task, every, handler, progress
from akademia.search import services
from akademia.search.services.keeping import JOB

tell_of_news(services.ask_refresh)


@handler(JOB, lease_seconds=300, label="odświeżanie indeksu wyszukiwarki")
def refresh(task: Task) -> None:
    """Bring the index up to what is public now; of several waiting, the newest does it for all."""
    if has_newer(task.kind, task.id):
        return
    for done in services.refreshing():
        progress(task, done, max(done, 1))
        commit()


@every("search.check", minutes=60, lease_seconds=300, label="sprawdzanie indeksu wyszukiwarki")
def check(_task: Task) -> None:
    """Take up what the index missed, such as after a restored copy."""
    for _ in services.refreshing():
        commit()
