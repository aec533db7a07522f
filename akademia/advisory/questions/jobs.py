"""What the clock does in the window of questions."""

from akademia.advisory.questions.services import idle
from akademia.jobs.services import Task, every


@every("questions.close_idle", minutes=24 * 60, label="zamykanie spraw, w których nic się nie dzieje")
def close_idle(_task: Task) -> None:
    idle.close_idle()
