"""The results of studies as readers and the desk see them: only what passed the guard."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import bindparam, select

from akademia.core.db import db, rows
from akademia.core.errors import Missing
from akademia.core.kept import same_for_all
from akademia.law.queries import Notice, notices
from akademia.research.surveys.models import ResultPart, Study, StudyResults, SurveyGroup
from akademia.research.surveys.rules.results import Table, Told, from_data

RESULT_KIND = "result"
_KEY: Any = bindparam("key")
_STUDY: Any = (
    select(Study.id, Study.slug, Study.title, Study.summary, Study.html, Study.period, Study.region, Study.team,
           Study.closed_at, Study.legal_state_on, StudyResults.published_at, StudyResults.counted_at,
           StudyResults.data_digest, StudyResults.version)
    .join(StudyResults, StudyResults.study_id == Study.id)
    .where(Study.removed.is_(False), StudyResults.version > 0)
)  # fmt: skip
_PUBLISHED: Any = _STUDY.where(StudyResults.published_at.is_not(None), Study.slug == _KEY)
_ANY: Any = _STUDY.where(Study.id == _KEY)
_GROUPS: Any = (
    select(SurveyGroup.key, SurveyGroup.name, SurveyGroup.summary, SurveyGroup.frozen_digest, ResultPart.body)
    .join(ResultPart, ResultPart.group_id == SurveyGroup.id)
    .where(SurveyGroup.study_id == _KEY, ResultPart.key == "").order_by(SurveyGroup.position, SurveyGroup.id)
)  # fmt: skip


@dataclass(frozen=True)
class GroupResults:
    """What is told of a group. `people` None: too few answered for anything to be told.

    :param quotations: (question, words that staff chose to show).
    """

    key: str
    name: str
    summary: str
    digest: str
    people: int | None
    told: tuple[Told, ...]
    quotations: tuple[tuple[str, tuple[str, ...]], ...]

    def variable(self, key: str) -> Told | None:
        return next((one for one in self.told if one.variable.key == key), None)


@dataclass(frozen=True)
class Results:
    """The results of a study."""

    id: int
    slug: str
    title: str
    summary: str
    html: Markup
    facts: tuple[tuple[str, str], ...]
    closed_at: datetime
    legal_state_on: date | None
    published_at: datetime | None
    counted_at: datetime
    digest: str
    version: int
    groups: tuple[GroupResults, ...]
    notices: tuple[Notice, ...] = ()

    def group(self, key: str) -> GroupResults:
        """:raises Missing: there is no such group, or nothing is told of it."""
        found = next((one for one in self.groups if one.key == key and one.people is not None), None)
        if found is None:
            raise Missing
        return found

    @property
    def people(self) -> int:
        """How many answered in the groups that something is told of."""
        return sum(one.people or 0 for one in self.groups)


def published_results(slug: str) -> Results:
    """Return the results of a study as its readers see them.

    :raises Missing: there are none, or they are not published.
    """
    return same_for_all(("results", slug), lambda: _results(_PUBLISHED, slug))


def counted_results(study_id: int) -> Results:
    """Return the results of a study that were counted, published or not.

    :raises Missing: none were.
    """
    return _results(_ANY, study_id)


def _results(statement: Any, key: str | int) -> Results:
    row = rows(statement, key=key).first()
    if row is None:
        raise Missing
    facts = (("Okres badania", row.period), ("Teren", row.region), ("Zespół badawczy", row.team))
    groups = tuple(_group(*one) for one in rows(_GROUPS, key=row.id))
    html = Markup(row.html)  # noqa: S704 - cleaned when it was saved
    return Results(
        row.id, row.slug, row.title, row.summary, html, tuple(one for one in facts if one[1]), row.closed_at,
        row.legal_state_on, row.published_at, row.counted_at, row.data_digest, row.version, groups,
        tuple(notices(RESULT_KIND, [row.id]).get(row.id, ())),
    )  # fmt: skip


def _group(key: str, name: str, summary: str, digest: str, body: dict[str, Any]) -> GroupResults:
    quotations = tuple((question, tuple(words)) for question, words in body["quotations"].items())
    told = tuple(from_data(one) for one in body["told"])
    return GroupResults(key, name, summary, digest, body["people"], told, quotations)


def crossings_of(results: Results, group: str, key: str) -> dict[str, Table]:
    """Return the cross tables of what filters with all others: key of the other -> numbers by row and column.

    :raises Missing: nothing is filtered by it.
    """
    found = db.session.scalar(
        select(ResultPart.body)
        .join(SurveyGroup, SurveyGroup.id == ResultPart.group_id)
        .where(SurveyGroup.study_id == results.id, SurveyGroup.key == group, ResultPart.key == key)
    )
    if not key or found is None:
        raise Missing
    tables: dict[str, Table] = found
    return tables


def results_state(study_id: int) -> StudyResults | None:
    """Return the row of a study's results; None where nothing was ever asked of them."""
    return db.session.get(StudyResults, study_id)


def are_published(slug: str) -> bool:
    """Say whether readers see the results of a study."""
    return same_for_all(("results-published", slug), lambda: rows(_PUBLISHED, key=slug).first() is not None)
