"""The clock of the register: what a new day brings into force."""

from akademia.core import clock
from akademia.core.db import commit
from akademia.jobs.services import Task, every
from akademia.law import services


@every("law.turn_day", minutes=60, lease_seconds=300, label="wejście w życie zmian prawa")
def turn_day(_task: Task) -> None:
    services.turn_day(clock.today())
    commit()
