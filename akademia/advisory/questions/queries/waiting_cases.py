"""What of cases waits for a person at the desk, and cases found by words."""

from sqlalchemy import ColumnElement, select

from akademia.accounts.models import User
from akademia.advisory.questions.models import Case
from akademia.advisory.questions.queries.desk import Wanted, queue
from akademia.advisory.questions.rules.desk import is_late
from akademia.core import clock
from akademia.core.area import Found, WaitingRow
from akademia.core.db import db
from akademia.core.doors import Permission

FIRST = 5  # of each sort; the queue has the others


def waiting_cases(user_id: int) -> list[WaitingRow]:
    """Return an expert's own cases that wait for an answer and the first that nobody took; for staff what is late."""
    person = db.session.get(User, user_id)
    if person is None:
        return []
    today = clock.today()
    wanted: list[tuple[str, tuple[ColumnElement[bool], ...]]] = []
    if person.may(Permission.CaseAnswer):
        wanted += [("Twoja sprawa", (Case.expert_id == user_id, Case.state == "claimed"))]
        wanted += [("nikt nie prowadzi", (Case.state == "new",))]
    elif person.may(Permission.CaseManage):
        wanted += [("nikt nie prowadzi", (Case.state == "new", Case.due_on < today))]
        wanted += [("po terminie", (Case.state == "claimed", Case.due_on < today))]
    return [_row(case, what) for what, narrow in wanted for case in _first(narrow)]


def _first(narrow: tuple[ColumnElement[bool], ...]) -> list[Case]:
    query = select(Case).where(*narrow).order_by(Case.due_on, Case.priority, Case.id).limit(FIRST)
    return list(db.session.scalars(query))


def _row(case: Case, what: str) -> WaitingRow:
    late = is_late(case.state, case.due_on, clock.today())
    told = f"{what}, po terminie" if late and what != "po terminie" else what
    return WaitingRow(case.title, "case_desk.show_case", {"case_id": case.id}, told, case.moved_at, late)


def found_cases(words: str) -> list[Found]:
    """Return the few open cases that have the words in their number or title."""
    rows = queue(Wanted(words=words)).rows[:FIRST] if words else []
    return [
        Found(row.title, "case_desk.show_case", {"case_id": row.id}, (f"sprawa {row.number}", row.state_said))
        for row in rows
    ]
