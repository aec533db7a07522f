"""Answering: a token is exchanged for a pass, answers are sent with it or without, a draft is kept for later.

The exchange and the sending are two requests, so two transactions. Nothing here is told to the trail or the log.
"""

import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import CursorResult, delete, select, update

from akademia.core import clock
from akademia.core.db import db, insert_new
from akademia.core.errors import RuleBroken
from akademia.research.surveys.models import (
    Study,
    SurveyDraft,
    SurveyGroup,
    SurveyInvitation,
    SurveyPass,
    WaitingAnswer,
)
from akademia.research.surveys.models.answers import random_key
from akademia.research.surveys.queries.keys import hash_of, invitation_by, pass_of, seal


class NotOpen(RuleBroken):
    message = "To badanie nie przyjmuje teraz odpowiedzi."


class AlreadyAnswered(RuleBroken):
    message = "Na to zaproszenie już jest odpowiedź. Każde zaproszenie daje jedną. Dziękujemy."


def exchange(token: str) -> tuple[SurveyGroup, str]:
    """Use a token up and return its group and the pass that sends one answer. Nothing is committed.

    Until the answer is sent the same token gives the same pass, so who lost it comes back by the same link.

    :raises Missing: there is no such token.
    :raises NotOpen: the study is not open.
    :raises AlreadyAnswered: the pass has been used.
    """
    invitation = invitation_by(token)
    _hold_open(invitation.group_id)
    ticket = pass_of(token)
    own = (SurveyInvitation.key == invitation.key, SurveyInvitation.used.is_(False))
    if _count(update(SurveyInvitation).where(*own).values(used=True)):
        db.session.add(SurveyPass(hash=hash_of(ticket), group_id=invitation.group_id))
        db.session.flush()
    elif db.session.get(SurveyPass, hash_of(ticket)) is None:
        raise AlreadyAnswered
    return invitation.group, ticket


def check_pass(group: SurveyGroup, ticket: str) -> None:
    """Check that a pass may still send an answer; a study open to all needs none.

    :raises AlreadyAnswered: it has been used, or is none of the group's.
    """
    if group.study.mode == "tokens":
        found = db.session.get(SurveyPass, hash_of(ticket))
        if found is None or found.group_id != group.id:
            raise AlreadyAnswered


def send(group: SurveyGroup, answers: Mapping[str, Any], ticket: str = "", once: str = "", draft: str = "") -> None:
    """Take a finished answer; it waits, sealed, for its move. Its pass and its draft are gone with it.

    :param answers: question key -> value, as `rules.paths.reached` gives them.
    :param once: what the form was given when it was opened: sent twice (a double click), it is taken once.
    :raises NotOpen: the study is not open.
    :raises AlreadyAnswered: the pass has been used; of two at once one is the first.
    """
    study = _hold_open(group.id)
    if study.mode == "tokens":
        own = (SurveyPass.hash == hash_of(ticket), SurveyPass.group_id == group.id)
        if not _count(delete(SurveyPass).where(*own)):
            if was_sent(group, once):
                return
            raise AlreadyAnswered
    key = hash_of(once) if once else random_key()
    insert_new(WaitingAnswer, key=key, group_id=group.id, sealed=seal(dict(answers)))
    if draft:
        forget_draft(draft)


def was_sent(group: SurveyGroup, once: str) -> bool:
    """Return whether the answer of a form waits already for its move: the form came a second time."""
    own = (WaitingAnswer.key == hash_of(once), WaitingAnswer.group_id == group.id)
    return bool(once) and db.session.scalar(select(WaitingAnswer.key).where(*own)) is not None


def _hold_open(group_id: int) -> Study:
    """Return the study of a group, held against being closed until this transaction ends."""
    held = (
        select(Study).join(SurveyGroup, SurveyGroup.study_id == Study.id).where(SurveyGroup.id == group_id)
        .with_for_update(read=True, of=Study).execution_options(populate_existing=True)
    )  # fmt: skip
    study = db.session.scalar(held)
    if study is None or not is_open(study):
        raise NotOpen
    return study


def is_open(study: Study) -> bool:
    """Return whether a study takes answers now, whether or not the clock has come to close it."""
    return study.state == "open" and study.closes_at is not None and clock.now() < study.closes_at


def keep_draft(group: SurveyGroup, data: Mapping[str, Any], secret: str = "") -> str:
    """Keep what was typed, sealed by the secret of its link, and return the secret.

    :param secret: of the draft that is to be written anew; without one, or when it is gone, a new one is begun.
    """
    found = db.session.get(SurveyDraft, hash_of(secret)) if secret else None
    if found is not None and found.group_id == group.id:
        found.sealed = seal(dict(data), secret)
        return secret
    fresh = secrets.token_urlsafe(24)
    closes_at = group.study.closes_at or clock.now()
    until = closes_at.astimezone(clock.WARSAW).date()
    sealed = seal(dict(data), fresh)
    db.session.add(SurveyDraft(hash=hash_of(fresh), group_id=group.id, sealed=sealed, kept_until=until))
    return fresh


def forget_draft(secret: str) -> None:
    db.session.execute(delete(SurveyDraft).where(SurveyDraft.hash == hash_of(secret)))


def _count(statement: Any) -> int:
    result = db.session.execute(statement)
    assert isinstance(result, CursorResult)
    return result.rowcount
