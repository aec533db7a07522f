"""Published answers: who read them before, how they were corrected, what readers think, and who waits for new ones."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from akademia.advisory.questions.models.cases import OF_CASE, OF_PROVISION, OF_TERRITORY, OF_TOPIC, OF_USER, Topic
from akademia.core import clock
from akademia.core.db import Model
from akademia.organisations.models import Territory


class PublishedAnswer(Model):
    """A published answer: the question retold without its asker, and what practitioners say. One a case at most.

    `region_code` is a voivodeship, never a commune. `withdrawn_at`: nobody reads it any more, its address says so;
    `withdrawn_why` is `consent` or `staff`. Versions and their reasons are revisions of kind `answer`.
    """

    __tablename__ = "published_answers"
    __table_args__ = (
        CheckConstraint("withdrawn_why IS NULL OR withdrawn_why IN ('consent', 'staff')", name="why_known"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_why IS NULL)", name="withdrawn_whole"),
        Index("ix_published_answers_topic_id_published_at", "topic_id", "published_at"),
        Index("ix_published_answers_published_at_id", "published_at", "id"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey(OF_CASE), unique=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey(OF_TOPIC))
    region_code: Mapped[str | None] = mapped_column(ForeignKey(OF_TERRITORY), index=True)
    slug: Mapped[str]
    title: Mapped[str]
    summary: Mapped[str]
    question: Mapped[str]
    html: Mapped[str]
    legal_state_on: Mapped[date | None]
    default_act: Mapped[str] = mapped_column(server_default="", default="")
    version: Mapped[int]
    published_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_why: Mapped[str | None]

    topic: Mapped[Topic] = relationship()
    region: Mapped[Territory | None] = relationship()


class Correction(Model):
    """Why a published answer was changed, in words for its readers; `version` is the one that came of it."""

    __tablename__ = "answer_corrections"
    __table_args__ = (UniqueConstraint("answer_id", "version"),)
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("published_answers.id", ondelete="CASCADE"))
    version: Mapped[int]
    words: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)


class Reading(Model):
    """What was asked and said of a text that is to become public. It counts for exactly the words it was given for.

    `digest` is of the draft's values. `verdict`: `asked` (`reader_id` is then who hands the text over), `approved` or
    `returned`.
    """

    __tablename__ = "answer_readings"
    __table_args__ = (
        CheckConstraint("verdict IN ('asked', 'approved', 'returned')", name="verdict_known"),
        Index("ix_answer_readings_case_id_id", "case_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(OF_CASE, ondelete="CASCADE"))
    reader_id: Mapped[int | None] = mapped_column(ForeignKey(OF_USER), index=True)
    digest: Mapped[str]
    verdict: Mapped[str]
    words: Mapped[str]
    read_at: Mapped[datetime] = mapped_column(default=clock.now)


class Opinion(Model):
    """A reader's „was this helpful”, without the reader. `seen_at`: staff looked at the comment."""

    __tablename__ = "answer_opinions"
    __table_args__ = (
        CheckConstraint("length(comment) <= 1000", name="comment_length"),
        Index("ix_answer_opinions_answer_id_is_helpful", "answer_id", "is_helpful"),
        Index("ix_answer_opinions_unseen", "sent_at", sqlite_where=text("seen_at IS NULL"),
              postgresql_where=text("seen_at IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("published_answers.id", ondelete="CASCADE"))
    is_helpful: Mapped[bool]
    comment: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
    seen_at: Mapped[datetime | None]


class Subscription(Model):
    """Who wants a letter about new answers of a topic or about a provision, confirmed by the letter's link.

    `token_hash` is of the secret in that link and in the way out of each letter.
    """

    __tablename__ = "answer_subscriptions"
    __table_args__ = (
        CheckConstraint("(topic_id IS NULL) <> (provision_id IS NULL)", name="one_thing"),
        UniqueConstraint("email", "topic_id"),
        UniqueConstraint("email", "provision_id"),
        Index("ix_answer_subscriptions_topic_id", "topic_id"),
        Index("ix_answer_subscriptions_provision_id", "provision_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    topic_id: Mapped[int | None] = mapped_column(ForeignKey(OF_TOPIC))
    provision_id: Mapped[int | None] = mapped_column(ForeignKey(OF_PROVISION))
    token_hash: Mapped[str] = mapped_column(unique=True)
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    confirmed_at: Mapped[datetime | None]
