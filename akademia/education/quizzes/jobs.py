"""The clock closes attempts whose time ended."""

from akademia.core import clock
from akademia.core.db import commit
from akademia.education.quizzes import services
from akademia.jobs.services import Task, every


@every("quizzes.close", minutes=1, label="zamykanie podejść po czasie")
def close(_task: Task) -> None:
    for number in services.due_numbers(clock.now()):
        services.close(number)
        commit()
