"""Absences: put down, taken back, and their cases handed over on the first day."""

from datetime import date

from akademia.accounts.models import User
from akademia.advisory.questions.models import Absence
from akademia.advisory.questions.queries.absences import held_by, is_away
from akademia.advisory.questions.services.moving import held
from akademia.advisory.questions.services.working import NotExpert, hand_over, release
from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db

WHY = "Osoba, która prowadziła sprawę, jest nieobecna."


def put_down(user_id: int, from_on: date, until_on: date, stand_in_id: int | None) -> Absence:
    """Note the days on which an expert does not answer, the last one included."""
    absence = Absence(user_id=user_id, from_on=from_on, until_on=until_on, stand_in_id=stand_in_id)
    db.session.add(absence)
    db.session.flush()
    record("absence.put_down", "user", user_id, actor=user_id, absence=absence.id)
    return absence


def take_back(absence: Absence) -> None:
    """Forget an absence; cases handed over already stay where they are."""
    record("absence.taken_back", "user", absence.user_id, actor=absence.user_id, absence=absence.id)
    db.session.delete(absence)


def begin(absence_id: int) -> None:
    """Hand the cases of who is away to the stand-in; to the queue where there is none, or who is away as well."""
    absence = db.session.get(Absence, absence_id, with_for_update=True, populate_existing=True)
    if absence is None or absence.handed_over_at is not None:
        return
    absence.handed_over_at = clock.now()
    stand_in = db.session.get(User, absence.stand_in_id) if absence.stand_in_id else None
    if stand_in is not None and is_away(stand_in.id):
        stand_in = None
    for case_id in held_by(absence.user_id):
        _pass_on(case_id, stand_in)


def _pass_on(case_id: int, stand_in: User | None) -> None:
    case = held(case_id)
    try:
        if stand_in is None:
            raise NotExpert
        hand_over(case, stand_in, WHY, None)
    except NotExpert:  # nobody stands in, or who does cannot answer this one: the queue takes it
        release(case, None)
