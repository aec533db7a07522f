"""What is kept as bytes outside the database, and uploads under way."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from akademia.core import clock
from akademia.core.db import Model


class StoredFile(Model):
    """A file kept as it came. Its bytes lie under `key`, which no other row shares, and are never changed.

    `key` is made from the hash. `name` is what its owner called it: shown, never a part of a path. `kind` names a kind
    of `rules.KINDS`, told from the content. `made_by_number` is a person's number without a foreign key.
    """

    __tablename__ = "stored_files"
    __table_args__ = (CheckConstraint("size_bytes > 0", name="not_empty"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    sha256: Mapped[str] = mapped_column(index=True)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str]
    name: Mapped[str]
    made_by_number: Mapped[int | None] = mapped_column(index=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)


class Upload(Model):
    """An upload under way. What has come lies in `instance/incoming/`; its length there is the offset.

    `token` stands in the address and is known to its owner only.
    """

    __tablename__ = "uploads"
    __table_args__ = (CheckConstraint("length_bytes > 0", name="not_empty"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(unique=True)
    owner_number: Mapped[int] = mapped_column(index=True)
    length_bytes: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
