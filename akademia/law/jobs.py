"""The clock of the register: what a new day brings into force; and letters of what amendments change."""

from datetime import date

from akademia.core import clock
from akademia.core.db import commit
from akademia.jobs.services import Task, every, handler
from akademia.law import services
from akademia.law.services.telling import WORK, tell_editors


@every("law.turn_day", minutes=60, lease_seconds=300, label="wejście w życie zmian prawa")
def turn_day(_task: Task) -> None:
    services.turn_day(clock.today())
    commit()


@handler(WORK, lease_seconds=120, label="listy do redakcji o zmianie prawa")
def tell_of_amendment(task: Task) -> None:
    told = task.payload
    day = date.fromisoformat(told["day"]) if "day" in told else None
    tell_editors(told["act"], told["amendment"], told.get("stamp") or told["day"], day)
