"""What the clock does in the window of questions, and letters about new answers."""

from datetime import date

from akademia.advisory.questions.services import idle, readers, telling
from akademia.core.db import touch_public
from akademia.jobs.services import Task, every, handler


@every("questions.close_idle", minutes=24 * 60, label="zamykanie spraw, w których nic się nie dzieje")
def close_idle(_task: Task) -> None:
    idle.close_idle()


@handler(telling.JOB, lease_seconds=300, label="listy o nowych odpowiedziach")
def tell(task: Task) -> None:
    telling.tell_of(date.fromisoformat(task.payload["day"]))


@every("answers.figures", minutes=60, label="odświeżanie liczb okna pytań")
def refresh_figures(_task: Task) -> None:
    """Have the page of figures counted anew: cases are no public things, so nothing else would say that it is old."""
    touch_public(news=False)


@every("answers.tidy", minutes=24 * 60, label="porządki w niepotwierdzonych prośbach o listy")
def tidy(_task: Task) -> None:
    readers.drop_unconfirmed()
