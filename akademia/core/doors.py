"""Doors: who may open a view. Shut by default: a view that wears no door answers 403.

A door is only written on the view; `app` asks `check` before every request.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from flask_login import current_user

View = TypeVar("View", bound=Callable[..., Any])


class Permission(StrEnum):
    """What a person may be allowed to do: `area:thing:act`. Roles are bundles of these."""

    AccountUse = "accounts:own:use"
    CourseFollow = "education:course:follow"
    QuizAttempt = "education:quiz:attempt"
    CertificateHold = "certificates:own:hold"
    CourseEdit = "education:course:edit"
    CertificateIssue = "certificates:any:issue"
    CaseRead = "advisory:case:read"
    CaseAnswer = "advisory:case:answer"
    CaseManage = "advisory:case:manage"
    ConsultationKeep = "advisory:consultation:keep"
    ConsultationOversee = "advisory:consultation:oversee"
    LibraryEdit = "publishing:library:edit"
    JournalEdit = "publishing:journal:edit"
    CollectionEdit = "publishing:collection:edit"
    NewsEdit = "promotion:news:edit"
    NewsletterSend = "promotion:newsletter:send"
    DirectoryEdit = "promotion:directory:edit"
    TeamEdit = "promotion:team:edit"
    SurveyKeep = "research:survey:keep"
    StatisticsEdit = "research:statistics:edit"
    TextEdit = "texts:page:edit"
    DeskUse = "house:desk:use"
    LearnersManage = "education:learners:manage"
    MediaUpload = "storage:file:upload"
    PeopleManage = "accounts:people:manage"
    AuditRead = "audit:trail:read"
    LettersManage = "mail:letters:manage"
    JobsManage = "jobs:jobs:manage"
    LawEdit = "law:register:edit"
    SettingsChange = "house:settings:change"


@dataclass(frozen=True)
class Door:
    """`permission` None: anyone. `machine`: no session, no CSRF token. `writes`: a GET that may write; `reads`: a POST
    that may not.

    `cached`: a visitor's answer may be kept by the page cache. `largest_bytes`: what may be sent through it where the
    house's limit for forms is too small; None keeps that limit. `first`: it opens also to one who is asked something
    before anything else opens (new terms to accept).
    """

    permission: Permission | None = None
    machine: bool = False
    writes: bool = False
    reads: bool = False
    cached: bool = False
    largest_bytes: int | None = None
    first: bool = False


def public(
    view: View | None = None, *, writes: bool = False, cached: bool = True, largest_bytes: int | None = None
) -> Any:
    """Open a view to anyone; a visitor's page may be kept by the page cache unless it writes or says otherwise.

    :param largest_bytes: wide enough for a visitor's files; it should wear a limit then.
    """
    if view is not None:
        return hang(view, Door(cached=True))
    return lambda inner: hang(inner, Door(writes=writes, cached=cached and not writes, largest_bytes=largest_bytes))


def requires(
    permission: Permission, *, writes: bool = False, largest_bytes: int | None = None, first: bool = False
) -> Callable[[View], View]:
    """Open a view to signed-in people who hold a permission; with `largest_bytes`, wide enough for files."""
    return lambda view: hang(view, Door(permission=permission, writes=writes, largest_bytes=largest_bytes, first=first))


def machine(view: View | None = None, *, reads: bool = False) -> Any:
    """Open a view to programs: no session and no CSRF token. A guard test holds the short list.

    :param reads: what is posted only asks; nothing may be written, and no writer waits for it.
    """
    if view is not None:
        return hang(view, Door(machine=True))
    return lambda inner: hang(inner, Door(machine=True, reads=reads))


def hang(view: View, door: Door) -> View:
    """Hang a door on a view that we did not write (an extension's)."""
    view.__door__ = door  # type: ignore[attr-defined]
    return view


def door_of(view: Callable[..., Any] | None) -> Door | None:
    """Return the door a view wears, or None when it wears none."""
    return getattr(view, "__door__", None)


def me() -> Any:
    """Return the signed-in person as a real row, never the proxy."""
    return current_user._get_current_object()
