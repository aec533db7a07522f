"""Letters about new answers, and addresses that nobody confirmed."""

from datetime import date

from akademia.advisory.questions.services import readers, telling
from akademia.jobs.services import Task, every, handler


@handler(telling.JOB, lease_seconds=300, label="listy o nowych odpowiedziach")
def tell(task: Task) -> None:
    telling.tell_of(date.fromisoformat(task.payload["day"]))


@every("answers.tidy", minutes=24 * 60, label="porządki w niepotwierdzonych prośbach o listy")
def tidy(_task: Task) -> None:
    readers.drop_unconfirmed()
