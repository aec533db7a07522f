"""Texts on their way to readers: what was handed over, who may read it, what was said."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from akademia.accounts.models import User
from akademia.accounts.queries import people_named
from akademia.accounts.roles import Role, role_keys_with
from akademia.advisory.questions.models import Case, ExpertTopic, Message, PublishedAnswer, Reading
from akademia.advisory.questions.rules.publishing import mark_of
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.texts.models import Draft, Revision
from akademia.texts.queries import draft_by_id

ANSWER = "answer"


@dataclass(frozen=True)
class Handed:
    """A draft of an answer with what was last said of these very words.

    :param mark: of its words now.
    :param verdict: `asked`, `approved` or `returned` of exactly these words; empty when nothing was said of them.
    :param asked_by: who handed them over.
    """

    draft_id: int
    title: str
    case: Case
    mark: str
    verdict: str
    words: str
    asked_by: int | None
    saved_by: int | None
    ref: int | None


@dataclass(frozen=True)
class ReadingRow:
    """What was said of a text, for its author. `current`: of the words that stand now."""

    verdict: str
    words: str
    who: str
    at: datetime
    current: bool


@dataclass(frozen=True)
class WaitingText:
    """A text that waits for a second person."""

    draft_id: int
    title: str
    number: str
    topic: str
    author: str
    since: datetime
    mine: bool


def handed(draft_id: int, lock: bool = False) -> Handed:
    """Return a draft of an answer.

    :raises Missing: there is none, or it is closed.
    """
    draft = draft_by_id(draft_id, lock=lock)
    if draft.kind != ANSWER or not draft.is_open:
        raise Missing
    case = db.session.get(Case, case_id_of(draft))
    if case is None:
        raise Missing
    mark = mark_of(draft.data)
    own = readings_of(case.id, mark)
    last = own[-1] if own else None
    asked = next((one for one in reversed(own) if one.verdict == "asked"), None)
    return Handed(
        draft.id, draft.title, case, mark, last.verdict if last else "", last.words if last else "",
        asked.reader_id if asked else None, draft.saved_by, draft.ref,
    )  # fmt: skip


def case_id_of(draft: Draft) -> int:
    """Return the case that a draft of an answer belongs to; 0 when it has none any more."""
    if draft.ref is None:
        return draft.parent
    return db.session.scalar(select(PublishedAnswer.case_id).where(PublishedAnswer.id == draft.ref)) or 0


def readings_of(case_id: int, mark: str | None = None) -> Sequence[Reading]:
    """Return what was said of a case's texts, of exact words where a mark is given; the oldest first."""
    query = select(Reading).where(Reading.case_id == case_id).order_by(Reading.id)
    return db.session.scalars(query if mark is None else query.where(Reading.digest == mark)).all()


def is_approved(case_id: int, mark: str) -> bool:
    """Say whether the last word on exactly these words was that they may become public."""
    own = readings_of(case_id, mark)
    return bool(own) and own[-1].verdict == "approved"


def writers(of: Handed) -> set[int]:
    """Return who may not be the second person: all who wrote a version or the draft, handed it over or replied."""
    replied = select(Message.expert_id).where(Message.case_id == of.case.id, Message.expert_id.is_not(None))
    found = {number for number in db.session.scalars(replied) if number is not None}
    if of.ref is not None:
        wrote = select(Revision.author_number).where(Revision.kind == ANSWER, Revision.ref == of.ref)
        found |= {number for number in db.session.scalars(wrote) if number is not None}
    found |= {one.reader_id for one in readings_of(of.case.id) if one.verdict == "asked" and one.reader_id is not None}
    return found | {number for number in (of.saved_by, of.case.expert_id) if number is not None}


def readers(case: Case, without: Collection[int]) -> Sequence[User]:
    """Return who is asked to be the second person: the topic's experts, or all experts where it has none besides."""
    able = (User.roles_key.in_(role_keys_with(Role.Expert)), User.active, User.id.not_in(without))
    of_topic = select(User).join(ExpertTopic, ExpertTopic.user_id == User.id)
    found = db.session.scalars(of_topic.where(ExpertTopic.topic_id == case.topic_id, *able).order_by(User.id)).all()
    return found or db.session.scalars(select(User).where(*able).order_by(User.id)).all()


def said(case_id: int, mark: str) -> list[ReadingRow]:
    """Return what was said of a case's texts, the newest first."""
    found = readings_of(case_id)
    names = people_named({one.reader_id for one in found if one.reader_id is not None})
    return [
        ReadingRow(one.verdict, one.words, names.get(one.reader_id or 0, ""), one.read_at, one.digest == mark)
        for one in reversed(found)
    ]


def waiting_texts(person: int) -> list[WaitingText]:
    """Return the texts that wait for a second person, the longest waiting first."""
    last = select(func.max(Reading.id)).group_by(Reading.case_id)
    asked = db.session.execute(
        select(Reading, Case).join(Case, Case.id == Reading.case_id)
        .where(Reading.id.in_(last), Reading.verdict == "asked").order_by(Reading.id)
    ).all()  # fmt: skip
    drafts = _drafts_of([case.id for _reading, case in asked])
    names = people_named({one.reader_id for one, _case in asked if one.reader_id is not None})
    return [
        WaitingText(draft.id, draft.title, case.number, case.topic.name, names.get(one.reader_id or 0, ""),
                    one.read_at, one.reader_id == person)
        for one, case in asked
        if (draft := drafts.get(case.id)) is not None and mark_of(draft.data) == one.digest
    ]  # fmt: skip


def _drafts_of(cases: Collection[int]) -> dict[int, Draft]:
    """Return the open drafts of answers, by case."""
    found = select(Draft, PublishedAnswer.case_id).outerjoin(PublishedAnswer, PublishedAnswer.id == Draft.ref)
    own = (Draft.parent.in_(cases) & Draft.ref.is_(None)) | PublishedAnswer.case_id.in_(cases)
    rows = db.session.execute(found.where(Draft.kind == ANSWER, Draft.is_open, own).order_by(Draft.id.desc()))
    return {case_id or draft.parent: draft for draft, case_id in rows}


def draft_of_case(case_id: int) -> Draft | None:
    """Return the open draft of a case's answer, the first begun; None when there is none."""
    return _drafts_of([case_id]).get(case_id)
