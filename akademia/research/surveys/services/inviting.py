"""Invitations: made for addresses or for paper, written, reminded, forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.core.links import full_url_for
from akademia.core.text import moment_words
from akademia.jobs.services import enqueue
from akademia.mail.rules import LetterKind, letter_kind
from akademia.mail.services import queue_letter
from akademia.research.surveys.models import Study, SurveyGroup, SurveyInvitation, SurveyPass
from akademia.research.surveys.models.answers import random_key
from akademia.research.surveys.queries import keys
from akademia.research.surveys.queries.rows import STUDY_KIND, group_row, study_row
from akademia.research.surveys.services.answering import is_open
from akademia.research.surveys.services.opening import ask_for_letters

letter_kind(
    LetterKind(
        "surveys",
        "Zaproszenia do badań",
        "Przychodzą, gdy ktoś zaprosił Cię do badania: zaproszenie i najwyżej dwa przypomnienia.",
        ("surveys/",),
    )
)
ADDRESSES_KEPT_DAYS = 30
BATCH = 100
MOST_REMINDERS = 2
REST_DAYS = 3
_I = SurveyInvitation


class NotByToken(RuleBroken):
    message = "Zaproszenia rozsyła się w badaniu z zaproszeniami. Zmień sposób odpowiadania w ustawieniach."


class TooEarly(RuleBroken):
    message = f"Przypomnienie można wysłać {REST_DAYS} dni po poprzednim liście, najwyżej {MOST_REMINDERS} razy."


@dataclass(frozen=True)
class Invited:
    """What became of a list of addresses."""

    added: int
    known: int


def invite(group_id: int, addresses: Sequence[str], actor: int) -> Invited:
    """Invite addresses, in their normal form; one that the group has already, also in other capitals, is left alone.

    :raises NotByToken: the study is open to all.
    """
    study = _study_by_token(group_id)
    there = db.session.scalars(select(_I.address).where(_I.group_id == group_id, _I.address.is_not(None)))
    known = {address.casefold() for address in there if address}
    fresh = {one.casefold(): one for one in reversed(addresses) if one.casefold() not in known}
    db.session.add_all([_invitation(group_id, address) for address in fresh.values()])
    record("study.invited", STUDY_KIND, study.id, actor=actor, group=group_id, count=len(fresh))
    if study.state == "open":
        ask_for_letters(study.id)
    return Invited(len(fresh), len({one.casefold() for one in addresses}) - len(fresh))


def make_paper(group_id: int, count: int, actor: int) -> None:
    """Make invitations to be printed.

    :raises NotByToken: the study is open to all.
    """
    study = _study_by_token(group_id)
    db.session.add_all([_invitation(group_id, None) for _ in range(count)])
    record("study.paper_made", STUDY_KIND, study.id, actor=actor, group=group_id, count=count)


def _study_by_token(group_id: int) -> Study:
    study = study_row(group_row(group_id).study_id, lock=True)
    if study.mode != "tokens" or study.state == "closed":
        raise NotByToken
    return study


def _invitation(group_id: int, address: str | None) -> SurveyInvitation:
    key, is_paper = random_key(), address is None
    return SurveyInvitation(
        key=key, group_id=group_id, token_hash=keys.hash_of(keys.token_of(key)), address=address, is_paper=is_paper,
        invited_on=clock.today() if is_paper else None,
    )  # fmt: skip


def write_some(ref: int) -> int:
    """Queue the letters of the next invitations of an open study that have none. Returns how many; 0: all have."""
    study = study_row(ref)
    if not is_open(study):
        return 0
    unwritten = _addressed(ref).where(_I.invited_on.is_(None)).limit(BATCH)
    found = db.session.scalars(unwritten).all()
    for invitation in found:
        invitation.invited_on = clock.today()
        _write(study, invitation, "surveys/invitation")
    return len(found)


def ask_to_remind(ref: int, actor: int) -> None:
    """Have a reminder written to each invited address from which no answer has come.

    :raises TooEarly: the last letters are too fresh, or there were enough.
    """
    study = study_row(ref, lock=True)
    if not is_open(study) or not may_remind(study):
        raise TooEarly
    done = db.session.scalar(_addressed(ref).with_only_columns(_I.reminders).order_by(_I.reminders.desc()).limit(1))
    record("study.reminded", STUDY_KIND, ref, actor=actor)
    enqueue("surveys.remind", {"study": ref, "round": int(done or 0) + 1}, key=f"{ref} {int(done or 0) + 1}")


def may_remind(study: Study) -> bool:
    """Return whether the last letters of a study are old enough, and few enough, for a reminder."""
    rested = clock.today() - timedelta(days=REST_DAYS)
    fresh = _addressed(study.id).where(
        (_I.invited_on > rested) | (_I.reminded_on > rested) | (_I.reminders >= MOST_REMINDERS)
    )
    waiting = _unanswered(study.id)
    return db.session.scalar(fresh.limit(1)) is None and db.session.scalar(waiting.limit(1)) is not None


def remind_some(ref: int, number: int) -> int:
    """Queue the next reminders of a round. Returns how many; 0: all have theirs."""
    study = study_row(ref)
    if not is_open(study):
        return 0
    silent = _unanswered(ref).where(_I.reminders < number).limit(BATCH)
    found = db.session.scalars(silent).all()
    for invitation in found:
        invitation.reminders, invitation.reminded_on = number, clock.today()
        _write(study, invitation, "surveys/reminder")
    return len(found)


def _addressed(ref: int) -> Any:
    return (
        select(_I).join(SurveyGroup, SurveyGroup.id == _I.group_id)
        .where(SurveyGroup.study_id == ref, _I.address.is_not(None)).order_by(_I.key)
    )  # fmt: skip


def _unanswered(ref: int) -> Any:
    """Return the query of invitations from which no answer has come: nobody began, or who began has not sent.

    Only the installation's secret tells whose pass is still there; of an answer that was sent nothing is known.
    """
    passes = select(SurveyPass.hash).join(SurveyGroup, SurveyGroup.id == SurveyPass.group_id)
    left = set(db.session.scalars(passes.where(SurveyGroup.study_id == ref)))
    begun = db.session.scalars(_addressed(ref).with_only_columns(_I.key).where(_I.used.is_(True))) if left else ()
    unsent = [key for key in begun if keys.hash_of(keys.pass_of(keys.token_of(key))) in left]
    return _addressed(ref).where(_I.used.is_(False) | _I.key.in_(unsent), _I.invited_on.is_not(None))


def _write(study: Study, invitation: SurveyInvitation, template: str) -> None:
    assert invitation.address is not None
    assert study.closes_at is not None
    told = {
        "title": study.title, "purpose": study.purpose, "team": study.team, "until": moment_words(study.closes_at),
        "link": full_url_for("answering.show_invitation", token=keys.token_of(invitation.key)),
        "page": full_url_for("surveys.show_survey", slug=study.slug), "kept_days": ADDRESSES_KEPT_DAYS,
    }  # fmt: skip
    queue_letter(invitation.address, template, told, key=f"{template} {invitation.key} {invitation.reminders}")


def refuse_letters(token: str) -> None:
    """Erase the address of an invitation; its link still works.

    :raises Missing: there is no such token.
    """
    keys.invitation_by(token).address = None


def forget_address(address: str) -> int:
    """Erase an address from all invitations. Returns from how many."""
    own = update(_I).where(_I.address == address.casefold())
    return int(db.session.execute(own.values(address=None)).rowcount)  # type: ignore[attr-defined]


def forget_old(before: datetime) -> int:
    """Erase the addresses of studies that closed before a moment. Returns how many."""
    closed = (
        select(SurveyGroup.id).join(Study, Study.id == SurveyGroup.study_id)
        .where(Study.state == "closed", Study.closed_at < before)
    )  # fmt: skip
    own = update(_I).where(_I.group_id.in_(closed), _I.address.is_not(None))
    return int(db.session.execute(own.values(address=None)).rowcount)  # type: ignore[attr-defined]
