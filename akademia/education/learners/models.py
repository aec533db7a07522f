"""A pasted list of people to enrol, from its preview to its end."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from akademia.core import clock
from akademia.core.db import Model

STATES = ("previewed", "running", "done")


class EnrolmentList(Model):
    """Lines that staff pasted to enrol people. Holds addresses, so it is emptied when done and removed after a day.

    :param lines: the pasted lines, in order.
    """

    __tablename__ = "enrolment_lists"
    __table_args__ = (CheckConstraint("state IN ('previewed', 'running', 'done')", name="state_known"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    author_number: Mapped[int]
    state: Mapped[str] = mapped_column(default="previewed")
    lines: Mapped[list[str]] = mapped_column(JSON)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int]
    enrolled: Mapped[int] = mapped_column(default=0)
    invited: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
