"""Studies as their readers see them. What is the same for all is kept until anything public changes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.kept import same_for_all
from akademia.law.queries import notices
from akademia.law.queries.cited import CitedProvision, provisions_of_text
from akademia.research.surveys.models import Study, SurveyGroup
from akademia.research.surveys.queries.rows import STUDY_KIND, questionnaire_of
from akademia.texts.queries import moved_to

PUBLIC = Study.state.in_(("open", "closed"))
STATES = {"draft": "szkic", "open": "otwarte", "closed": "zamknięte"}
MODES = {"link": "Może odpowiedzieć każdy", "tokens": "Odpowiadają tylko zaproszeni, każdy raz"}


@dataclass(frozen=True)
class GroupCard:
    """A group as the page of its study shows it."""

    key: str
    name: str
    summary: str
    questions: int


@dataclass(frozen=True)
class SurveyRow:
    """A study in a list."""

    slug: str
    title: str
    summary: str
    state: str
    by_token: bool
    region: str
    closes_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True)
class SurveyPage:
    """A study as its page shows it. `html` is clean; `notices` and `cited` as the register of law gives them."""

    id: int
    slug: str
    title: str
    summary: str
    purpose: str
    period: str
    region: str
    team: str
    thanks: str
    html: Markup
    state: str
    by_token: bool
    closes_at: datetime | None
    closed_at: datetime | None
    legal_state_on: date | None
    frozen_digest: str
    groups: tuple[GroupCard, ...]
    notices: tuple[Any, ...] = ()
    cited: tuple[CitedProvision, ...] = ()


def survey_rows() -> tuple[SurveyRow, ...]:
    """Return all studies that readers see: open ones first, those that end soonest before others, then the closed."""
    return same_for_all("surveys", _survey_rows)


def _survey_rows() -> tuple[SurveyRow, ...]:
    found = db.session.scalars(select(Study).where(PUBLIC))
    rows = [
        SurveyRow(one.slug, one.title, one.summary, one.state, one.mode == "tokens", one.region, one.closes_at,
                  one.closed_at)
        for one in found
    ]  # fmt: skip
    open_ones = sorted((row for row in rows if row.state == "open"), key=lambda row: str(row.closes_at))
    closed = sorted((row for row in rows if row.state == "closed"), key=lambda row: str(row.closed_at), reverse=True)
    return (*open_ones, *closed)


def survey_page(slug: str) -> SurveyPage:
    """Return an open or closed study.

    :raises Missing: readers see none at this address.
    """
    return same_for_all(("survey", slug), lambda: _survey_page(slug))


def _survey_page(slug: str) -> SurveyPage:
    asked = select(Study).where(PUBLIC, Study.slug == slug).options(selectinload(Study.groups))
    study = db.session.scalar(asked)
    if study is None:
        raise Missing
    return page_of(
        study, notices=tuple(notices(STUDY_KIND, [study.id]).get(study.id, ())),
        cited=tuple(provisions_of_text(STUDY_KIND, study.id)),
    )  # fmt: skip


def page_of(study: Study, **more: Any) -> SurveyPage:
    """Return the page of a study's row. `more`: what stands in place of its own facts."""
    own: dict[str, Any] = {
        "html": Markup(study.html),  # noqa: S704 - cleaned when it was saved
        **{name: getattr(study, name) for name in (
            "id", "slug", "title", "summary", "purpose", "period", "region", "team", "thanks", "state", "closes_at",
            "closed_at", "legal_state_on", "frozen_digest")},
        "by_token": study.mode == "tokens",
        "groups": tuple(card_of(group) for group in study.groups),
    }  # fmt: skip
    return SurveyPage(**{**own, **more})


def card_of(group: SurveyGroup) -> GroupCard:
    return GroupCard(group.key, group.name, group.summary, len(questionnaire_of(group).questions))


def moved_survey(slug: str) -> str:
    """Return the present address of a study that once had this one.

    :raises Missing: there is none.
    """
    ref = moved_to(STUDY_KIND, slug)
    present = db.session.scalar(select(Study.slug).where(Study.id == ref, PUBLIC)) if ref else None
    if present is None or present == slug:
        raise Missing
    return present
