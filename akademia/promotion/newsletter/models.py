"""Who gets the newsletter, what its issues are made of, and which letters went to whom."""

from datetime import date, datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from akademia.core import clock
from akademia.core.db import Model
from akademia.organisations.models import Territory

_OF_ISSUE = "newsletter_issues.id"


class Subscriber(Model):
    """An address that gets the newsletter, or asked for it and has not confirmed.

    `key` stands in the ways out of all its letters, `nonce` in the links that only its own letters bring; both are
    random. `email_key`: the address in one case. `topics`: keys, each between blanks; empty: all. What was agreed to
    is kept word for word, with its version and the moment.
    """

    __tablename__ = "newsletter_subscribers"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'active', 'stopped')", name="state_known"),
        CheckConstraint("state != 'active' OR confirmed_at IS NOT NULL", name="active_confirmed"),
        CheckConstraint("(state = 'stopped') = (ended_at IS NOT NULL)", name="end_whole"),
        CheckConstraint("ended_by IN ('', 'reader', 'bounce')", name="end_known"),
        Index("ix_newsletter_subscribers_state", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    nonce: Mapped[str]
    email: Mapped[str]
    email_key: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str] = mapped_column(default="waiting")
    topics: Mapped[str] = mapped_column(default="")
    region_code: Mapped[str | None] = mapped_column(ForeignKey(f"{Territory.__tablename__}.code"))
    consent_version: Mapped[str]
    consent_text: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    confirmed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str] = mapped_column(default="")


class NewsletterIssue(Model):
    """A numbered issue. It gathers what came out from `first_on` to `last_on`; once it is out, its words stand fast.

    `topics` and `region_code` say for whom it is; empty: for everyone. `html`: its body as it went out.
    """

    __tablename__ = "newsletter_issues"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'planned', 'out')", name="state_known"),
        CheckConstraint("first_on <= last_on", name="days_in_order"),
        CheckConstraint("(state = 'out') = (published_at IS NOT NULL)", name="out_dated"),
        CheckConstraint("state != 'planned' OR send_at IS NOT NULL", name="planned_dated"),
        CheckConstraint("number > 0", name="number_positive"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str]
    summary: Mapped[str]
    first_on: Mapped[date]
    last_on: Mapped[date]
    topics: Mapped[str] = mapped_column(default="")
    region_code: Mapped[str | None] = mapped_column(ForeignKey(f"{Territory.__tablename__}.code"))
    state: Mapped[str] = mapped_column(default="draft")
    version: Mapped[int] = mapped_column(default=1)
    per_minute: Mapped[int] = mapped_column(default=300)
    send_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    html: Mapped[str] = mapped_column(default="")

    blocks: Mapped[list["NewsletterBlock"]] = relationship(
        order_by="NewsletterBlock.position", cascade="all, delete-orphan"
    )


class NewsletterBlock(Model):
    """A part of an issue: the academy's own words, or a public thing as it was when it was gathered.

    `path`: its address on this site. `shown` False: left out of the letter, but not gathered again.
    """

    __tablename__ = "newsletter_blocks"
    __table_args__ = (
        CheckConstraint("kind IN ('words', 'item')", name="kind_known"),
        CheckConstraint("(kind = 'item') = (item_ref IS NOT NULL)", name="item_whole"),
        UniqueConstraint("issue_id", "item_kind", "item_ref"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey(_OF_ISSUE, ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[str]
    shown: Mapped[bool] = mapped_column(default=True)
    source: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")
    cited: Mapped[list[str]] = mapped_column(JSON, default=list)
    item_kind: Mapped[str | None]
    item_ref: Mapped[int | None]
    label: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    path: Mapped[str] = mapped_column(default="")

    @property
    def markup(self) -> Markup:
        return Markup(self.html)  # noqa: S704 - cleaned when it was saved


class NewsletterRun(Model):
    """The sending of an issue: its letter, composed once, and how far it is.

    `queued_to`: the last subscriber whose letter is queued. `serial` names the chain of jobs that sends; an older one
    ends by itself. `troubles` counts failed attempts to reach the server since the last letter that went.
    `tally`: how many letters ended how, once their rows are gone.
    """

    __tablename__ = "newsletter_runs"
    __table_args__ = (
        CheckConstraint("state IN ('queueing', 'sending', 'paused', 'ended')", name="state_known"),
        CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name="end_whole"),
    )

    issue_id: Mapped[int] = mapped_column(ForeignKey(_OF_ISSUE, ondelete="CASCADE"), primary_key=True)
    state: Mapped[str] = mapped_column(default="queueing")
    subject: Mapped[str]
    text_body: Mapped[str]
    html_body: Mapped[str]
    queued_to: Mapped[int] = mapped_column(default=0)
    all_queued: Mapped[bool] = mapped_column(default=False)
    serial: Mapped[int] = mapped_column(default=1)
    troubles: Mapped[int] = mapped_column(default=0)
    held_until: Mapped[datetime | None]
    server_words: Mapped[str] = mapped_column(default="")
    started_at: Mapped[datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[datetime | None]
    files_gone: Mapped[bool] = mapped_column(default=False)
    tally: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    issue: Mapped[NewsletterIssue] = relationship()


class NewsletterLetter(Model):
    """One issue's letter to one subscriber, queued exactly once.

    `handing`: given to the server, whose answer is not known yet. `unsure`: the worker died before the answer.
    `hard`, `soft`: the server or a later report said that it was not delivered, for good or this time. `dropped`: its
    reader left before it went. `server_words` hold no address. `left_at`: its reader left by this letter's link.
    """

    __tablename__ = "newsletter_letters"
    __table_args__ = (
        UniqueConstraint("issue_id", "subscriber_id"),
        CheckConstraint(
            "state IN ('waiting', 'handing', 'sent', 'unsure', 'hard', 'soft', 'dropped')", name="state_known"
        ),
        Index("ix_newsletter_letters_due", "issue_id", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey(_OF_ISSUE, ondelete="CASCADE"))
    subscriber_id: Mapped[int | None] = mapped_column(
        ForeignKey("newsletter_subscribers.id", ondelete="SET NULL"), index=True
    )
    state: Mapped[str] = mapped_column(default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(default=clock.now)
    handed_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    server_words: Mapped[str] = mapped_column(default="")
    left_at: Mapped[datetime | None]
