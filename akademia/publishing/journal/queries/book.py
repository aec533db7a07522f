"""A number as a book: all that its files show, read in one go."""

import hashlib
import re
from collections.abc import Iterable
from uuid import NAMESPACE_URL, uuid5

from markupsafe import Markup, escape
from sqlalchemy import select

from akademia.core.db import db
from akademia.core.links import absolute_url, full_url_for
from akademia.core.text import date_words
from akademia.publishing.books.formats.book import Book, Chapter
from akademia.publishing.journal.models import Article, Erratum, Issue
from akademia.publishing.journal.queries.reading import Correction, authors_of, corrections
from akademia.publishing.journal.rules import imprint_lines
from akademia.publishing.library.queries.pictures import pictures


def book_of(issue_id: int) -> tuple[Book, int] | None:
    """Return a number that is out as a book, and its edition; None where it is not out or is only described."""
    issue = db.session.get(Issue, issue_id)
    if issue is None or issue.state != "published" or issue.is_record or issue.issued_on is None:
        return None
    articles = db.session.scalars(
        select(Article).where(Article.issue_id == issue_id).order_by(Article.position, Article.id)
    ).all()
    address = full_url_for("journal.show_issue", year=issue.year, number=issue.number)
    return Book(
        title=issue.title or f"{issue.imprint.get('title') or 'Kwartalnik'} {issue.number}/{issue.year}",
        chapters=(*_chapters(articles), *_told_here(issue_id)),
        issued_on=issue.issued_on,
        identifier=f"urn:uuid:{uuid5(NAMESPACE_URL, address)}",
        publisher=issue.imprint.get("publisher", ""),
        place=issue.imprint.get("place", ""),
        series=issue.imprint.get("title", "") or "Kwartalnik",
        number=f"nr {issue.number}/{issue.year}",
        issn=issue.imprint.get("issn", ""),
        summary=issue.summary,
        legal_state=issue.legal_state_on,
        imprint=tuple(_imprint(issue)),
        licence=issue.imprint.get("licence", ""),
        checksum=hashlib.sha256("".join(one.html for one in articles).encode()).hexdigest()[:16],
        site=absolute_url(""),
        pictures=pictures("".join(one.html for one in articles)),
    ), issue.edition  # fmt: skip


def _imprint(issue: Issue) -> Iterable[str]:
    day = date_words(issue.issued_on) if issue.issued_on else ""
    for what, words in imprint_lines(issue.imprint, f"{issue.number}/{issue.year}", day):
        yield f"{what}: {words}"


def _chapters(articles: Iterable[Article]) -> Iterable[Chapter]:
    numbers = [one.id for one in articles]
    authors = authors_of(numbers)
    by_article: dict[str, list[Correction]] = {}
    for told in corrections(Erratum.article_id.in_(numbers)):
        by_article.setdefault(told.slug, []).append(told)
    for one in articles:
        html = _head(one) + Markup(one.html) + _corrected(by_article.get(one.slug, []))  # noqa: S704 - cleaned when saved
        yield Chapter(one.title, str(html), authors=authors.get(one.id, ()), anchor=f"artykul-{one.slug}")


def _head(article: Article) -> Markup:
    section = article.section.title if article.section else ""
    said = [Markup("<p><strong>{}</strong></p>").format(section)] if section else []
    said += [Markup("<p><em>{}</em></p>").format(article.summary)] if article.summary else []
    said += [Markup("<p>Słowa kluczowe: {}</p>").format(", ".join(article.keywords))] if article.keywords else []
    return Markup("").join(said)


def _corrected(told: Iterable[Correction]) -> Markup:
    rows = [_paragraphs(f"{date_words(one.told_on)}: {one.words}") for one in told]
    return Markup('<h2 id="sprostowania">Sprostowania</h2>') + Markup("").join(rows) if rows else Markup("")


def _told_here(issue_id: int) -> Iterable[Chapter]:
    told = corrections(Erratum.issue_id == issue_id)
    if told:
        rows = [
            Markup("<h2>{}</h2>").format(f"{one.title} (nr {one.number}/{one.year})") + _paragraphs(one.words)
            for one in told
        ]
        yield Chapter("Sprostowania", str(Markup("").join(rows)), anchor="sprostowania-numeru")


def _paragraphs(words: str) -> Markup:
    parts = [part.strip() for part in re.split(r"\n\s*\n", words) if part.strip()]
    return Markup("").join(Markup("<p>{}</p>").format(escape(one)) for one in parts)
