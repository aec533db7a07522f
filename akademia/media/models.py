"""Media, their sizes and formats, and where they are used."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from akademia.core import clock
from akademia.core.db import Model
from akademia.storage.models import StoredFile

FAMILIES = ("picture", "video", "audio")
STATES = ("preparing", "failed", "undescribed", "ready")


class Media(Model):
    """A picture, film or recording under an address of its own that outlives its file.

    `file` is shown now; `pending` came later and is being prepared. `version` rises with every change that readers
    see and is what an editor's form was opened with. `state` is kept by `services.settling`. A picture has `alt` words
    or is `decorative`; a film has `captions` (clean WebVTT); films and recordings have a `transcript`.
    `search_words` are folded.
    """

    __tablename__ = "media"
    __table_args__ = (
        CheckConstraint("family IN ('picture', 'video', 'audio')", name="family_known"),
        CheckConstraint("state IN ('preparing', 'failed', 'undescribed', 'ready')", name="state_known"),
        CheckConstraint("NOT decorative OR alt = ''", name="decorative_without_words"),
        CheckConstraint("state <> 'ready' OR file_id IS NOT NULL", name="ready_has_file"),
        Index("ix_media_state_changed_at", "state", "changed_at"),
    )
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    family: Mapped[str]
    state: Mapped[str] = mapped_column(default="preparing")
    problem: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)
    title: Mapped[str] = mapped_column(default="")
    title_key: Mapped[str] = mapped_column(default="", index=True)
    search_words: Mapped[str] = mapped_column(default="")
    alt: Mapped[str] = mapped_column(default="")
    decorative: Mapped[bool] = mapped_column(default=False)
    caption: Mapped[str] = mapped_column(default="")
    author: Mapped[str] = mapped_column(default="")
    licence: Mapped[str] = mapped_column(default="")
    transcript: Mapped[str] = mapped_column(default="")
    captions: Mapped[str] = mapped_column(default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    pending_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    made_by_number: Mapped[int | None] = mapped_column(index=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)

    file: Mapped[StoredFile | None] = relationship(foreign_keys=[file_id])
    pending: Mapped[StoredFile | None] = relationship(foreign_keys=[pending_id])
    variants: Mapped[list["MediaVariant"]] = relationship(
        cascade="all, delete-orphan", order_by="MediaVariant.width, MediaVariant.id"
    )

    @property
    def is_ready(self) -> bool:
        return self.state == "ready"

    @property
    def name(self) -> str:
        """What staff know it by, before it has a title too."""
        return self.title or f"Bez tytułu ({self.key})"


class MediaVariant(Model):
    """A picture in one width and format, without anything but the picture."""

    __tablename__ = "media_variants"
    __table_args__ = (UniqueConstraint("media_id", "width", "kind"),)
    __public__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    media_id: Mapped[int] = mapped_column(ForeignKey("media.id", ondelete="CASCADE"))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"))
    kind: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]

    file: Mapped[StoredFile] = relationship()


class MediaUse(Model):
    """A text that shows a medium. `kind` and `ref` name the text without a foreign key, `title` is for the eye.

    `version` is the medium's when the text was rendered: an older one shows words that were changed since.
    """

    __tablename__ = "media_uses"
    __table_args__ = (UniqueConstraint("media_id", "kind", "ref"), Index("ix_media_uses_text", "kind", "ref"))

    id: Mapped[int] = mapped_column(primary_key=True)
    media_id: Mapped[int] = mapped_column(ForeignKey("media.id"))
    kind: Mapped[str]
    ref: Mapped[int]
    title: Mapped[str]
    version: Mapped[int]
