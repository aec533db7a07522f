"""The clock of texts: planned publications, and emptying the bin."""

from akademia.core.db import commit, rollback
from akademia.core.errors import BrokenSource, Missing, RuleBroken
from akademia.jobs.services import Task, every
from akademia.texts.services import publishing, recycling


@every("texts.publish", minutes=1, lease_seconds=300, label="publikowanie zaplanowanych tekstów")
def publish_planned(_task: Task) -> None:
    """Publish what is due, each text on its own: one that fails keeps none of the others back."""
    for number in publishing.due_drafts():
        try:
            publishing.publish_due(number)
        except (RuleBroken, BrokenSource) as error:
            rollback()
            publishing.mark_trouble(number, str(error))
        except Missing:
            rollback()
            publishing.mark_trouble(
                number, "Tego tekstu nie ma: jest w koszu albo nie ma już miejsca, do którego należał."
            )
        commit()


@every("texts.empty_bin", minutes=60, lease_seconds=300, label="opróżnianie kosza")
def empty_bin(_task: Task) -> None:
    for number in recycling.due_items():
        recycling.empty(number)
        commit()
