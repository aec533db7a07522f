"""Topics, cases, what is said in them, and what experts keep for their work."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from akademia.accounts.models import User
from akademia.core import clock
from akademia.core.db import Model
from akademia.organisations.models import Territory

OF_USER = f"{User.__tablename__}.id"
OF_TERRITORY = f"{Territory.__tablename__}.code"
OF_PROVISION = "provisions.id"
OF_CASE = "cases.id"
OF_TOPIC = "case_topics.id"


class Topic(Model):
    """What a question is about, and in how many working days an answer is promised. A closed one takes no new cases."""

    __tablename__ = "case_topics"
    __table_args__ = (
        CheckConstraint("promise_days BETWEEN 1 AND 60", name="promise_range"),
        CheckConstraint("length(name) BETWEEN 2 AND 80", name="name_length"),
        CheckConstraint("origin IN ('starter', 'person')", name="origin_known"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    summary: Mapped[str]
    promise_days: Mapped[int]
    position: Mapped[int] = mapped_column(default=0)
    is_open: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    origin: Mapped[str] = mapped_column(default="starter")
    digest: Mapped[str] = mapped_column(default="")


class Case(Model):
    """One question and its way to an answer. Private: the asker sees it by a link, experts at their desk.

    `number` is what people call it by („2026/17”). `token_hash` is of the private link's secret, which is nowhere kept:
    letters make it anew from `token_nonce` and the installation's own secret. `token_until` is set when the case is
    closed. `asker_email` is empty for a question asked with an account, whose
    address is read from it. `due_on` is the promise. `version` rises with every change of state, so that two experts
    can be told apart. `priority` 0 is urgent, 2 can wait. `merged_into_id`: the same was asked before, the conversation
    goes on there. Anonymised, a case keeps its numbers only: state, topic, region, days.
    """

    __tablename__ = "cases"
    __table_args__ = (
        CheckConstraint("state IN ('new', 'claimed', 'waiting', 'answered', 'closed')", name="state_known"),
        CheckConstraint(
            "role IS NULL OR role IN "
            "('leader', 'resident', 'ngo', 'welfare', 'labour', 'reintegration', 'government', 'other')",
            name="role_known",
        ),
        CheckConstraint("priority BETWEEN 0 AND 2", name="priority_range"),
        CheckConstraint("consent IN ('none', 'asked', 'given', 'refused', 'withdrawn')", name="consent_known"),
        CheckConstraint("(expert_id IS NULL) = (claimed_at IS NULL)", name="claim_whole"),
        CheckConstraint("state <> 'claimed' OR expert_id IS NOT NULL", name="claimed_by_someone"),
        CheckConstraint("state <> 'closed' OR closed_at IS NOT NULL", name="closed_at_known"),
        CheckConstraint("merged_into_id IS NULL OR merged_into_id <> id", name="merged_elsewhere"),
        CheckConstraint("anonymised_at IS NULL OR (asker_id IS NULL AND asker_email IS NULL)", name="anonymised_whole"),
        Index("ix_cases_in_state", "state", "due_on", "priority", "id"),
        Index("ix_cases_of_expert", "expert_id", "state", "due_on", "priority", "id"),
        Index("ix_cases_of_topic", "topic_id", "state", "due_on", "priority", "id"),
        Index("ix_cases_digest_asked_at", "digest", "asked_at"),
        Index("ix_cases_closed_at", "closed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey(OF_TOPIC))
    state: Mapped[str] = mapped_column(default="new")
    title: Mapped[str]
    role: Mapped[str | None]
    commune_code: Mapped[str | None] = mapped_column(ForeignKey(OF_TERRITORY), index=True)
    provision_id: Mapped[int | None] = mapped_column(ForeignKey(OF_PROVISION), index=True)
    asker_id: Mapped[int | None] = mapped_column(ForeignKey(OF_USER), index=True)
    asker_name: Mapped[str | None]
    asker_email: Mapped[str | None] = mapped_column(index=True)
    token_hash: Mapped[str | None] = mapped_column(unique=True)
    token_nonce: Mapped[str | None]
    token_until: Mapped[datetime | None]
    digest: Mapped[str]
    expert_id: Mapped[int | None] = mapped_column(ForeignKey(OF_USER))
    claimed_at: Mapped[datetime | None]
    priority: Mapped[int] = mapped_column(default=1)
    due_on: Mapped[date]
    escalated_at: Mapped[datetime | None]
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    moved_at: Mapped[datetime] = mapped_column(default=clock.now)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey(OF_CASE), index=True)
    anonymised_at: Mapped[datetime | None]
    consent: Mapped[str] = mapped_column(default="none")
    consent_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    topic: Mapped[Topic] = relationship()
    expert: Mapped[User | None] = relationship(foreign_keys=expert_id)
    asker: Mapped[User | None] = relationship(foreign_keys=asker_id)
    commune: Mapped[Territory | None] = relationship()


class Message(Model):
    """What one side said to the other. An asker's words are plain text, an expert's Markdown; both kept as HTML too.

    `minutes` is the work that an expert put down for it. Anonymised, both texts are empty.
    """

    __tablename__ = "case_messages"
    __table_args__ = (
        CheckConstraint("kind IN ('question', 'reply', 'ask_back', 'answer')", name="kind_known"),
        CheckConstraint("minutes IS NULL OR minutes BETWEEN 0 AND 6000", name="minutes_range"),
        Index("ix_case_messages_case_id_id", "case_id", "id"),
        Index("ix_case_messages_expert_id_sent_at", "expert_id", "sent_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(OF_CASE, ondelete="CASCADE"))
    kind: Mapped[str]
    expert_id: Mapped[int | None] = mapped_column(ForeignKey(OF_USER))
    source: Mapped[str]
    html: Mapped[str]
    legal_state_on: Mapped[date | None]
    default_act: Mapped[str] = mapped_column(server_default="", default="")
    version: Mapped[int] = mapped_column(default=0)
    minutes: Mapped[int | None]
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)

    case: Mapped[Case] = relationship()


class Attachment(Model):
    """A file sent with a message. Removed, its name and bytes are gone and the row tells that there was one."""

    __tablename__ = "case_attachments"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("case_messages.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"), index=True)
    name: Mapped[str]
    removed_at: Mapped[datetime | None]


class Note(Model):
    """What experts and staff tell one another about a case; never shown to the asker."""

    __tablename__ = "case_notes"
    __table_args__ = (CheckConstraint("length(words) BETWEEN 1 AND 4000", name="words_length"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(OF_CASE, ondelete="CASCADE"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey(OF_USER), index=True)
    words: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(default=clock.now)


class SavedPart(Model):
    """A part of replies written once: an expert's own, or everybody's (`owner_id` empty)."""

    __tablename__ = "saved_parts"
    __table_args__ = (
        CheckConstraint("length(title) BETWEEN 2 AND 80", name="title_length"),
        CheckConstraint("length(source) BETWEEN 1 AND 8000", name="source_length"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"), index=True)
    title: Mapped[str]
    source: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)


class ExpertTopic(Model):
    """An expert who gets a letter about each new case of a topic."""

    __tablename__ = "expert_topics"

    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"), primary_key=True, autoincrement=False)
    topic_id: Mapped[int] = mapped_column(ForeignKey(OF_TOPIC), primary_key=True, autoincrement=False)


class Absence(Model):
    """Days on which an expert does not answer, the last one included; open cases go to `stand_in_id`, or to all."""

    __tablename__ = "expert_absences"
    __table_args__ = (
        CheckConstraint("until_on >= from_on", name="days_in_order"),
        CheckConstraint("stand_in_id IS NULL OR stand_in_id <> user_id", name="another_stands_in"),
        Index("ix_expert_absences_user_id_until_on", "user_id", "until_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_USER, ondelete="CASCADE"))
    from_on: Mapped[date]
    until_on: Mapped[date]
    stand_in_id: Mapped[int | None] = mapped_column(ForeignKey(OF_USER, ondelete="SET NULL"))
    handed_over_at: Mapped[datetime | None]
