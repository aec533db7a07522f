"""Files of media: received and judged without the database, then entered; a picture's sizes are made by a job."""

import secrets
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.jobs.services import enqueue
from akademia.media import queries, rules
from akademia.media.formats.figure import SCHEME
from akademia.media.models import Media, MediaVariant
from akademia.media.services.settling import settle
from akademia.media.services.uses import renew_uses
from akademia.storage import fence, store
from akademia.storage import services as storage
from akademia.storage.rules import KINDS, Use
from akademia.storage.services import Laid

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
OPENER = "akademia.media.formats.pictures"
_CLEANER = "akademia.media.formats.traces"


class InUse(RuleBroken):
    message = f"Tego materiału używają teksty. Usuń z nich odnośnik {SCHEME}, a potem usuń materiał."


@dataclass(frozen=True)
class MadeSize:
    """A picture in one width and format, its bytes laid ready."""

    laid: Laid
    width: int
    height: int


def receive(path: Path, name: str, use: Use = rules.ANYTHING) -> Laid:
    """Judge a file that came and lay its bytes ready; it is opened behind the fence first.

    A picture's own words stay with the original, which readers never get. Of a film or recording a copy is laid that
    no longer tells where, when, by whom and with what it was made.

    Slow, and without the database: call it before the writing transaction begins.

    :raises RuleBroken: why it is not taken, in a sentence; nothing is kept then.
    """
    kind = storage.judge(path, name, use)
    if KINDS[kind].family == "picture":
        fence.run(OPENER, "check", str(path), kind)
        return storage.lay(path, name, kind)
    with without_traces(path, kind) as clean:
        return storage.lay(clean, name, kind)


@contextmanager
def without_traces(path: Path, kind: str) -> Iterator[Path]:
    """Give a copy of a film or recording that no longer tells where, when, by whom and with what it was made.

    :raises RuleBroken: it cannot be read as what it says it is.
    """
    with tempfile.TemporaryDirectory(dir=store.incoming(), prefix="clean-") as folder:
        made = fence.run(_CLEANER, str(path), kind, folder, written_bytes=path.stat().st_size)
        yield Path(folder) / made["name"]


def add(laid: Laid, by: int) -> Media:
    """Take a received file into the library, under a new address."""
    media = Media(key=_new_key(), family=KINDS[laid.kind].family, made_by_number=by)
    db.session.add(media)
    take_file(media, laid, by)
    return media


def replace(media: Media, laid: Laid, by: int) -> None:
    """Put another file behind a medium's address. A picture shows the old one until the new one is prepared."""
    if media.pending is not None:
        old, media.pending = media.pending, None
        db.session.flush()
        storage.forget(old)
    take_file(media, laid, by)


def take_file(media: Media, laid: Laid, by: int | None) -> None:
    """Put a received file behind a medium; a picture's waits until it is prepared."""
    came = storage.enter(laid, by)
    media.problem = None
    if media.family == "picture":
        media.pending = came
        settle(media)
        db.session.flush()
        enqueue("media.prepare", {"media": media.id, "file": came.key}, key=came.key)
        return
    old, media.file = media.file, came
    media.version += 1 if old is not None else 0
    settle(media)
    db.session.flush()
    if old is not None:
        storage.forget(old)
        renew_uses(media)


def _new_key() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(10))


def make_sizes(key: str, kind: str) -> list[MadeSize]:
    """Make a stored picture's widths and formats behind the fence and lay their bytes ready. Slow, no database.

    :raises RuleBroken: the picture cannot be opened, in a sentence.
    """
    with tempfile.TemporaryDirectory(dir=store.incoming(), prefix="sizes-") as folder:
        path = Path(folder) / "original"
        store.fetch(key, path)
        made = fence.run(OPENER, "make", str(path), kind, folder)
        return [
            MadeSize(storage.lay(Path(folder) / row["name"], row["name"], row["kind"]), row["width"], row["height"])
            for row in made["files"]
        ]


def make_logo(stream: BinaryIO, name: str) -> MadeSize:
    """Judge a picture that came and lay it ready as a logo: small, from its pixels alone. Slow, no database.

    :raises RuleBroken: why it is not taken, in a sentence; nothing is kept then.
    """
    with store.aside(stream) as path, tempfile.TemporaryDirectory(dir=store.incoming(), prefix="logo-") as folder:
        kind = storage.judge(path, name, rules.LOGO)
        row = fence.run(OPENER, "logo", str(path), kind, folder)["files"][0]
        laid = storage.lay(Path(folder) / row["name"], row["name"], row["kind"])
    return MadeSize(laid, row["width"], row["height"])


def keep_sizes(media: Media, file_key: str, sizes: Sequence[MadeSize]) -> bool:
    """Let a prepared picture take the place of the one before it. Returns whether it was still waited for."""
    if media.pending is None or media.pending.key != file_key:
        return False
    replaced = media.file is not None
    old = [variant.file for variant in media.variants] + ([media.file] if media.file else [])
    media.variants = []
    db.session.flush()
    media.variants = [
        MediaVariant(file=storage.enter(size.laid, None), kind=size.laid.kind, width=size.width, height=size.height)
        for size in sizes
    ]
    media.file, media.pending, media.problem = media.pending, None, None
    media.version += 1 if replaced else 0
    settle(media)
    db.session.flush()
    for file in old:
        storage.forget(file)
    if replaced:
        renew_uses(media)
    return True


def say_failed(media: Media, file_key: str, words: str) -> None:
    """Note why a picture could not be prepared and let go of its file; the one before it stays."""
    if media.pending is None or media.pending.key != file_key:
        return
    refused, media.pending, media.problem = media.pending, None, words
    settle(media)
    db.session.flush()
    storage.forget(refused)


def remove(media: Media) -> None:
    """Remove a medium that no text uses, with all its files.

    :raises InUse: where it is used, in a sentence.
    """
    uses = queries.uses_of(media)
    if uses:
        named = ", ".join(f"{use.kind_said} „{use.title}”" for use in uses[:5])
        raise InUse(f"Tego materiału nie można usunąć, bo używają go teksty: {named}.")
    files = [one.file for one in media.variants] + [one for one in (media.file, media.pending) if one is not None]
    db.session.delete(media)
    db.session.flush()
    for file in files:
        storage.forget(file)
