"""Copies of a person's data: asked for, packed, kept for a few days, swept away."""

import json
import os
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete, func, select

from akademia.core import clock, settings
from akademia.core.area import privacy_cards
from akademia.core.db import db, insert_new
from akademia.core.text import moment_words, slugify
from akademia.jobs.models import Job
from akademia.jobs.services import enqueue
from akademia.privacy.formats.takeout import Words, read_me
from akademia.privacy.models import Takeout, new_token
from akademia.privacy.queries import PACK, TAKEOUT_KEPT_DAYS


def ask_for_takeout(user_id: int) -> None:
    """Have a copy packed; while one is waited for, asking again changes nothing. One that failed begins anew."""
    failed = select(Job.key).where(Job.kind == PACK, Job.failed_at.is_not(None))
    waiting = Takeout.user_id == user_id, Takeout.ready_at.is_(None)
    db.session.execute(delete(Takeout).where(*waiting, Takeout.token.in_(failed)))
    token = new_token()
    if insert_new(Takeout, user_id=user_id, token=token, asked_at=clock.now()):
        number = db.session.scalars(select(Takeout.id).where(Takeout.token == token)).one()
        enqueue(PACK, {"takeout": number}, key=token)


def pack(user_id: int, token: str) -> int:
    """Write a person's whole copy into the instance's folder and return its size in bytes. Only reads the database.

    The file appears whole or not at all.
    """
    place = path_of(token)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = place.with_name(f"{token}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in _contents(user_id):
            packed.writestr(name, content)
    draft.replace(place)
    return place.stat().st_size


def _contents(user_id: int) -> Iterator[tuple[str, bytes]]:
    told: list[Words] = []
    for card in privacy_cards():
        name = f"dane/{slugify(card.label)}.json"
        yield name, _as_json(card.export(user_id))
        files = 0
        for file_name, content in card.files(user_id):
            files += 1
            yield f"pliki/{slugify(card.label)}/{file_name}", content
        told.append(Words(card.label, name, files, card.purpose, card.basis, card.kept))
    yield "czytaj-mnie.txt", read_me(told, moment_words(clock.now()), TAKEOUT_KEPT_DAYS).encode()


def _as_json(values: Any) -> bytes:
    return json.dumps(values, ensure_ascii=False, indent=2).encode()


def mark_ready(number: int, token: str, size_bytes: int) -> None:
    """Note that a copy may be taken; where its owner was erased meanwhile, the file goes."""
    takeout = db.session.get(Takeout, number, populate_existing=True)
    if takeout is None:
        path_of(token).unlink(missing_ok=True)
        return
    takeout.ready_at, takeout.size_bytes = clock.now(), size_bytes


def count_takeouts(user_id: int) -> int:
    return db.session.scalar(select(func.count(Takeout.id)).where(Takeout.user_id == user_id)) or 0


def drop_takeouts(before: datetime) -> int:
    """Remove copies that became ready before a moment. Returns how many."""
    return _drop(Takeout.ready_at < before)


def forget_takeouts(user_id: int) -> int:
    """Remove a person's copies. Returns how many."""
    return _drop(Takeout.user_id == user_id)


def _drop(which: Any) -> int:
    numbers = db.session.scalars(select(Takeout.id).where(which)).all()
    if numbers:
        db.session.execute(delete(Takeout).where(Takeout.id.in_(numbers)))
        enqueue("privacy.sweep")
    return len(numbers)


def sweep(known: set[str]) -> int:
    """Remove the files of copies that have no row any more. Returns how many."""
    folder = path_of("x").parent
    unknown = [path for path in folder.glob("*") if path.name.partition(".")[0] not in known]
    for path in unknown:
        path.unlink(missing_ok=True)
    return len(unknown)


def path_of(token: str) -> Path:
    """Return where a copy lies."""
    return settings.here().instance / "takeouts" / f"{token}.zip"
