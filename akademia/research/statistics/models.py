"""Series of figures: what is counted, and each figure with its source."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from akademia.core import clock
from akademia.core.db import Model, Removable


class Series(Removable, Model):
    """One thing that is counted over years; a text of kind `series`.

    `short`: its name on a chart („CIS”). `unit`: as `charts.rules.values.Unit.of` reads it. `html`: how it is counted.
    `withdrawn_at`: its address says that it is gone, and why. `origin` is `starter` until a person edits it or any of
    its figures.
    """

    __tablename__ = "series"
    __table_args__ = (
        CheckConstraint("state IN ('published', 'withdrawn')", name="state_known"),
        CheckConstraint("(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name="withdrawn_whole"),
        CheckConstraint("origin IN ('starter', 'person')", name="origin_known"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    title_key: Mapped[str] = mapped_column(index=True)
    short: Mapped[str] = mapped_column(default="")
    summary: Mapped[str]
    unit: Mapped[str]
    html: Mapped[str] = mapped_column(default="")
    legal_state_on: Mapped[date | None]
    default_act: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="published")
    version: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str] = mapped_column(default="")
    origin: Mapped[str] = mapped_column(default="person")
    published_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_why: Mapped[str] = mapped_column(default="")

    figures: Mapped[list["Figure"]] = relationship(cascade="all, delete-orphan", back_populates="series")


class Figure(Model):
    """A figure of a series for a year and a territory, as one source gives it. Two sources are two rows.

    `thousandths`: the number times a thousand, whole, so that both databases keep it exactly. `mark` and `how` name
    entries of `rules.MARKS` and `rules.HOW`. `territory`: two digits of TERC; empty for the whole country.
    """

    __tablename__ = "series_figures"
    __table_args__ = (
        UniqueConstraint("series_id", "year", "territory", "source"),
        CheckConstraint("year BETWEEN 1900 AND 2100", name="year_range"),
        CheckConstraint("length(source) > 0", name="sourced"),
        CheckConstraint("how IN ('stated', 'read')", name="how_known"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id", ondelete="CASCADE"))
    year: Mapped[int]
    territory: Mapped[str] = mapped_column(default="")
    thousandths: Mapped[int] = mapped_column(BigInteger)
    mark: Mapped[str] = mapped_column(default="")
    source: Mapped[str]
    source_url: Mapped[str] = mapped_column(default="")
    how: Mapped[str] = mapped_column(default="stated")
    note: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    series: Mapped[Series] = relationship(back_populates="figures")

    @property
    def value(self) -> Decimal:
        return Decimal(self.thousandths) / 1000
