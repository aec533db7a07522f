"""The journal's settings, its sections and numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.publishing.journal.models import Article, Issue, Journal, Section
from akademia.publishing.journal.rules import IMPRINT, issn_of
from akademia.publishing.journal.services.files import ask_for_files


class Outdated(RuleBroken):
    message = "Ktoś zmienił to w międzyczasie. Otwórz stronę jeszcze raz i nanieś swoją zmianę."


class IssueTaken(RuleBroken):
    message = "Numer o tym roku i numerze już jest. Wpisz inny."


class NotReady(RuleBroken):
    message = "Tego numeru nie można jeszcze opublikować."


@dataclass(frozen=True)
class JournalValues:
    """The settings as their form sends them."""

    title: str
    issn: str
    publisher: str
    publisher_address: str
    editor: str
    typesetter: str
    register_entry: str
    place: str
    licence: str
    about: str
    sections: Sequence[str]


@dataclass(frozen=True)
class IssueValues:
    """A number as its form sends it."""

    year: int
    number: int
    title: str
    summary: str
    issued_on: date | None
    legal_state_on: date | None
    is_record: bool
    available_at: str


def journal() -> Journal:
    """Return the settings; where nobody has told anything, a row that is not kept yet."""
    return db.session.scalar(select(Journal).order_by(Journal.id).limit(1)) or Journal(
        title="", issn="", publisher="", publisher_address="", editor="", typesetter="", register_entry="", place="",
        licence="", about="", version=0,
    )  # fmt: skip


def save_journal(version: int, values: JournalValues, actor: int) -> Journal:
    """Keep the settings. Numbers that are out keep the imprint that they came out with.

    :raises Outdated: they were saved since they were opened.
    """
    kept = journal()
    if kept.version != version:
        raise Outdated
    for name in (*IMPRINT, "licence", "about"):
        setattr(kept, name, getattr(values, name).strip())
    kept.issn = issn_of(values.issn) or ""
    kept.version += 1
    db.session.add(kept)
    keep_sections(values.sections)
    record("journal.saved", "journal", kept.id, actor=actor, version=kept.version)
    return kept


def keep_sections(titles: Sequence[str]) -> None:
    """Keep the list of sections in its order; one that articles stand in stays, at the end."""
    known = {one.title: one for one in db.session.scalars(select(Section))}
    wanted = list(dict.fromkeys(titles))
    for position, title in enumerate(wanted, 1):
        section = known.pop(title, None) or Section(title=title)
        section.position = position
        db.session.add(section)
    used = set(db.session.scalars(select(Article.section_id).distinct().execution_options(with_bin=True)))
    for position, section in enumerate(known.values(), len(wanted) + 1):
        section.position = position
        if section.id not in used:
            db.session.delete(section)
    db.session.flush()


def save_issue(issue: Issue | None, version: int, values: IssueValues, actor: int) -> Issue:
    """Keep a number, a new one (None) or a present one.

    :raises Outdated: it was saved since it was opened.
    :raises IssueTaken: another number has this year and number.
    """
    if issue is None:
        issue = Issue(version=0, edition=0, state="draft")
    elif issue.version != version:
        raise Outdated
    same = select(Issue.id).where(Issue.year == values.year, Issue.number == values.number)
    if db.session.scalar(same) not in (None, issue.id):
        raise IssueTaken
    if issue.state == "published" and values.issued_on is None:
        raise NotReady("Numer, który się ukazał, ma datę wydania. Wpisz ją.")
    for name in IssueValues.__dataclass_fields__:
        setattr(issue, name, getattr(values, name))
    issue.origin, issue.changed_at, issue.version = "person", clock.now(), issue.version + 1
    db.session.add(issue)
    db.session.flush()
    ask_for_files(issue)
    record("issue.saved", "issue", issue.id, actor=actor, version=issue.version)
    return issue


def publish_issue(issue: Issue, actor: int) -> None:
    """Let a number come out, with the imprint as the settings give it now; its files are then made by a worker.

    :raises NotReady: it is out already, has no day of issue or no articles; or the settings lack what it needs.
    """
    if issue.state == "published":
        raise NotReady("Ten numer już się ukazał.")
    if issue.issued_on is None:
        raise NotReady("Wpisz datę wydania numeru.")
    if not db.session.scalar(select(func.count(Article.id)).where(Article.issue_id == issue.id)):
        raise NotReady("Numer nie ma jeszcze żadnego artykułu.")
    issue.state, issue.published_at, issue.changed_at = "published", clock.now(), clock.now()
    issue.imprint = imprint()
    db.session.flush()
    ask_for_files(issue)
    record("issue.published", "issue", issue.id, actor=actor, number=f"{issue.number}/{issue.year}")


def renew_imprint(issue: Issue, actor: int) -> None:
    """Give a number that is out the imprint as the settings give it now: what was empty when it came out is told."""
    issue.imprint, issue.changed_at = imprint(), clock.now()
    db.session.flush()
    ask_for_files(issue)
    record("issue.imprint_renewed", "issue", issue.id, actor=actor)


def imprint() -> dict[str, str]:
    """Return what the journal says of itself now."""
    kept = journal()
    return {name: getattr(kept, name) for name in (*IMPRINT, "licence")}
