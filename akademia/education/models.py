"""A course folder that staff sent, between its preview and the act."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from akademia.core import clock
from akademia.core.db import Model


class CourseParcel(Model):
    """A checked ZIP of a course folder that waits for the word to bring it in. Removed when used, or after a day."""

    __tablename__ = "course_parcels"

    id: Mapped[int] = mapped_column(primary_key=True)
    author_number: Mapped[int]
    body: Mapped[bytes]
    made_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
