"""Who was invited to a study."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from akademia.core.db import Model
from akademia.research.surveys.models.studies import OF_GROUP, SurveyGroup


class SurveyInvitation(Model):
    """An invitation: the right to answer once in a group. Whether it was used is all that is known of its answer.

    `used`: it was exchanged for a pass; when the study closes all are marked so, and who answered is forgotten.

    Its key is random and makes the token of the letter's link, of which only a hash is stored. `address` is None for a
    paper token, and after the address was erased. `invited_on`: when its letter was queued or its paper
    made; None: not yet. `reminders`: how many were sent, `reminded_on` the last.
    """

    __tablename__ = "survey_invitations"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey(OF_GROUP, ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    address: Mapped[str | None] = mapped_column(index=True)
    is_paper: Mapped[bool] = mapped_column(default=False)
    used: Mapped[bool] = mapped_column(default=False)
    invited_on: Mapped[date | None]
    reminded_on: Mapped[date | None]
    reminders: Mapped[int] = mapped_column(default=0)

    group: Mapped[SurveyGroup] = relationship()
