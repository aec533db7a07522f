"""The clock of surveys: opening and closing, letters, the daily move of answers; counting results."""

from akademia.core.db import commit, let_go
from akademia.jobs.services import Task, every, handler
from akademia.research.surveys.services import inviting, moving, opening, results

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


@handler(results.COUNT, lease_seconds=300, label="liczenie wyników badania")
def count_results(task: Task) -> None:
    """Count the results of a study. While they are counted no transaction is open."""
    study = task.payload["study"]
    slug, secret, groups = results.count_study(study)
    let_go()
    results.keep(study, results.count(slug, secret, groups))
