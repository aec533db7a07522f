"""Articles and numbers as the house shows them: lists, the search, the way to where they are mended."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from akademia.core.area import Document, Found, Item
from akademia.core.db import WITH_BIN, db, rows
from akademia.core.text import date_words
from akademia.publishing.journal.models import Article, ArticleAuthor, Issue, Section
from akademia.publishing.journal.queries.reading import OUT, authors_of
from akademia.texts.formats.reading import reading

_REFS: Any = bindparam("refs", expanding=True)
_ARTICLES: Any = (
    select(
        Article.id, Article.title, Article.summary, Article.slug, Article.legal_state_on, Article.changed_at,
        Issue.year, Issue.number,
    )
    .join(Issue, Issue.id == Article.issue_id)
    .where(*OUT, Article.removed.is_(False))
    .order_by(Issue.year.desc(), Issue.number.desc(), Article.position)
)  # fmt: skip
_SOME_ARTICLES = _ARTICLES.where(Article.id.in_(_REFS))
_ARTICLE_STAMPS: Any = (
    select(Article.id, Article.version, Article.slug, Article.changed_at, Issue.year, Issue.number)
    .join(Issue, Issue.id == Article.issue_id)
    .where(*OUT, Article.removed.is_(False))
)
_SOME_ARTICLE_STAMPS = _ARTICLE_STAMPS.where(Article.id.in_(_REFS))
_ARTICLE_TEXTS: Any = (
    select(
        Article.id, Article.version, Article.slug, Article.changed_at, Issue.year, Issue.number, Article.title,
        Article.summary, Article.keywords, Article.html, Article.legal_state_on, Section.title.label("section"),
    )
    .join(Issue, Issue.id == Article.issue_id)
    .outerjoin(Section, Section.id == Article.section_id)
    .where(*OUT, Article.removed.is_(False), Article.id.in_(_REFS))
    .order_by(Article.id)
)  # fmt: skip
_ISSUES: Any = select(
    Issue.id, Issue.year, Issue.number, Issue.title, Issue.summary, Issue.legal_state_on, Issue.changed_at,
    Issue.issued_on,
).where(*OUT).order_by(Issue.year.desc(), Issue.number.desc())  # fmt: skip
_SOME_ISSUES = _ISSUES.where(Issue.id.in_(_REFS))
# What was printed long ago and only entered now is no news.
_IN_DAYS = (Issue.issued_on >= bindparam("first"), Issue.issued_on <= bindparam("last"))
_ISSUES_BETWEEN: Any = _ISSUES.order_by(None).order_by(Issue.issued_on, Issue.id).where(*_IN_DAYS)
_ARTICLES_BETWEEN: Any = _ARTICLES.order_by(None).order_by(Issue.issued_on, Issue.id, Article.position).where(*_IN_DAYS)


def every_article() -> list[Item]:
    """Return every article that readers may see."""
    return [_article(row) for row in rows(_ARTICLES)]


def articles_between(first: date, last: date) -> list[Item]:
    """Return the articles of numbers that came out in some days, in the order of their numbers."""
    return [_article(row) for row in rows(_ARTICLES_BETWEEN, first=first, last=last)]


def issues_between(first: date, last: date) -> list[Item]:
    """Return the numbers that came out in some days, the oldest first."""
    return [_issue(row) for row in rows(_ISSUES_BETWEEN, first=first, last=last)]


def article_items(refs: Collection[int]) -> list[Item]:
    """Return the articles among some numbers that readers may see."""
    return [_article(row) for row in rows(_SOME_ARTICLES, refs=list(refs))]


def articles_made_by(person: int) -> list[Item]:
    """Return the articles that a person wrote and readers may see, the newest first."""
    own = select(ArticleAuthor.article_id).where(ArticleAuthor.person_id == person)
    return [_article(row) for row in rows(_ARTICLES.where(Article.id.in_(own)))]


def _article(row: Any) -> Item:
    return Item(
        "article", row.id, row.title, row.summary, _place(row), row.legal_state_on, row.changed_at,
        (f"Kwartalnik, nr {row.number}/{row.year}",),
    )  # fmt: skip


def _place(row: Any) -> dict[str, str]:
    return {"year": str(row.year), "number": str(row.number), "slug": row.slug}


def article_stamps(refs: Collection[int] | None) -> Mapping[int, str]:
    """Return the stamps of articles that readers may see."""
    found = rows(_ARTICLE_STAMPS) if refs is None else rows(_SOME_ARTICLE_STAMPS, refs=list(refs))
    return {row.id: _stamp(row) for row in found}


def article_documents(refs: Collection[int]) -> Iterable[Document]:
    """Return articles as the search reads them; their authors are words of theirs."""
    found = rows(_ARTICLE_TEXTS, refs=list(refs)).all()
    authors = authors_of([row.id for row in found])
    return [_document(row, authors.get(row.id, ())) for row in found]


def _stamp(row: Any) -> str:
    return f"{row.version} {row.slug} {row.year}/{row.number} {row.changed_at}"


def _document(row: Any, authors: tuple[str, ...]) -> Document:
    text = reading(row.html)
    words = " ".join(filter(None, (text.words, ", ".join(authors), ", ".join(row.keywords), row.section or "")))
    return Document(
        ref=row.id, stamp=_stamp(row), title=row.title, summary=row.summary, words=words, headings=text.headings,
        place=_place(row), path=("Kwartalnik", f"nr {row.number}/{row.year}"), legal_state_on=row.legal_state_on,
    )  # fmt: skip


def article_desk(refs: Collection[int]) -> dict[int, Found]:
    """Return where articles among some numbers are edited."""
    query = select(Article.id, Article.title, Issue.year, Issue.number).join(Issue, Issue.id == Article.issue_id)
    found = db.session.execute(query.where(Article.id.in_(refs)))
    return {
        row.id: Found(
            row.title, "editor.edit_text", {"kind": "artykul", "ref": row.id}, (f"nr {row.number}/{row.year}",)
        )
        for row in found
    }


def living_articles(refs: Collection[int]) -> set[int]:
    """Return those of some numbers that are articles, in the bin or not."""
    wanted = select(Article.id).where(Article.id.in_(refs)).execution_options(**WITH_BIN)
    return set(db.session.scalars(wanted))


def every_issue() -> list[Item]:
    """Return every number that is out."""
    return [_issue(row) for row in rows(_ISSUES)]


def issue_items(refs: Collection[int]) -> list[Item]:
    """Return the numbers of the journal among some numbers that are out."""
    return [_issue(row) for row in rows(_SOME_ISSUES, refs=list(refs))]


def _issue(row: Any) -> Item:
    facts = (f"wydano {date_words(row.issued_on)}".removesuffix("."),) if row.issued_on else ()
    return Item(
        "issue", row.id, _issue_title(row), row.summary, _issue_place(row), row.legal_state_on, row.changed_at, facts
    )  # fmt: skip


def _issue_title(row: Any) -> str:
    return f"Kwartalnik nr {row.number}/{row.year}" + (f": {row.title}" if row.title else "")


def _issue_place(row: Any) -> dict[str, str]:
    return {"year": str(row.year), "number": str(row.number)}


def issue_stamps(refs: Collection[int] | None) -> Mapping[int, str]:
    """Return the stamps of numbers that are out."""
    found = rows(_ISSUES) if refs is None else rows(_SOME_ISSUES, refs=list(refs))
    return {row.id: _issue_stamp(row) for row in found}


def _issue_stamp(row: Any) -> str:
    return f"{row.year}/{row.number} {row.changed_at}"


def issue_documents(refs: Collection[int]) -> Iterable[Document]:
    """Return numbers as the search reads them: their names and covers; articles are documents of their own."""
    return [
        Document(
            ref=row.id, stamp=_issue_stamp(row), title=_issue_title(row), summary=row.summary, place=_issue_place(row),
            names=(f"{row.number}/{row.year}",), path=("Kwartalnik",), legal_state_on=row.legal_state_on,
        )
        for row in rows(_SOME_ISSUES, refs=list(refs))
    ]  # fmt: skip


def issue_desk(refs: Collection[int]) -> dict[int, Found]:
    """Return where numbers are made."""
    found = db.session.execute(select(Issue.id, Issue.year, Issue.number).where(Issue.id.in_(refs)))
    return {row.id: Found(f"Numer {row.number}/{row.year}", "journal_desk.show_issue", {"issue_id": row.id})
            for row in found}  # fmt: skip


def living_issues(refs: Collection[int]) -> set[int]:
    """Return those of some numbers that are numbers of the journal."""
    return set(db.session.scalars(select(Issue.id).where(Issue.id.in_(refs))))
