"""Registers carried over by a worker, and the clock: who is asked for a confirmation, what is old enough to go."""

from datetime import date, timedelta
from typing import Any

from akademia.core import clock
from akademia.core.db import commit, let_go, writing
from akademia.jobs.services import Task, every, handler, progress
from akademia.promotion.directory.services import confirming, correcting, editing, importing
from akademia.texts.services.recycling import KEPT_DAYS

AT_A_TIME = 100


@handler(importing.CARRY, lease_seconds=120, label="wczytywanie rejestru do katalogu")
def carry(task: Task) -> None:
    """Carry a register over part by part; each part stands when it is committed, and another worker goes on from there.

    Other writers wait for a part at most, never for the whole file.
    """
    ref, wish = task.payload["sheet"], _wish(task.payload["wish"])
    let_go()
    with writing(False):  # what there is to do takes a while to find out; nobody waits for it
        total, left = importing.work_left(ref, wish)
    let_go()
    for at in range(0, len(left), AT_A_TIME):
        importing.carry_some(left[at : at + AT_A_TIME])
        progress(task, total - len(left[at + AT_A_TIME :]), total)
        commit()
    importing.end_carrying(ref, task.payload["actor"])


def _wish(told: dict[str, Any]) -> importing.Wish:
    columns = {int(number): name for number, name in told["columns"].items()}
    as_of = date.fromisoformat(told["as_of"]) if told["as_of"] else None
    return importing.Wish(columns, told["kind"], told["voivodeship"], as_of)


@every("directory.ask", minutes=60, label="prośby o potwierdzenie danych w katalogu")
def ask_entities(_task: Task) -> None:
    """Done twice it does no harm: who was asked is not asked again."""
    confirming.ask_due()


@every("directory.tidy", minutes=1_440, label="stare poprawki, pliki i kosz katalogu")
def tidy(_task: Task) -> None:
    correcting.forget_old(clock.now() - timedelta(days=correcting.KEPT_DAYS))
    importing.forget_old()
    editing.empty_bin(clock.now() - timedelta(days=KEPT_DAYS))
