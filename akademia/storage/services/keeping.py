"""Keeping a file in two steps: `lay` its bytes (slow, without the database), then `enter` its row."""

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path

from akademia.core import clock
from akademia.core.db import db, let_go
from akademia.core.errors import RuleBroken
from akademia.storage import queries, rules, store
from akademia.storage.formats.sniff import sniff
from akademia.storage.models import StoredFile

ORPHAN_AFTER = timedelta(days=1)
SWEPT_AT_ONCE = 500


class Refused(RuleBroken):
    message = "Tego pliku nie przyjmujemy."


@dataclass(frozen=True)
class Laid:
    """Bytes that lie under their key and wait for their row; without one they are swept after a day."""

    key: str
    sha256: str
    size_bytes: int
    kind: str
    name: str


def judge(path: Path, name: str, use: rules.Use) -> str:
    """Return the kind of a file that a place takes.

    :raises Refused: its name, kind or size is not what the place takes.
    """
    complaint = rules.name_objection(name)
    if complaint is None:
        with path.open("rb") as file:
            kind = sniff(file)
        complaint = rules.objection(use, kind, path.stat().st_size) or rules.text_objection(kind, name)
    if complaint is not None or kind is None:
        raise Refused(complaint)
    return kind


def lay(path: Path, name: str, kind: str, sha256: str = "") -> Laid:
    """Put a judged file's bytes under a key of their own. Call before the writing transaction begins.

    :param sha256: of the bytes, where it has been reckoned already.
    """
    sha256 = sha256 or hash_of(path)
    key = f"{sha256[:2]}/{sha256}-{secrets.token_hex(4)}"
    store.put(key, path)
    return Laid(key, sha256, path.stat().st_size, kind, rules.clean_name(name))


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def enter(laid: Laid, by: int | None) -> StoredFile:
    """Write the row of bytes that lie ready.

    :param by: the number of the person who put them in; None for what the house made itself.
    """
    row = StoredFile(
        key=laid.key, sha256=laid.sha256, size_bytes=laid.size_bytes, kind=laid.kind, name=laid.name, made_by_number=by
    )
    db.session.add(row)
    db.session.flush()
    return row


def forget(file: StoredFile) -> None:
    """Remove a file's row; its bytes go with the next sweep, so that a rollback loses nothing."""
    db.session.delete(file)


def sweep_objects() -> int:
    """Remove bytes that no row names and that are older than a day: what a crash or a removed row left behind.

    A key belongs to one row only and is never taken up again, so nothing can begin to need what is removed here.
    """
    count = 0
    for orphan in orphans():
        store.delete(orphan.key)
        count += 1
    return count


def orphans() -> Iterator[store.Lying]:
    """Give the objects that no row names and that are older than a day; no transaction is open meanwhile."""
    before = clock.now() - ORPHAN_AFTER
    old = (found for found in store.every() if found.written_at < before)
    while batch := list(islice(old, SWEPT_AT_ONCE)):
        known = queries.known_keys(found.key for found in batch)
        let_go()
        yield from (found for found in batch if found.key not in known)
