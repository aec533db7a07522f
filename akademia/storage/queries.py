"""Stored files and uploads under way."""

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select

from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.storage.models import StoredFile, Upload
from akademia.storage.rules import KINDS, Kind


def files_of(user_number: int) -> Sequence[StoredFile]:
    """Return what a person put in, the newest first."""
    mine = select(StoredFile).where(StoredFile.made_by_number == user_number)
    return db.session.scalars(mine.order_by(StoredFile.id.desc())).all()


def files_after(number: int, count: int) -> Sequence[StoredFile]:
    """Return up to so many files with a greater number, the smallest first."""
    return db.session.scalars(
        select(StoredFile).where(StoredFile.id > number).order_by(StoredFile.id).limit(count)
    ).all()


def kind_of(file: StoredFile) -> Kind:
    """Return how a file of its kind is named and sent."""
    return KINDS[file.kind]


def file_under(key: str) -> StoredFile | None:
    return db.session.scalar(select(StoredFile).where(StoredFile.key == key))


def uploads_of(user_number: int) -> Sequence[Upload]:
    """Return a person's uploads under way."""
    return db.session.scalars(select(Upload).where(Upload.owner_number == user_number).order_by(Upload.id)).all()


def open_uploads(user_number: int) -> int:
    mine = select(func.count(Upload.id)).where(Upload.owner_number == user_number, Upload.expires_at > clock.now())
    return db.session.scalar(mine) or 0


def own_upload(token: str, user_number: int) -> Upload:
    """Return a person's own upload that has not expired.

    :raises Missing: there is none, or it is another person's.
    """
    found = db.session.scalar(
        select(Upload).where(Upload.token == token, Upload.owner_number == user_number, Upload.expires_at > clock.now())
    )
    if found is None:
        raise Missing
    return found


def expired_uploads() -> Sequence[Upload]:
    return db.session.scalars(select(Upload).where(Upload.expires_at <= clock.now())).all()


def known_keys(keys: Iterable[str]) -> set[str]:
    """Return those keys that a row names."""
    return set(db.session.scalars(select(StoredFile.key).where(StoredFile.key.in_(list(keys)))))


def known_tokens() -> set[str]:
    return set(db.session.scalars(select(Upload.token)))
