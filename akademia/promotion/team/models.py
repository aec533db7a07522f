"""Who is in the team, and their consent to be shown."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from akademia.core import clock
from akademia.core.db import Model, Removable


class Member(Removable, Model):
    """A person of the team, as staff describe them; a text of kind `member`. Shown only while a consent stands.

    `team` and `sector` name entries of `rules.TEAMS` and `rules.SECTORS`. `photo`: the key of a medium; empty for none.
    `works`: the works of the person of the very same name are shown beside.
    """

    __tablename__ = "team_members"
    __table_args__ = (
        CheckConstraint("team IN ('teaching', 'advising', 'managing')", name="team_known"),
        CheckConstraint("sector IN ('state', 'local', 'ngo', 'science', 'other')", name="sector_known"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    team: Mapped[str]
    sector: Mapped[str]
    role: Mapped[str]
    is_leader: Mapped[bool] = mapped_column(default=False)
    works: Mapped[bool] = mapped_column(default=False)
    photo: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")
    legal_state_on: Mapped[date | None]
    default_act: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)


class TeamConsent(Model):
    """A person's consent to be shown: who gave it, on which day, by what proof. One stands at a time.

    `photo`: it covers the photo. A withdrawn one is kept as the proof of what was right while it stood.
    """

    __tablename__ = "team_consents"
    __table_args__ = (
        CheckConstraint("length(given_by) > 0 AND length(proof) > 0", name="proven"),
        CheckConstraint("(withdrawn_on IS NULL) = (withdrawn_at IS NULL)", name="withdrawn_whole"),
        Index(
            "uq_team_consents_standing", "member_id", unique=True,
            sqlite_where=text("withdrawn_at IS NULL"), postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )  # fmt: skip
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("team_members.id", ondelete="CASCADE"), index=True)
    given_by: Mapped[str]
    given_on: Mapped[date]
    proof: Mapped[str]
    photo: Mapped[bool] = mapped_column(default=False)
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)
    withdrawn_on: Mapped[date | None]
    withdrawn_at: Mapped[datetime | None]
