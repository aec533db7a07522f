"""One case as those who work on it see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from akademia.advisory.questions.models import Attachment, Case, Message, Note
from akademia.advisory.questions.queries.cases import About, about_number
from akademia.advisory.questions.queries.experts import names_of
from akademia.advisory.questions.rules.asking import ROLES
from akademia.advisory.questions.rules.desk import SPEAKERS, is_late, told_step
from akademia.advisory.questions.rules.states import STATES
from akademia.audit.models import AuditEntry
from akademia.core import clock
from akademia.core.area import trail_words
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.organisations.models import Territory
from akademia.storage.models import StoredFile
from akademia.storage.rules import KINDS
from akademia.storage.rules import Kind as FileKind
from akademia.texts.models import Draft

REPLY = "reply"  # the kind of text in which replies are written
MOST_STEPS = 200


@dataclass(frozen=True)
class Said:
    """A message of a case. `files`: (number, name; empty where it was removed)."""

    kind: str
    html: Markup
    sent_at: datetime
    who: str
    minutes: int | None
    files: Sequence[tuple[int, str]]

    @property
    def label(self) -> str:
        return SPEAKERS[self.kind]

    @property
    def is_ours(self) -> bool:
        return self.kind in ("ask_back", "answer")


@dataclass(frozen=True)
class Step:
    """Something that was done to a case, in words."""

    at: datetime
    what: str
    who: str


@dataclass(frozen=True)
class NoteRow:
    words: str
    who: str
    at: datetime


@dataclass(frozen=True)
class CasePage:
    """A case with all that is known of it. `joined`: (number, row number) of cases that go on here."""

    case: Case
    late: bool
    state_said: str
    role: str
    place: str
    expert: str
    said: Sequence[Said]
    notes: Sequence[NoteRow]
    steps: Sequence[Step]
    into: Case | None
    joined: Sequence[tuple[str, int]]
    draft: Draft | None
    is_answered: bool
    about: About | None


def case_of(case_id: int) -> Case:
    """Return a case with its topic.

    :raises Missing: there is none.
    """
    found = db.session.scalar(select(Case).where(Case.id == case_id).options(joinedload(Case.topic)))
    if found is None:
        raise Missing
    return found


def case_page(case_id: int) -> CasePage:
    """Return a case as its page at the desk shows it, in a constant number of statements.

    :raises Missing: there is none.
    """
    case = case_of(case_id)
    messages = db.session.scalars(select(Message).where(Message.case_id == case_id).order_by(Message.id)).all()
    notes = db.session.scalars(select(Note).where(Note.case_id == case_id).order_by(Note.id)).all()
    entries = _entries(case_id)
    numbers = {one.expert_id for one in messages} | {one.author_id for one in notes} | {case.expert_id}
    names = names_of({number for number in numbers | {one.actor_number for one in entries} if number is not None})
    joined = db.session.execute(select(Case.number, Case.id).where(Case.merged_into_id == case_id).order_by(Case.id))
    draft = select(Draft).where(Draft.kind == REPLY, Draft.ref == case_id, Draft.is_open)
    return CasePage(
        case=case,
        late=is_late(case.state, case.due_on, clock.today()),
        state_said=STATES[case.state],
        role=ROLES.get(case.role or "", ""),
        place=place_words(case.commune_code),
        expert=names.get(case.expert_id or 0, ""),
        said=_said(messages, case_id, names),
        notes=[NoteRow(one.words, names.get(one.author_id or 0, ""), one.written_at) for one in notes],
        steps=_steps(entries, names),
        into=db.session.get(Case, case.merged_into_id) if case.merged_into_id else None,
        joined=[(row.number, row.id) for row in joined],
        draft=db.session.scalar(draft),
        is_answered=any(one.kind == "answer" and one.source for one in messages),
        about=about_number(case.provision_id),
    )


def conversation(case_id: int) -> list[Said]:
    """Return what was said in a case, in order."""
    messages = db.session.scalars(select(Message).where(Message.case_id == case_id).order_by(Message.id)).all()
    return _said(messages, case_id, names_of({one.expert_id for one in messages if one.expert_id is not None}))


def _said(messages: Sequence[Message], case_id: int, names: Mapping[int, str]) -> list[Said]:
    files = _files(case_id)
    return [
        Said(one.kind, Markup(one.html), one.sent_at, names.get(one.expert_id or 0, ""),  # noqa: S704 - cleaned
             one.minutes, files.get(one.id, ()))
        for one in messages
    ]  # fmt: skip


def _files(case_id: int) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = {}
    query = select(Attachment).join(Message).where(Message.case_id == case_id).order_by(Attachment.id)
    for one in db.session.scalars(query):
        found.setdefault(one.message_id, []).append((one.id, one.name if one.file_id is not None else ""))
    return found


def _entries(case_id: int) -> Sequence[AuditEntry]:
    mine = (AuditEntry.thing_kind == "case", AuditEntry.thing_ref == str(case_id))
    return db.session.scalars(select(AuditEntry).where(*mine).order_by(AuditEntry.id).limit(MOST_STEPS)).all()


def _steps(entries: Sequence[AuditEntry], names: Mapping[int, str]) -> list[Step]:
    words = trail_words()
    return [Step(one.at, _told(one, words), names.get(one.actor_number or 0, "")) for one in entries]


def _told(entry: AuditEntry, words: Mapping[str, str]) -> str:
    details: Mapping[str, Any] = entry.details
    told = told_step(entry.act, details, words)
    if entry.act == "case.due_set":
        return f"{told}: {details['before']} → {details['after']}"
    return told


def place_words(code: str | None) -> str:
    """Return a commune with its county and voivodeship, in words; empty for none."""
    parts = {(code or "")[:2], (code or "")[:4], code or ""}
    query = select(Territory.code, Territory.name).where(Territory.code.in_(parts))
    found = sorted(db.session.execute(query), key=lambda row: -len(row.code))
    return ", ".join(row.name for row in found)


def file_of(case_id: int, attachment_id: int) -> tuple[StoredFile, FileKind, str]:
    """Return a file of a case, its kind and what it is called.

    :raises Missing: the case has no such file, or it was removed.
    """
    query = (
        select(StoredFile, Attachment.name)
        .join(Attachment, Attachment.file_id == StoredFile.id)
        .join(Message, Message.id == Attachment.message_id)
        .where(Attachment.id == attachment_id, Message.case_id == case_id)
    )
    found = db.session.execute(query).first()
    if found is None:
        raise Missing
    return found[0], KINDS[found[0].kind], found[1]
