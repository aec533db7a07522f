"""Bringing the numbers that a new academy knows of; what a person changed is left alone."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from akademia.core import clock
from akademia.core.db import WITH_BIN, db
from akademia.publishing.journal.formats.archive import ArchiveArticle, ArchiveIssue, read_archive
from akademia.publishing.journal.models import Article, Issue, Section
from akademia.publishing.journal.services.articles import keep_authors
from akademia.publishing.journal.services.describing import tell_machines
from akademia.publishing.journal.services.issues import keep_sections
from akademia.texts.services import keep_slug


def load_journal(path: Path) -> list[str]:
    """Bring the numbers of a file, as records without texts. Returns the names of those that were left alone.

    :raises BrokenSource: the file cannot be used; nothing is written.
    """
    archive = read_archive(path)
    if db.session.scalar(select(Section.id).limit(1)) is None:
        keep_sections(archive.sections)
    sections = {one.title: one.id for one in db.session.scalars(select(Section))}
    return [said for one in archive.issues if (said := _keep(one, sections))]


def _keep(told: ArchiveIssue, sections: dict[str, int]) -> str:
    issue = db.session.scalar(select(Issue).where(Issue.year == told.year, Issue.number == told.number))
    if issue is not None and issue.origin == "person":
        return f"numer {told.number}/{told.year} kwartalnika"
    if issue is None:
        published = datetime(told.year, 12, 31, tzinfo=UTC)
        issue = Issue(year=told.year, number=told.number, origin="starter", state="published", published_at=published)
        db.session.add(issue)
    issue.summary, issue.available_at, issue.imprint = told.summary, told.available_at, told.imprint
    issue.is_record, issue.changed_at = True, clock.now()
    db.session.flush()
    for position, one in enumerate(told.articles, 1):
        _keep_article(issue, position, one, sections)
    tell_machines(issue)
    return ""


def _keep_article(issue: Issue, position: int, told: ArchiveArticle, sections: dict[str, int]) -> None:
    wanted = select(Article).where(Article.issue_id == issue.id, Article.slug == told.slug)
    article = db.session.scalar(wanted.execution_options(**WITH_BIN))
    if article is None:
        article = Article(issue_id=issue.id, slug=told.slug)
    article.position, article.title, article.section_id = position, told.title, sections.get(told.section)
    article.first_page = told.page
    db.session.add(article)
    db.session.flush()
    keep_slug("article", article.slug, article.id, scope=issue.id)
    keep_authors(article, list(told.authors))
