"""The quarterly as its readers see it: numbers that are out, their articles, corrections and files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from markupsafe import Markup
from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from akademia.core.db import db, rows
from akademia.core.errors import Missing
from akademia.core.text import bytes_words, date_words
from akademia.law.queries import Notice, notices
from akademia.people.models import Person
from akademia.publishing.journal.models import Article, ArticleAuthor, Erratum, Issue, IssueFile, Journal, Section
from akademia.publishing.journal.rules import IMPRINT, imprint_lines, pages_words
from akademia.storage.models import StoredFile
from akademia.texts.queries import moved_to

OUT: Any = (Issue.state == "published",)
FORMATS = {"pdf": "PDF", "epub": "EPUB"}


@dataclass(frozen=True)
class Correction:
    """A correction: of which article, told when and where. `in_year` 0: told in no number."""

    words: str
    told_on: date
    title: str
    slug: str
    year: int
    number: int
    in_year: int = 0
    in_number: int = 0


@dataclass(frozen=True)
class ArticleRow:
    """An article in the contents of its number."""

    id: int
    title: str
    slug: str
    summary: str
    section: str
    pages: str
    has_text: bool
    authors: tuple[str, ...] = ()


@dataclass(frozen=True)
class FileRow:
    """A file of a whole number; the name is what the reader's copy is called."""

    key: str
    format: str
    size: str
    name: str

    @property
    def label(self) -> str:
        return FORMATS[self.format]


@dataclass(frozen=True)
class IssueRow:
    """A number in the list of numbers."""

    id: int
    year: int
    number: int
    title: str
    summary: str
    issued_on: date | None
    is_record: bool
    articles: int


@dataclass(frozen=True)
class IssuePage:
    """A number with all that stands in it. `sections`: (title, articles), the empty title for those in none."""

    id: int
    year: int
    number: int
    title: str
    summary: str
    issued_on: date | None
    legal_state_on: date | None
    is_record: bool
    available_at: str
    journal: str
    imprint: Sequence[tuple[str, str]]
    sections: Sequence[tuple[str, Sequence[ArticleRow]]]
    corrections: Sequence[Correction]
    files: Sequence[FileRow]

    @property
    def number_words(self) -> str:
        return f"{self.number}/{self.year}"


@dataclass(frozen=True)
class ArticlePage:
    """An article as it is read."""

    id: int
    title: str
    slug: str
    summary: str
    html: Markup
    authors: tuple[str, ...]
    section: str
    keywords: tuple[str, ...]
    pages: str
    legal_state_on: date | None
    year: int
    number: int
    journal: str
    number_words: str
    available_at: str = ""
    corrections: Sequence[Correction] = ()
    notices: Sequence[Notice] = ()
    before: ArticleRow | None = None
    after: ArticleRow | None = None


def number_words(issue: Issue) -> str:
    """Return what a number is called („4/2017”)."""
    return f"{issue.number}/{issue.year}"


def imprint_of(issue: Issue) -> Mapping[str, Any]:
    """Return the imprint of a number; of one that is not out yet, what the settings say now."""
    return issue.imprint or settings()


_SETTINGS = select(*(getattr(Journal, name) for name in (*IMPRINT, "licence", "about"))).limit(1)


def settings() -> Mapping[str, str]:
    """Return what the journal says of itself; empty words for what nobody has told."""
    found = rows(_SETTINGS).first()
    return dict(found._mapping) if found is not None else dict.fromkeys((*IMPRINT, "licence", "about"), "")


_NUMBERS = (
    select(
        Issue.id, Issue.year, Issue.number, Issue.title, Issue.summary, Issue.issued_on, Issue.is_record,
        select(func.count(Article.id)).where(Article.issue_id == Issue.id, Article.removed.is_(False))
        .scalar_subquery().label("articles"),
    )
    .where(*OUT)
    .order_by(Issue.year.desc(), Issue.number.desc())
)  # fmt: skip


def years() -> list[tuple[int, list[IssueRow]]]:
    """Return the numbers that are out by their years, the newest first."""
    found = [IssueRow(*row) for row in rows(_NUMBERS)]
    return [(year, list(of_year)) for year, of_year in groupby(found, key=lambda row: row.year)]


_ISSUE: Any = select(Issue.__table__).where(
    *OUT, Issue.year == bindparam("year"), Issue.number == bindparam("number")
)  # fmt: skip
_CONTENTS: Any = (
    select(
        Article.id, Article.title, Article.slug, Article.summary, Section.title.label("section"), Article.first_page,
        Article.last_page, (Article.html != "").label("has_text"), Section.position.label("place"),
    )
    .outerjoin(Section, Section.id == Article.section_id)
    .where(Article.issue_id == bindparam("issue"), Article.removed.is_(False))
    .order_by(Article.position, Article.id)
)  # fmt: skip
_AUTHORS: Any = (
    select(ArticleAuthor.article_id, Person.given_names, Person.family_name)
    .join(Person, Person.id == ArticleAuthor.person_id)
    .where(ArticleAuthor.article_id.in_(bindparam("articles", expanding=True)))
    .order_by(ArticleAuthor.article_id, ArticleAuthor.position)
)  # fmt: skip


def issue_at(year: int, number: int) -> IssuePage:
    """Return a number that is out.

    :raises Missing: there is none.
    """
    row = rows(_ISSUE, year=year, number=number).first()
    if row is None:
        raise Missing
    return _issue_page(row)


def _issue_page(row: Any) -> IssuePage:
    articles = contents(row.id)
    words = f"{row.number}/{row.year}"
    day = date_words(row.issued_on) if row.issued_on else f"{row.year} r." if row.is_record else ""
    return IssuePage(
        row.id, row.year, row.number, row.title, row.summary, row.issued_on, row.legal_state_on, row.is_record,
        row.available_at, row.imprint.get("title", ""), imprint_lines(row.imprint, words, day), _by_section(articles),
        corrections(Erratum.issue_id == row.id), files_of(row.id),
    )  # fmt: skip


def _by_section(articles: Iterable[ArticleRow]) -> list[tuple[str, Sequence[ArticleRow]]]:
    return [(title, list(among)) for title, among in groupby(articles, key=lambda one: one.section)]


def contents(issue_id: int) -> list[ArticleRow]:
    """Return the articles of a number, out or not, in its order."""
    found = rows(_CONTENTS, issue=issue_id).all()
    authors = authors_of([row.id for row in found])
    return [
        ArticleRow(row.id, row.title, row.slug, row.summary, row.section or "",
                   pages_words(row.first_page, row.last_page), row.has_text, authors.get(row.id, ()))
        for row in found
    ]  # fmt: skip


def authors_of(articles: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return the authors of some articles, as title pages name them."""
    made: dict[int, tuple[str, ...]] = {}
    for row in rows(_AUTHORS, articles=list(articles)) if articles else ():
        made[row.article_id] = (*made.get(row.article_id, ()), f"{row.given_names} {row.family_name}".strip())
    return made


def corrections(*where: Any) -> list[Correction]:
    """Return corrections of articles in numbers that are out, the newest first."""
    told = aliased(Issue)
    query: Any = (
        select(Erratum.words, Erratum.told_on, Article.title, Article.slug, Issue.year, Issue.number,
               told.year, told.number)
        .join(Article, Article.id == Erratum.article_id)
        .join(Issue, Issue.id == Article.issue_id)
        .outerjoin(told, (told.id == Erratum.issue_id) & (told.state == "published"))
        .where(*OUT, Article.removed.is_(False), *where)
        .order_by(Erratum.told_on.desc(), Erratum.id.desc())
    )  # fmt: skip
    return [Correction(row[0], row[1], row[2], row[3], row[4], row[5], row[6] or 0, row[7] or 0) for row in rows(query)]


_FILES: Any = (
    select(IssueFile.key, IssueFile.format, StoredFile.size_bytes, StoredFile.name)
    .join(StoredFile, StoredFile.id == IssueFile.file_id)
    .where(IssueFile.issue_id == bindparam("issue"), IssueFile.newer_id.is_(None))
    .order_by(IssueFile.format.desc())
)  # fmt: skip


def files_of(issue_id: int) -> list[FileRow]:
    """Return the newest files of a number."""
    found = rows(_FILES, issue=issue_id)
    return [FileRow(row.key, row.format, bytes_words(row.size_bytes), row.name) for row in found]


_ARTICLE: Any = (
    select(
        Article.id, Article.title, Article.slug, Article.summary, Article.html, Article.keywords, Article.first_page,
        Article.last_page, Article.legal_state_on, Article.issue_id, Issue.year, Issue.number, Issue.imprint,
        Issue.is_record, Issue.available_at, Section.title.label("section"),
    )
    .join(Issue, Issue.id == Article.issue_id)
    .outerjoin(Section, Section.id == Article.section_id)
    .where(
        *OUT, Article.removed.is_(False), Issue.year == bindparam("year"), Issue.number == bindparam("number"),
        Article.slug == bindparam("slug"),
    )
)  # fmt: skip


def article_at(year: int, number: int, slug: str) -> ArticlePage:
    """Return an article of a number that is out.

    :raises Missing: there is none.
    """
    row = rows(_ARTICLE, year=year, number=number, slug=slug).first()
    if row is None:
        raise Missing
    among = contents(row.issue_id)
    place = next(at for at, one in enumerate(among) if one.id == row.id)
    html = Markup(row.html)  # noqa: S704 - cleaned when it was saved
    return ArticlePage(
        row.id, row.title, row.slug, row.summary, html, among[place].authors,
        row.section or "", tuple(row.keywords), pages_words(row.first_page, row.last_page), row.legal_state_on,
        row.year, row.number, row.imprint.get("title", ""), f"{row.number}/{row.year}",
        row.available_at if row.is_record else "", corrections(Erratum.article_id == row.id),
        notices("article", [row.id]).get(row.id, ()), among[place - 1] if place else None,
        among[place + 1] if place + 1 < len(among) else None,
    )  # fmt: skip


def moved_article(year: int, number: int, slug: str) -> str | None:
    """Return the present slug of an article that once had this one."""
    issue = db.session.scalar(select(Issue.id).where(*OUT, Issue.year == year, Issue.number == number))
    ref = moved_to("article", slug, scope=issue) if issue is not None else None
    return db.session.scalar(select(Article.slug).where(Article.id == ref, Article.slug != slug)) if ref else None


@dataclass(frozen=True)
class FilePlace:
    """What stands at a file's address: the file, or the number whose newer one took its place."""

    file: StoredFile | None
    year: int
    number: int
    format: str
    newer: FileRow | None


def file_at(key: str) -> FilePlace:
    """Return what stands at the address of a file of a number that is out.

    :raises Missing: no file ever had this address.
    """
    found = db.session.execute(
        select(IssueFile, Issue).join(Issue, Issue.id == IssueFile.issue_id).where(IssueFile.key == key, *OUT)
    ).first()
    if found is None:
        raise Missing
    row, issue = found
    newer = next((one for one in files_of(issue.id) if one.format == row.format), None)
    return FilePlace(row.file if row.newer_id is None else None, issue.year, issue.number, row.format, newer)
