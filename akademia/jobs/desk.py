"""The place of jobs at the staff desk."""

from akademia.core.area import DeskCard, WaitingRow
from akademia.core.doors import Permission
from akademia.jobs.queries import latest_failed


def _waiting(_user_id: int) -> list[WaitingRow]:
    return [
        WaitingRow(f"Zadanie nr {job.id}", "jobs.show_jobs", {"stan": "nieudane"}, "zadanie nieudane", job.failed_at)
        for job in latest_failed(3)
        if job.failed_at is not None
    ]


CARDS = (DeskCard("Zadania", "jobs.show_jobs", Permission.JobsManage, waiting=_waiting),)
