"""Answers and the way to them. Nothing here points at an invitation, bears a number that grows, or a time.

On SQLite these tables have no row numbers of their own either: rows lie in the order of their random keys.
"""

import secrets
from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from akademia.core.db import Model
from akademia.research.surveys.models.studies import OF_GROUP


def random_key() -> str:
    """Return 128 random bits in hex: a key that tells no order."""
    return secrets.token_hex(16)


class SurveyPass(Model):
    """The right to send one answer in a group, given for a token; gone with the sending.

    `hash` is of the pass, which the installation's secret makes of the token: the tables alone join the two by nothing
    but the transaction that wrote them, and with the sending no such row is left.
    """

    __tablename__ = "survey_passes"
    __table_args__ = ({"sqlite_with_rowid": False},)

    hash: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey(OF_GROUP, ondelete="CASCADE"), index=True)


class SurveyDraft(Model):
    """Answers kept for later. `sealed` opens with the secret of the link alone, which is stored nowhere."""

    __tablename__ = "survey_drafts"
    __table_args__ = ({"sqlite_with_rowid": False},)

    hash: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey(OF_GROUP, ondelete="CASCADE"), index=True)
    sealed: Mapped[str]
    kept_until: Mapped[date] = mapped_column(index=True)


class WaitingAnswer(Model):
    """A finished answer that waits for its move. `sealed` opens with the installation's secret."""

    __tablename__ = "survey_waiting"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[str] = mapped_column(primary_key=True, default=random_key)
    group_id: Mapped[int] = mapped_column(ForeignKey(OF_GROUP, ondelete="CASCADE"), index=True)
    sealed: Mapped[str]


class SurveyAnswer(Model):
    """An answer at its place: question key -> value, as in `rules.questionnaire`."""

    __tablename__ = "survey_answers"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[str] = mapped_column(primary_key=True, default=random_key)
    group_id: Mapped[int] = mapped_column(ForeignKey(OF_GROUP, ondelete="CASCADE"), index=True)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
