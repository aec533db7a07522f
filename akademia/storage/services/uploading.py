"""Uploads that can be resumed after a lost connection or a restarted server (the trade behind tus 1.0).

What has come lies in a file; its length is the offset, so that no count can disagree with it.
"""

import fcntl
import os
import secrets
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.core.text import bytes_words
from akademia.storage import queries, rules, store
from akademia.storage.models import Upload

LONGEST_UPLOAD_BYTES = 1_000_000_000
KEPT = timedelta(hours=24)
OPEN_AT_ONCE = 20
_SUFFIX = ".part"


class OffsetDiffers(RuleBroken):
    message = "Ta część pliku nie pasuje do tego, co już przyszło."


class Busy(RuleBroken):
    message = "Ten plik jest właśnie wgrywany z innego okna."


class NotWhole(RuleBroken):
    message = "Plik nie doszedł w całości. Wgraj go jeszcze raz."


@dataclass(frozen=True)
class Part:
    """An upload as plain values, for the time when no transaction is open."""

    token: str
    length_bytes: int
    name: str
    expires_at: datetime

    @property
    def path(self) -> Path:
        return store.incoming() / f"{self.token}{_SUFFIX}"


def begin(owner: int, length_bytes: int, name: str) -> Upload:
    """Announce an upload of known length. It expires after a day.

    :raises RuleBroken: it is empty or too long, is called by a path, or the person has too many under way.
    """
    complaint = rules.name_objection(name)
    if complaint is None and length_bytes > LONGEST_UPLOAD_BYTES:
        complaint = f"Największy plik, który przyjmujemy, ma {bytes_words(LONGEST_UPLOAD_BYTES)}."
    if complaint is None and length_bytes <= 0:
        complaint = "Ten plik jest pusty."
    if complaint is None and queries.open_uploads(owner) >= OPEN_AT_ONCE:
        complaint = "Masz za dużo rozpoczętych i niedokończonych plików. Spróbuj jutro."
    if complaint is not None:
        raise RuleBroken(complaint)
    upload = Upload(
        token=secrets.token_hex(16),
        owner_number=owner,
        length_bytes=length_bytes,
        name=rules.clean_name(name),
        expires_at=clock.now() + KEPT,
    )
    db.session.add(upload)
    db.session.flush()
    return upload


def part_of(upload: Upload) -> Part:
    return Part(upload.token, upload.length_bytes, upload.name, upload.expires_at)


def offset(part: Part) -> int:
    """Return how many bytes have come."""
    return part.path.stat().st_size if part.path.exists() else 0


def append(part: Part, at: int, stream: BinaryIO) -> int:
    """Write what a stream gives behind what has come and return the new offset. What came before a cut stays.

    :param at: where the sender thinks it goes on.
    :raises OffsetDiffers: something else has come meanwhile, or more comes than was announced.
    :raises Busy: another request is writing this very upload.
    """
    with part.path.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise Busy from taken
        come = os.fstat(file.fileno()).st_size
        if come != at:
            raise OffsetDiffers
        try:
            while piece := stream.read(store.PIECE_BYTES):
                if come + len(piece) > part.length_bytes:
                    raise OffsetDiffers("Przyszło więcej, niż było zapowiedziane.")
                come += file.write(piece)
        finally:
            file.flush()
            os.fsync(file.fileno())
    return come


def whole(part: Part) -> Path:
    """Return the file of an upload that has come whole.

    :raises NotWhole: something is still missing.
    """
    if offset(part) != part.length_bytes:
        raise NotWhole
    return part.path


def drop(upload: Upload) -> None:
    """Forget an upload with what has come of it."""
    part_of(upload).path.unlink(missing_ok=True)
    db.session.delete(upload)


def drop_expired() -> int:
    """Forget uploads whose day has passed, and files that a dead process left behind. Returns how many uploads."""
    expired = queries.expired_uploads()
    for upload in expired:
        drop(upload)
    known, before = queries.known_tokens(), (clock.now() - KEPT).timestamp()
    for path in store.incoming().iterdir():
        if path.name.removesuffix(_SUFFIX) in known or path.stat().st_mtime >= before:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(expired)
