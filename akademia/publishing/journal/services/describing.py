"""Numbers and their articles told to machines: records kept while readers see them, deleted when they do not."""

from sqlalchemy import select

from akademia.core.db import db
from akademia.people.models import Person
from akademia.publishing.journal.models import Article, ArticleAuthor, Issue
from akademia.publishing.library.formats.description import Container, Credit, Description
from akademia.publishing.library.formats.genres import QUARTERLY
from akademia.publishing.library.services.records import delete_record, keep_record

SHELF = QUARTERLY[0]


def tell_machines(issue: Issue) -> None:
    """Keep the records of a number that is out and of its articles; those of what readers do not see are deleted."""
    articles = db.session.scalars(
        select(Article).where(Article.issue_id == issue.id).execution_options(with_bin=True).order_by(Article.position)
    ).all()
    is_out = issue.state == "published"
    if is_out:
        place = {"year": str(issue.year), "number": str(issue.number)}
        keep_record("issue", issue.id, _name(issue), SHELF, "issue", _issue(issue), place)
    for article in articles:
        if is_out and not article.removed:
            _keep_article(issue, article)
        else:
            delete_record("article", article.id)


def _name(issue: Issue) -> str:
    return f"{SHELF}-{issue.year}-{issue.number}"


def _keep_article(issue: Issue, article: Article) -> None:
    place = {"year": str(issue.year), "number": str(issue.number), "slug": article.slug}
    name = f"{_name(issue)}-{article.slug}"
    keep_record("article", article.id, name, SHELF, "article", _article(issue, article), place)


def _issue(issue: Issue) -> Description:
    title = issue.title or f"{_journal(issue)} {issue.number}/{issue.year}"
    return Description(
        kind="issue", title=title, publisher=issue.imprint.get("publisher", ""), place=issue.imprint.get("place", ""),
        year=issue.year, issued=issue.issued_on, abstract=" ".join(issue.summary.split()),
        issn=issue.imprint.get("issn", ""), licence=issue.imprint.get("licence", ""), is_elsewhere=issue.is_record,
    )  # fmt: skip


def _article(issue: Issue, article: Article) -> Description:
    first, last = article.first_page, article.last_page
    return Description(
        kind="article", title=article.title, credits=_authors(article.id),
        publisher=issue.imprint.get("publisher", ""), place=issue.imprint.get("place", ""), year=issue.year,
        issued=issue.issued_on, abstract=" ".join(article.summary.split()), keywords=tuple(article.keywords),
        licence=issue.imprint.get("licence", ""), is_elsewhere=issue.is_record,
        container=Container(
            _journal(issue), volume=str(issue.year), number=str(issue.number), first_page=str(first or ""),
            last_page=str(last or ""), issn=issue.imprint.get("issn", ""),
        ),
    )  # fmt: skip


def _journal(issue: Issue) -> str:
    return issue.imprint.get("title", "") or "Kwartalnik"


def _authors(ref: int) -> tuple[Credit, ...]:
    found = db.session.execute(
        select(Person.given_names, Person.family_name).join(ArticleAuthor, ArticleAuthor.person_id == Person.id)
        .where(ArticleAuthor.article_id == ref).order_by(ArticleAuthor.position)
    )  # fmt: skip
    return tuple(Credit("author", given, family) for given, family in found)
