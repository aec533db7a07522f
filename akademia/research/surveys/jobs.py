"""The clock of surveys: opening and closing, letters, the daily move of answers."""

from akademia.core.db import commit
from akademia.jobs.services import Task, every, handler
from akademia.research.surveys.services import inviting, moving, opening

DAY_MINUTES = 24 * 60


@every("surveys.tick", minutes=5, label="otwieranie i zamykanie badań")
def tick(_task: Task) -> None:
    """Done twice it does no harm: each step looks at what is there now."""
    opening.open_due()
    opening.close_due()


@every("surveys.move", minutes=DAY_MINUTES, lease_seconds=600, label="przeniesienie odpowiedzi z ankiet")
def move(_task: Task) -> None:
    moving.move_due()


@handler("surveys.letters", lease_seconds=600, label="zaproszenia do badania")
def write_letters(task: Task) -> None:
    while inviting.write_some(int(task.payload["study"])):
        commit()


@handler("surveys.remind", lease_seconds=600, label="przypomnienia o badaniu")
def remind(task: Task) -> None:
    while inviting.remind_some(int(task.payload["study"]), int(task.payload["round"])):
        commit()
