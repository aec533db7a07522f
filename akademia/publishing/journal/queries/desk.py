"""The quarterly at the staff desk: numbers, what stands in one, how its files are getting on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, select

from akademia.core.area import WaitingRow
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.jobs.models import Job
from akademia.jobs.queries import job_for
from akademia.publishing.journal.models import Article, Erratum, Issue, Section
from akademia.publishing.journal.queries.reading import ArticleRow, FileRow, contents, files_of, settings
from akademia.publishing.journal.rules import IMPRINT, OPTIONAL
from akademia.texts.models import Draft
from akademia.texts.queries import DraftRow, open_drafts, waiting_drafts


@dataclass(frozen=True)
class IssueDeskRow:
    """A number in the list at the desk."""

    id: int
    year: int
    number: int
    title: str
    state: str
    is_record: bool
    articles: int


@dataclass(frozen=True)
class Making:
    """How the making of a number's files is getting on. `state`: `waiting`, `running`, `failed` or `done`."""

    state: str
    done: int = 0
    total: int = 0
    words: str = ""


@dataclass(frozen=True)
class ErratumRow:
    """A correction of an article of the number, or told in it."""

    id: int
    words: str
    article: str


@dataclass(frozen=True)
class IssueDesk:
    """A number at the desk. `drafted`: the articles that have a draft; `fresh`: drafts of new ones."""

    issue: Issue
    articles: Sequence[ArticleRow]
    fresh: Sequence[DraftRow]
    drafted: frozenset[int]
    errata: Sequence[ErratumRow]
    files: Sequence[FileRow]
    making: Making | None


def issues() -> list[IssueDeskRow]:
    """Return all numbers, the newest first."""
    counted = select(func.count(Article.id)).where(Article.issue_id == Issue.id).scalar_subquery()
    query = select(Issue.id, Issue.year, Issue.number, Issue.title, Issue.state, Issue.is_record, counted)
    return [IssueDeskRow(*row) for row in db.session.execute(query.order_by(Issue.year.desc(), Issue.number.desc()))]


def issue_by(issue_id: int) -> Issue:
    """Return a number.

    :raises Missing: there is none.
    """
    issue = db.session.get(Issue, issue_id)
    if issue is None:
        raise Missing
    return issue


def article_of(issue_id: int, article_id: int) -> Article:
    """Return an article of a number.

    :raises Missing: there is none, or it lies in the bin.
    """
    article = db.session.scalar(select(Article).where(Article.id == article_id, Article.issue_id == issue_id))
    if article is None:
        raise Missing
    return article


def erratum_of(issue_id: int, erratum_id: int) -> Erratum:
    """Return a correction of an article of a number, or one that is told in it.

    :raises Missing: there is none.
    """
    erratum = db.session.get(Erratum, erratum_id)
    if erratum is None or issue_id not in (erratum.issue_id, erratum.article.issue_id):
        raise Missing
    return erratum


def issue_desk_of(issue_id: int) -> IssueDesk:
    """Return all that the desk shows of a number.

    :raises Missing: there is none.
    """
    issue = issue_by(issue_id)
    articles = contents(issue_id)
    drafts = select(Draft.ref).where(
        Draft.kind == "article", Draft.is_open, Draft.ref.in_([one.id for one in articles])
    )
    return IssueDesk(
        issue, articles, open_drafts(("article",), [issue_id]), frozenset(filter(None, db.session.scalars(drafts))),
        _errata(issue_id), files_of(issue_id), making_of(issue),
    )  # fmt: skip


def _errata(issue_id: int) -> list[ErratumRow]:
    query = (
        select(Erratum.id, Erratum.words, Article.title)
        .join(Article, Article.id == Erratum.article_id)
        .where((Article.issue_id == issue_id) | (Erratum.issue_id == issue_id))
        .order_by(Erratum.id)
    )
    return [ErratumRow(*row) for row in db.session.execute(query)]


def making_of(issue: Issue) -> Making | None:
    """Return how the files of a number's present edition are getting on; None where none are to be made."""
    job = job_for("journal.files", f"{issue.id}-{issue.edition}")
    return _making(job) if job is not None else None


def _making(job: Job) -> Making:
    if job.done_at is not None:
        return Making("done")
    if job.failed_at is not None:
        return Making("failed", words=job.last_error or "")
    return Making("running" if job.leased_by else "waiting", job.progress_done, job.progress_total)


def choices_of_issues(but: int | None = None) -> list[tuple[int, str]]:
    """Return numbers in which a correction may be told."""
    found = db.session.execute(
        select(Issue.id, Issue.year, Issue.number)
        .where(Issue.is_record.is_(False), Issue.id != (but or 0))
        .order_by(Issue.year.desc(), Issue.number.desc())
    )
    return [(row.id, f"nr {row.number}/{row.year}") for row in found]


def lacks() -> list[str]:
    """Return what the imprint lacks now, in words."""
    said = settings()
    return [words for name, words in IMPRINT.items() if not said[name] and name not in OPTIONAL]


def section_titles() -> list[str]:
    return list(db.session.scalars(select(Section.title).order_by(Section.position)))


def next_number() -> tuple[int | None, int]:
    """Return the year and number that follow the newest; no year before the first one."""
    last = db.session.execute(
        select(Issue.year, Issue.number).order_by(Issue.year.desc(), Issue.number.desc()).limit(1)
    ).first()
    return (None, 1) if last is None else (last.year, last.number + 1)


def waiting(user_id: int) -> list[WaitingRow]:
    """Return what waits for an editor: drafts of articles."""
    standing: Any = and_((Draft.ref.is_(None) & Draft.parent.in_(select(Issue.id))) | Draft.ref.in_(select(Article.id)))
    return waiting_drafts(user_id, ("article",), standing)
