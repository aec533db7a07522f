"""A course folder that staff sent, between its preview and the act."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from akademia.core import clock
from akademia.core.db import Model
from akademia.storage.models import StoredFile


class CourseParcel(Model):
    """A checked ZIP of a course folder that waits for the word to bring it in. Removed when used, or after a day.

    `looked`: SHA-256 of a picture in it -> the sizes to make, so that it is opened behind the fence once.
    """

    __tablename__ = "course_parcels"

    id: Mapped[int] = mapped_column(primary_key=True)
    author_number: Mapped[int]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"))
    looked: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    made_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)

    file: Mapped[StoredFile] = relationship()
