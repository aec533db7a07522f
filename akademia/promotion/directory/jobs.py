"""The clock of the directory: who is asked whether its data are still so, and what is old enough to go."""

from datetime import timedelta

from akademia.core import clock
from akademia.jobs.services import Task, every
from akademia.promotion.directory.services import confirming, correcting, importing


@every("directory.ask", minutes=60, label="prośby o potwierdzenie danych w katalogu")
def ask_entities(_task: Task) -> None:
    """Done twice it does no harm: who was asked is not asked again."""
    confirming.ask_due()


@every("directory.tidy", minutes=1_440, label="stare poprawki i pliki katalogu")
def tidy(_task: Task) -> None:
    correcting.forget_old(clock.now() - timedelta(days=correcting.KEPT_DAYS))
    importing.forget_old()
