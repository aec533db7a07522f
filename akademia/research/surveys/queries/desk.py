"""Studies as their staff see them: how many were asked and answered, never who and what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from akademia.core.area import Found, WaitingRow
from akademia.core.db import db
from akademia.core.links import full_url_for
from akademia.core.listing import Asked, ListPage, list_page
from akademia.research.surveys.models import (
    Study,
    SurveyAnswer,
    SurveyDraft,
    SurveyGroup,
    SurveyInvitation,
    WaitingAnswer,
)
from akademia.research.surveys.queries.keys import token_of
from akademia.research.surveys.queries.reading import STATES
from akademia.research.surveys.queries.rows import STUDY_KIND, questionnaire_of
from akademia.research.surveys.rules.paths import problems
from akademia.research.surveys.rules.questionnaire import Questionnaire
from akademia.texts.queries import draft_of, waiting_drafts

_I = SurveyInvitation


@dataclass(frozen=True)
class StudyRow:
    """A study in the desk's list."""

    id: int
    title: str
    state: str
    mode: str
    changed_at: datetime
    closes_at: datetime | None


@dataclass(frozen=True)
class GroupCount:
    """A group at the desk: how much there is of it. `answers`: finished, whether or not they have moved."""

    id: int
    key: str
    name: str
    summary: str
    version: int
    pages: int
    questions: int
    problems: int
    invited: int
    paper: int
    unwritten: int
    used: int
    answers: int
    drafts: int


@dataclass(frozen=True)
class PaperToken:
    """One slip of paper: the code in groups of four, and the address that opens with it."""

    code: str
    link: str


def desk_studies(asked: Asked) -> ListPage[StudyRow]:
    """Return studies in all states; `stan` narrows the list, words are looked for in titles."""
    query: Any = select(Study.id, Study.title, Study.state, Study.mode, Study.changed_at, Study.closes_at)
    query = query.where(Study.removed.is_(False))
    if asked.words:
        query = query.where(Study.title.icontains(asked.words, autoescape=True))
    if "stan" in asked.filters:
        query = query.where(Study.state == asked.filters["stan"])
    by: Any = Study.title_key if asked.sort == "tytul" else Study.changed_at
    return list_page(query.order_by(by.desc() if asked.descending else by.asc(), Study.id), asked,
                     lambda row: StudyRow(*row))  # fmt: skip


def templates() -> Mapping[str, str]:
    """Return the studies that a new one may begin as a copy of: number -> title."""
    found = db.session.execute(
        select(Study.id, Study.title).where(Study.removed.is_(False)).order_by(Study.title_key, Study.id)
    )
    return {str(ref): title for ref, title in found}


def group_counts(study: Study) -> list[GroupCount]:
    """Return the groups of a study with their numbers, in a constant number of questions."""
    invited = _invited(study.id)
    moved, waiting = _sums(SurveyAnswer, study.id), _sums(WaitingAnswer, study.id)
    drafts = _sums(SurveyDraft, study.id)
    return [
        GroupCount(
            group.id, group.key, group.name, group.summary, group.version, len(whole.pages), len(whole.questions),
            len(problems(whole)), *invited.get(group.id, (0, 0, 0, 0)), moved.get(group.id, 0) +
            waiting.get(group.id, 0), drafts.get(group.id, 0),
        )
        for group, whole in ((group, questionnaire_of(group)) for group in study.groups)
    ]  # fmt: skip


def _invited(ref: int) -> dict[int, tuple[int, int, int, int]]:
    count = func.count()
    found = db.session.execute(
        select(
            _I.group_id, count.filter(_I.is_paper.is_(False)), count.filter(_I.is_paper.is_(True)),
            count.filter(_I.invited_on.is_(None)), count.filter(_I.used.is_(True)),
        ).join(SurveyGroup, SurveyGroup.id == _I.group_id).where(SurveyGroup.study_id == ref).group_by(_I.group_id)
    )  # fmt: skip
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in found}


def _sums(table: Any, ref: int) -> dict[int, int]:
    found = db.session.execute(
        select(table.group_id, func.count()).join(SurveyGroup, SurveyGroup.id == table.group_id)
        .where(SurveyGroup.study_id == ref).group_by(table.group_id)
    )  # fmt: skip
    return {row[0]: row[1] for row in found}


def addresses_of(group_id: int) -> Sequence[str]:
    """Return the addresses invited to a group, in the order of the alphabet; who has answered is told to nobody."""
    found = select(_I.address).where(_I.group_id == group_id, _I.address.is_not(None)).order_by(_I.address)
    return [address for address in db.session.scalars(found) if address]


def paper_tokens(group_id: int) -> list[PaperToken]:
    """Return all slips of a group, used or not, in the order of their codes."""
    keys = db.session.scalars(select(_I.key).where(_I.group_id == group_id, _I.is_paper.is_(True)))
    return [
        PaperToken("-".join(token[at : at + 4] for at in range(0, len(token), 4)),
                   full_url_for("answering.show_invitation", token=token))
        for token in sorted(token_of(key) for key in keys)
    ]  # fmt: skip


def whole_of(group: SurveyGroup) -> Questionnaire:
    """Return a group's questionnaire as the desk shows it."""
    return questionnaire_of(group)


def has_draft(ref: int) -> bool:
    """Return whether there is a working copy of a study's words that is not approved."""
    draft = draft_of(STUDY_KIND, ref)
    return draft is not None and draft.is_open


def waiting(user_id: int) -> list[WaitingRow]:
    """Return a person's own working copies of studies."""
    return list(waiting_drafts(user_id, (STUDY_KIND,)))


def found_at_desk(words: str) -> list[Found]:
    """Return the few studies that readers do not see and whose titles hold the words."""
    found = db.session.execute(
        select(Study.id, Study.title, Study.state)
        .where(Study.state == "draft", Study.title.icontains(words, autoescape=True))
        .order_by(Study.changed_at.desc()).limit(8)
    )  # fmt: skip
    return [Found(title, "surveys_desk.show_study", {"ref": ref}, ("badanie", STATES[state]))
            for ref, title, state in found]  # fmt: skip
