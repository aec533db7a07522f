"""A person with an account leaves the window, or two of a person's accounts become one."""

from typing import Any

from sqlalchemy import ColumnElement, CursorResult, delete, select, update

from akademia.advisory.questions.models import (
    Absence,
    Case,
    ExpertTopic,
    Message,
    Note,
    Reading,
    SavedPart,
    Subscription,
)
from akademia.advisory.questions.queries.people import is_to
from akademia.advisory.questions.services.erasing import anonymise
from akademia.advisory.questions.services.moving import move as move_case
from akademia.core.db import db
from akademia.core.text import counted

_OPEN = ("claimed", "waiting", "answered")
_NAMED = (Message.expert_id, Note.author_id, Reading.reader_id)
_OWNED = (SavedPart.owner_id, ExpertTopic.user_id, Absence.user_id)


def erase(user_id: int) -> None:
    """Take a person out: own questions lose their words, what was done for others its name, the desk's things go."""
    for case in db.session.scalars(select(Case).where(Case.asker_id == user_id).with_for_update()):
        anonymise(case)
    for case in db.session.scalars(select(Case).where(Case.expert_id == user_id).with_for_update()):
        let_go(case)
    db.session.execute(delete(Subscription).where(is_to(user_id)).execution_options(synchronize_session=False))
    for named in _NAMED:
        db.session.execute(update(named.class_).where(named == user_id).values({named.key: None}))
    for owned in _OWNED:
        db.session.execute(delete(owned.class_).where(owned == user_id))
    db.session.execute(update(Absence).where(Absence.stand_in_id == user_id).values(stand_in_id=None))


def let_go(case: Case) -> None:
    """Take a case from its expert; an open one is anybody's again."""
    if case.state in _OPEN:
        move_case(case, "release", None)
    case.expert_id = case.claimed_at = None
    db.session.flush()


def move(second_id: int, kept_id: int) -> tuple[list[str], list[str]]:
    """Count a second account's things as the kept one's. Returns what was moved and what was not, in words."""
    words = {
        Case.asker_id: ("pytanie do praktyków", "pytania do praktyków", "pytań do praktyków"),
        Case.expert_id: ("prowadzona sprawa", "prowadzone sprawy", "prowadzonych spraw"),
        Message.expert_id: ("odpowiedź", "odpowiedzi", "odpowiedzi"),
        Note.author_id: ("notatka w sprawie", "notatki w sprawach", "notatek w sprawach"),
        Reading.reader_id: ("przeczytany tekst", "przeczytane teksty", "przeczytanych tekstów"),
        SavedPart.owner_id: ("zapisana część odpowiedzi", "zapisane części odpowiedzi", "zapisanych części odpowiedzi"),
    }
    moved = [counted(count, *said) for column, said in words.items() if (count := _give(column, second_id, kept_id))]
    own = (Absence.user_id.in_((second_id, kept_id)), Absence.stand_in_id.in_((second_id, kept_id)))
    db.session.execute(update(Absence).where(*own).values(stand_in_id=None))
    for column in (Absence.user_id, Absence.stand_in_id):
        _give(column, second_id, kept_id)
    _join_topics(second_id, kept_id)
    return moved, []


def _give(column: Any, second_id: int, kept_id: int) -> int:
    same: ColumnElement[bool] = column == second_id
    done = db.session.execute(update(column.class_).where(same).values({column.key: kept_id}))
    assert isinstance(done, CursorResult)
    return done.rowcount


def _join_topics(second_id: int, kept_id: int) -> None:
    kept = select(ExpertTopic.topic_id).where(ExpertTopic.user_id == kept_id).scalar_subquery()
    new = update(ExpertTopic).where(ExpertTopic.user_id == second_id, ExpertTopic.topic_id.not_in(kept))
    db.session.execute(new.values(user_id=kept_id).execution_options(synchronize_session=False))
    db.session.execute(delete(ExpertTopic).where(ExpertTopic.user_id == second_id))
