"""The one way from a state of a case to the next."""

from datetime import timedelta

from akademia.advisory.questions.models import Case
from akademia.advisory.questions.rules.states import moved
from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.operator import OPERATOR


def held(case_id: int) -> Case:
    """Return a case held against other writers until the caller's transaction ends.

    :raises Missing: there is none.
    """
    case = db.session.get(Case, case_id, with_for_update=True, populate_existing=True)
    if case is None:
        raise Missing
    return case


def move(case: Case, act: str, actor: int | None) -> None:
    """Do an act to a held case: its state, its days and the trail.

    :param actor: who did it; None for the asker and the clock.
    :raises NotNow: the act cannot be done in its state.
    """
    before, now = case.state, clock.now()
    case.state = moved(before, act, case.expert_id is not None)
    case.moved_at = now
    case.version += 1
    if case.state == "answered" and case.answered_at is None:
        case.answered_at = now
    case.closed_at = now if case.state == "closed" else None
    case.token_until = now + timedelta(days=OPERATOR.cases_kept_days) if case.state == "closed" else None
    record("case.moved", "case", case.id, actor=actor, step=act, before=before, after=case.state)
