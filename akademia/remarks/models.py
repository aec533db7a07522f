"""A reader's report of a mistake."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from akademia.core import clock
from akademia.core.db import Model
from akademia.remarks.rules import ANSWER_MOST, WORDS_MOST


class Remark(Model):
    """What a reader says is wrong with a page of ours. `place` is the page's path, empty when it is not known.

    `email`, where given, gets `answer` once the remark is done. `done_by_number` is the number of who settled it,
    without a foreign key, as in the trail.
    """

    __tablename__ = "remarks"
    __table_args__ = (
        CheckConstraint(f"length(words) BETWEEN 1 AND {WORDS_MOST}", name="words_length"),
        CheckConstraint(f"length(answer) <= {ANSWER_MOST}", name="answer_length"),
        CheckConstraint("(done_at IS NULL) = (done_by_number IS NULL)", name="done_whole"),
        Index("ix_remarks_open", "sent_at", sqlite_where=text("done_at IS NULL"),
              postgresql_where=text("done_at IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str]
    words: Mapped[str]
    email: Mapped[str] = mapped_column(default="", index=True)
    sent_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    done_at: Mapped[datetime | None]
    done_by_number: Mapped[int | None]
    answer: Mapped[str] = mapped_column(default="")
