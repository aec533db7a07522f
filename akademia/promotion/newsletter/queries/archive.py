"""Issues that are out: the archive, the search, the rest of the house."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import bindparam, select

from akademia.core.area import Document, Found, Item
from akademia.core.clock import WARSAW, day_span
from akademia.core.db import db, rows
from akademia.core.errors import Missing
from akademia.core.kept import same_for_all
from akademia.core.text import date_words
from akademia.law.queries import Notice, notices
from akademia.promotion.newsletter.models import NewsletterIssue
from akademia.promotion.newsletter.rules import ISSUE_STATES
from akademia.texts.formats.reading import reading

KIND = "newsletter"
_N = NewsletterIssue
_REFS: Any = bindparam("refs", expanding=True)
_OUT: Any = _N.state == "out"
_ISSUES: Any = select(_N.id, _N.number, _N.title, _N.summary, _N.published_at).where(_OUT).order_by(_N.number.desc())
_SOME: Any = _ISSUES.where(_N.id.in_(_REFS))
_BETWEEN: Any = (
    select(_N.id, _N.number, _N.title, _N.summary, _N.published_at)
    .where(_OUT, _N.published_at >= bindparam("begins"), _N.published_at < bindparam("ends")).order_by(_N.number)
)  # fmt: skip
_ONE: Any = select(_N.id, _N.number, _N.title, _N.summary, _N.published_at, _N.html).where(
    _OUT, _N.number == bindparam("number")
)
_STAMPS: Any = select(_N.id, _N.version, _N.published_at).where(_OUT)
_SOME_STAMPS: Any = _STAMPS.where(_N.id.in_(_REFS))
_TEXTS: Any = (
    select(_N.id, _N.number, _N.version, _N.published_at, _N.title, _N.summary, _N.html)
    .where(_OUT, _N.id.in_(_REFS)).order_by(_N.id)
)  # fmt: skip


@dataclass(frozen=True)
class IssueRow:
    number: int
    title: str
    summary: str
    on: date


@dataclass(frozen=True)
class IssuePage:
    number: int
    title: str
    summary: str
    on: date
    html: Markup
    notices: tuple[Notice, ...] = ()


def _day(moment: datetime) -> date:
    return moment.astimezone(WARSAW).date()


def issues() -> Sequence[IssueRow]:
    """Return all issues that are out, the newest first."""
    return same_for_all(
        "newsletter issues",
        lambda: tuple(IssueRow(r.number, r.title, r.summary, _day(r.published_at)) for r in rows(_ISSUES)),
    )


def issue(number: int) -> IssuePage:
    """Return an issue that is out.

    :raises Missing: there is none of this number.
    """
    found = same_for_all(("newsletter issue", number), lambda: _page(number))
    if found is None:
        raise Missing
    return found


def _page(number: int) -> IssuePage | None:
    row = rows(_ONE, number=number).first() if number < 2**31 else None
    if row is None:
        return None
    html = Markup(row.html)  # noqa: S704 - cleaned when it was saved
    told = tuple(notices(KIND, [row.id]).get(row.id, ()))
    return IssuePage(row.number, row.title, row.summary, _day(row.published_at), html, told)


def every_issue() -> Iterable[Item]:
    """Return every issue that is out, the newest first."""
    return [_item(row) for row in rows(_ISSUES)]


def issue_items(refs: Collection[int]) -> Iterable[Item]:
    """Return the issues among some numbers of rows that are out."""
    return [_item(row) for row in rows(_SOME, refs=list(refs))]


def issues_between(first: date, last: date) -> Iterable[Item]:
    """Return the issues that went out in some days, the oldest first."""
    begins, ends = day_span(first, last)
    return [_item(row) for row in rows(_BETWEEN, begins=begins, ends=ends)]


def _item(row: Any) -> Item:
    facts = (f"nr {row.number}", date_words(_day(row.published_at)))
    return Item(KIND, row.id, row.title, row.summary, {"number": str(row.number)}, None, row.published_at, facts)


def living_issues(refs: Collection[int]) -> set[int]:
    """Return those of some numbers that are issues, in whatever state."""
    return set(db.session.scalars(select(_N.id).where(_N.id.in_(refs))))


def issue_desk(refs: Collection[int]) -> dict[int, Found]:
    """Return where issues among some numbers are made, also those that are not out."""
    found = db.session.execute(select(_N.id, _N.number, _N.title, _N.state).where(_N.id.in_(refs)))
    return {
        ref: Found(title, "newsletter_desk.show_issue", {"ref": ref}, (f"nr {number}", ISSUE_STATES[state]))
        for ref, number, title, state in found
    }


def issue_stamps(refs: Collection[int] | None) -> Mapping[int, str]:
    """Return the stamps of issues that are out."""
    found = rows(_STAMPS) if refs is None else rows(_SOME_STAMPS, refs=list(refs))
    return {row.id: _stamp(row) for row in found}


def issue_documents(refs: Collection[int]) -> Iterable[Document]:
    """Return issues as the search reads them."""
    return [_document(row) for row in rows(_TEXTS, refs=list(refs))]


def _stamp(row: Any) -> str:
    return f"{row.version} {row.published_at}"


def _document(row: Any) -> Document:
    text = reading(row.html)
    return Document(
        ref=row.id, stamp=_stamp(row), title=row.title, summary=row.summary, words=text.words, headings=text.headings,
        place={"number": str(row.number)}, path=("Newsletter", f"nr {row.number}"), family=f"newsletter/{row.number}",
    )  # fmt: skip
