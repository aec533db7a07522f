"""Where the bytes lie: a folder of the installation or S3, by one interface; and the folder of what is coming in.

Keys are our own. An object is under its final key whole or not at all: the folder's store writes aside and renames,
and S3 shows an object when its last part has come.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, cast

import obstore
import obstore.exceptions
from obstore.store import LocalStore, ObjectStore, from_url

from akademia.core import settings

PIECE_BYTES = 262_144
PIECES_AT_ONCE = 2  # of some 5 MB each, while a large file is put down; by itself the library would hold twelve


@dataclass(frozen=True)
class Lying:
    """An object as it lies in the store."""

    key: str
    written_at: datetime
    size_bytes: int


def _place() -> tuple[str, Path]:
    chosen = settings.here()
    return chosen.storage_url, chosen.instance


@cache
def _opened(url: str, instance: Path) -> ObjectStore:
    folder = _folder_of(url, instance)
    if folder is None:
        return from_url(url)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return LocalStore(folder)


def _folder_of(url: str, instance: Path) -> Path | None:
    if not url.startswith("file:"):
        return None
    named = url.removeprefix("file:").removeprefix("//")
    return Path(named) if named else instance / "files"


def put(key: str, path: Path) -> None:
    """Copy a file under a key, in pieces. When this returns the bytes are on the disk."""
    url, instance = _place()
    with path.open("rb") as file:
        obstore.put(_opened(url, instance), key, file, max_concurrency=PIECES_AT_ONCE)
    folder = _folder_of(url, instance)
    if folder is not None:
        for written in (folder / key, (folder / key).parent):
            _settle(written)


def _settle(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def reader(key: str) -> BinaryIO:
    """Open an object for reading and seeking; its bytes come as they are asked for.

    :raises FileNotFoundError: there is none.
    """
    return cast(BinaryIO, obstore.open_reader(_opened(*_place()), key))


def place_for_proxy(key: str) -> str:
    """Return where the proxy before us finds an object (its `internal` location); empty when it is not to."""
    chosen = settings.here()
    return f"{chosen.accel.rstrip('/')}/{key}" if chosen.accel and chosen.storage_url.startswith("file:") else ""


def fetch(key: str, path: Path) -> None:
    """Copy an object into a file, in pieces."""
    source = reader(key)
    with path.open("wb") as file:
        while piece := source.read(PIECE_BYTES):
            file.write(piece)


def delete(key: str) -> None:
    """Remove an object; one that is not there is as good as removed."""
    try:
        obstore.delete(_opened(*_place()), key)
    except FileNotFoundError:
        return


def every() -> Iterator[Lying]:
    """Give each object, a batch at a time."""
    for batch in obstore.list(_opened(*_place())):
        for found in cast(list[Any], batch):
            yield Lying(found["path"], found["last_modified"], found["size"])


def trouble() -> str:
    """Return why the store does not answer, the name of its error; empty when it does."""
    try:
        next(iter(obstore.list(_opened(*_place()))), None)
    except (obstore.exceptions.BaseError, OSError) as error:
        return type(error).__name__
    return ""


def size_of(key: str) -> int | None:
    """Return how many bytes an object has; None when there is none."""
    try:
        return int(obstore.head(_opened(*_place()), key)["size"])
    except FileNotFoundError:
        return None


def hash_of(key: str) -> str:
    """Return the SHA-256 of an object, read in pieces.

    :raises FileNotFoundError: there is none.
    """
    digest, source = hashlib.sha256(), reader(key)
    while piece := source.read(PIECE_BYTES):
        digest.update(piece)
    return digest.hexdigest()


def incoming() -> Path:
    """Return the folder of what is coming in."""
    folder = settings.here().instance / "incoming"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@contextmanager
def aside(stream: BinaryIO) -> Iterator[Path]:
    """Give a file that holds what a stream gives, for as long as it is looked at."""
    with tempfile.NamedTemporaryFile(dir=incoming(), prefix="aside-") as file:
        while piece := stream.read(PIECE_BYTES):
            file.write(piece)
        file.flush()
        yield Path(file.name)
