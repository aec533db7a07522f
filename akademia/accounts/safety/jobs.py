"""Forgetting devices that nobody uses and changes of address that nobody confirmed."""

from akademia.accounts.safety import services
from akademia.jobs.services import Task, every


@every("safety.tidy", minutes=24 * 60, label="porządki w zalogowanych urządzeniach")
def tidy(_task: Task) -> None:
    services.drop_stale()
