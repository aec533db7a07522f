"""The clock of cases: letters about new ones, each morning's round."""

from akademia.advisory.questions.queries.absences import begun_absences
from akademia.advisory.questions.services import absences, desk_letters
from akademia.core.db import commit
from akademia.jobs.services import Task, every

DAY_MINUTES = 24 * 60


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
