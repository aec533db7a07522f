"""The clock of courses: planned changes of their state."""

from akademia.core.db import commit, rollback
from akademia.core.errors import RuleBroken
from akademia.education.courses.services import planning
from akademia.jobs.services import Task, every


@every("courses.keep_plans", minutes=1, lease_seconds=300, label="zaplanowane otwieranie i zamykanie kursów")
def keep_plans(_task: Task) -> None:
    """Do what is due, each course on its own: one that fails keeps none of the others back."""
    for number in planning.due_courses():
        try:
            planning.keep_plan(number)
        except RuleBroken as error:
            rollback()
            planning.mark_trouble(number, str(error))
        commit()
