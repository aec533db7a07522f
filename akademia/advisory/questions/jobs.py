"""The clock of the window: letters about new cases and answers, each morning's round, quiet cases, figures."""

from datetime import date

from akademia.advisory.questions.queries.absences import begun_absences
from akademia.advisory.questions.services import absences, desk_letters, idle, readers, telling
from akademia.core.db import commit, touch_public
from akademia.jobs.services import Task, every, handler

DAY_MINUTES = 24 * 60


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


@every("cases.tell_new", minutes=5, label="listy o nowych pytaniach")
def tell_new(_task: Task) -> None:
    desk_letters.tell_new()


@every("cases.hand_over", minutes=60, label="przekazywanie spraw nieobecnych ekspertów")
def hand_over(_task: Task) -> None:
    """Hand over the cases of those whose absence has begun, one absence at a time."""
    for number in begun_absences():
        absences.begin(number)
        commit()


@every("cases.morning", minutes=DAY_MINUTES, label="codzienne listy o sprawach")
def tell_morning(_task: Task) -> None:
    desk_letters.tell_morning()
