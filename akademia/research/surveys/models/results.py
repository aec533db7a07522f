"""What is told of a closed study, and the codes of its open answers."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from akademia.core import clock
from akademia.core.db import Model
from akademia.research.surveys.models.studies import OF_GROUP, OF_STUDY


class StudyResults(Model):
    """The results of a study: whether they are counted and published.

    `secret` decides the noise of rounded numbers and salts the data set's hash; it stays the same for good, or two
    countings could be laid side by side. `data_digest`: SHA-256 of the canonical data set. `version` rises with each
    counting.
    """

    __tablename__ = "study_results"
    __table_args__ = (CheckConstraint("published_at IS NULL OR version > 0", name="published_counted"),)
    __public__ = True

    study_id: Mapped[int] = mapped_column(ForeignKey(OF_STUDY, ondelete="CASCADE"), primary_key=True)
    secret: Mapped[str]
    data_digest: Mapped[str] = mapped_column(default="")
    is_counting: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[int] = mapped_column(default=0)
    counted_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]


class ResultPart(Model):
    """Numbers of a group that passed the guard, as JSON.

    `key` empty: the group itself, {"people", "told": [rules.results.to_data], "quotations": {question: [words]}};
    else the key of what filters, {key of the other: cross table}.
    """

    __tablename__ = "result_parts"
    __public__ = True

    group_id: Mapped[int] = mapped_column(ForeignKey(OF_GROUP, ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)


class CodeBook(Model):
    """The codes of open answers to a question: [{"key", "words"}]. A change is a new version; the old ones stay."""

    __tablename__ = "survey_code_books"
    __table_args__ = (UniqueConstraint("group_id", "question", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey(OF_GROUP, ondelete="CASCADE"))
    question: Mapped[str]
    version: Mapped[int]
    codes: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)


class CodedAnswer(Model):
    """The codes that staff gave an open answer, by which version of the codes.

    `quotation`: what of it may be shown to readers, in words that staff made nameless; empty: nothing.
    """

    __tablename__ = "survey_coded_answers"

    answer_key: Mapped[str] = mapped_column(ForeignKey("survey_answers.key", ondelete="CASCADE"), primary_key=True)
    question: Mapped[str] = mapped_column(primary_key=True)
    codes: Mapped[list[str]] = mapped_column(JSON)
    quotation: Mapped[str] = mapped_column(default="")
    book_version: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
