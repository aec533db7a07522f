"""Studies, and their groups with a questionnaire each."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from akademia.core import clock
from akademia.core.db import Model, Removable

OF_STUDY = "studies.id"
OF_GROUP = "survey_groups.id"


class Study(Removable, Model):
    """A study: what it asks for, when, where and whom; a text of kind `study`.

    `mode`: `link` (anybody answers) or `tokens` (only who was invited, once). `period`, `region`, `team` are words;
    `consent` is what a respondent agrees to. `html` is the description for readers. While it is a draft, `opens_at`
    lets the clock open it; `closes_at` closes it. What respondents see is frozen when the study opens: `frozen_digest`
    is the SHA-256 of its texts, consent and questionnaires. `version` 0: its description was never published.
    `changes` counts the saves of what the desk keeps beside the text.
    """

    __tablename__ = "studies"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'open', 'closed')", name="state_known"),
        CheckConstraint("mode IN ('link', 'tokens')", name="mode_known"),
        CheckConstraint("origin IN ('starter', 'person')", name="origin_known"),
        CheckConstraint("(state = 'draft') = (opened_at IS NULL)", name="opened_whole"),
        CheckConstraint("(state = 'draft') = (frozen_digest = '')", name="frozen_when_open"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_whole"),
        CheckConstraint("state != 'open' OR closes_at IS NOT NULL", name="open_has_end"),
        Index("ix_studies_state_closes_at", "state", "closes_at"),
        Index("ix_studies_state_opens_at", "state", "opens_at"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    title_key: Mapped[str] = mapped_column(index=True)
    summary: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str] = mapped_column(default="")
    period: Mapped[str] = mapped_column(default="")
    region: Mapped[str] = mapped_column(default="")
    team: Mapped[str] = mapped_column(default="")
    consent: Mapped[str] = mapped_column(default="")
    thanks: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")
    legal_state_on: Mapped[date | None]
    mode: Mapped[str] = mapped_column(default="link")
    state: Mapped[str] = mapped_column(default="draft")
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    frozen_digest: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=0)
    changes: Mapped[int] = mapped_column(default=1)
    digest: Mapped[str] = mapped_column(default="")
    origin: Mapped[str] = mapped_column(default="person")
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)

    groups: Mapped[list["SurveyGroup"]] = relationship(
        cascade="all, delete-orphan", order_by="SurveyGroup.position", back_populates="study"
    )


class SurveyGroup(Model):
    """A group of respondents of a study, with a questionnaire of its own (`rules.questionnaire`) as data.

    `key` stands in its address. `version` rises with each save; `frozen_digest` is the questionnaire's hash, empty
    until the study opens.
    """

    __tablename__ = "survey_groups"
    __table_args__ = (UniqueConstraint("study_id", "key"),)
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey(OF_STUDY, ondelete="CASCADE"))
    key: Mapped[str]
    name: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    body: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(default=1)
    frozen_digest: Mapped[str] = mapped_column(default="")

    study: Mapped[Study] = relationship(back_populates="groups")
