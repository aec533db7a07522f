"""The move of finished answers to their final table, in random order and in one transaction.

An answer that came alone would be known by the day on which it moved, so fewer than `FEWEST` of a group wait longer.
When the study closes all that is left moves, and the whole group is written anew with new keys: its rows then bear one
transaction, whatever the days on which they came.
"""

from typing import Any

from sqlalchemy import delete, func, insert, select, update

from akademia.core.db import db
from akademia.research.surveys.models import (
    Study,
    SurveyAnswer,
    SurveyDraft,
    SurveyGroup,
    SurveyInvitation,
    SurveyPass,
    WaitingAnswer,
)
from akademia.research.surveys.models.answers import random_key
from akademia.research.surveys.queries.keys import unseal

FEWEST = 5


def move_due() -> int:
    """Move what waits in each group that has enough of it, or whose study is closed. Returns how many moved."""
    found = db.session.execute(
        select(WaitingAnswer.group_id, func.count(), Study.state)
        .join(SurveyGroup, SurveyGroup.id == WaitingAnswer.group_id).join(Study, Study.id == SurveyGroup.study_id)
        .group_by(WaitingAnswer.group_id, Study.state)
    ).all()  # fmt: skip
    return sum(
        move(group_id, anew=state == "closed") for group_id, count, state in found
        if count >= FEWEST or state == "closed"
    )  # fmt: skip


def move(group_id: int, anew: bool = False) -> int:
    """Move what waits in a group. Returns how many moved. Nothing is committed.

    What was sealed by another secret than the installation's present one stays where it is.

    :param anew: write the group's answers that have moved before anew, among the others.
    """
    held = select(WaitingAnswer).where(WaitingAnswer.group_id == group_id).with_for_update()
    opened = [(row, body) for row in db.session.scalars(held) if (body := unseal(row.sealed)) is not None]
    bodies = [body for _, body in opened]
    if anew:
        bodies += db.session.scalars(select(SurveyAnswer.body).where(SurveyAnswer.group_id == group_id))
        db.session.execute(delete(SurveyAnswer).where(SurveyAnswer.group_id == group_id))
    _write(group_id, bodies)
    for row, _ in opened:
        db.session.delete(row)
    db.session.flush()
    return len(opened)


def _write(group_id: int, bodies: list[Any]) -> None:
    """Insert answers in the order of their new random keys, which is no order of theirs."""
    rows: list[dict[str, Any]] = [{"key": random_key(), "group_id": group_id, "body": body} for body in bodies]
    rows.sort(key=lambda row: row["key"])
    if rows:
        db.session.execute(insert(SurveyAnswer), rows)


def end(study: Study) -> None:
    """Move all that is left of a study that closes; drafts and unused passes go.

    Which invitations were used is forgotten too: all of them count as used, and their rows bear this transaction.
    """
    for group in study.groups:
        move(group.id, anew=True)
        db.session.execute(delete(SurveyDraft).where(SurveyDraft.group_id == group.id))
        db.session.execute(delete(SurveyPass).where(SurveyPass.group_id == group.id))
        db.session.execute(update(SurveyInvitation).where(SurveyInvitation.group_id == group.id).values(used=True))
