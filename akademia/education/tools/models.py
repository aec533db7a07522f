"""Tools as the law register knows them, the amounts they reckon with, and what people saved."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from akademia.core import clock
from akademia.core.db import Model


class Tool(Model):
    """A practical tool. Its words and sums are code; the row is what cites provisions and bears a legal state."""

    __tablename__ = "tools"
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    summary: Mapped[str]
    legal_state_on: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)


class BenefitAmount(Model):
    """What the unemployment benefit was in some months, first to last; beyond the last one nobody vouches for it.

    `first_month` and `last_month` are the first days of months. `source`: where staff took it from.
    """

    __tablename__ = "benefit_amounts"
    __table_args__ = (
        CheckConstraint("grosze > 0", name="grosze_positive"),
        CheckConstraint("first_month <= last_month", name="months_in_order"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    first_month: Mapped[date] = mapped_column(unique=True)
    last_month: Mapped[date]
    grosze: Mapped[int]
    source: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)


class ToolSheet(Model):
    """What a person answered in a tool and wanted kept. One a tool: saving again replaces it."""

    __tablename__ = "tool_sheets"
    __table_args__ = (UniqueConstraint("user_id", "tool_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    tool_key: Mapped[str]
    answers: Mapped[dict[str, str]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)
