"""The clock of consultations: offers that end, who waits, reminders, and pages that time alone makes old."""

from akademia.advisory.consultations.services import keeping, letters, waiting
from akademia.jobs.services import Task, every

EVERY_MINUTES = 5


@every("consultations.tick", minutes=EVERY_MINUTES, label="terminy i kolejki konsultacji")
def tick(_task: Task) -> None:
    """Done twice it does no harm: each step looks at what is there now."""
    waiting.let_offers_lapse()
    waiting.offer_to_all()
    keeping.refresh_shown(2 * EVERY_MINUTES)


@every("consultations.remind", minutes=15, label="przypomnienia o konsultacjach")
def remind(_task: Task) -> None:
    letters.remind()
