"""What is read out of a file behind the fence, and what becomes of it: words, cover, findings, a proposal."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select

from akademia.core.db import db, touch_public
from akademia.core.errors import RuleBroken
from akademia.core.text import sort_key
from akademia.people.services import persons_named
from akademia.publishing.library.models import Credit, FilePage, ItemFile
from akademia.publishing.library.queries import files as queries
from akademia.publishing.library.services.describing import tell_of_files
from akademia.publishing.library.services.files import OPENER
from akademia.storage import fence, store
from akademia.storage import services as storage
from akademia.storage.services import Laid
from akademia.texts.models import Draft

CPU_SECONDS = 60
SECONDS = 180
ITEM_KIND = "guide"


class HasDraft(RuleBroken):
    message = "Opis tej pozycji ma już szkic w edytorze. Przepisz do niego to, co się przyda."


class NotDraft(RuleBroken):
    message = "Opis opublikowanej pozycji zmieniasz w edytorze, żeby została jego nowa wersja."


@dataclass(frozen=True)
class Read:
    """What was read out of a file; `cover`: a picture laid ready."""

    pages: list[str]
    count: int | None
    findings: list[str]
    proposal: dict[str, Any]
    cover: Laid | None


def read_out(key: str, kind: str) -> Read:
    """Read a stored file behind the fence. Slow, no database.

    :raises RuleBroken: why it is not taken after all, in a sentence.
    """
    with tempfile.TemporaryDirectory(dir=store.incoming(), prefix="czytanie-") as folder:
        path = Path(folder) / "plik"
        store.fetch(key, path)
        told = fence.run(OPENER, "read", str(path), kind, folder, cpu_seconds=CPU_SECONDS, seconds=SECONDS)
        cover = Path(folder) / told["cover"] if told["cover"] else None
        laid = storage.lay(cover, "okladka.webp", "webp") if cover else None
    return Read(told["pages"], told["count"], told["findings"], told["proposal"], laid)


def keep_read(file: ItemFile, read: Read) -> None:
    """Keep what was read out of a file that waits for it; readers may see it from now on."""
    db.session.execute(delete(FilePage).where(FilePage.item_file_id == file.id))
    rows = [{"item_file_id": file.id, "number": number, "words": words}
            for number, words in enumerate(read.pages, start=1) if words]  # fmt: skip
    if rows:
        db.session.execute(insert(FilePage), rows)
    file.pages, file.findings, file.state, file.problem = read.count, read.findings, "ready", ""
    file.proposal = {**read.proposal, **({"pages": read.count} if read.count else {})} or None
    file.language = file.language or str(read.proposal.get("language", ""))
    file.cover_id = storage.enter(read.cover, None).id if read.cover else None
    tell_of_files(file.item)
    touch_public()


def hold(file: ItemFile, words: str) -> None:
    """Keep a file from everybody and let its bytes go; its page at the desk says why."""
    stored = file.file
    file.state, file.problem, file.file_id, file.file = "held", words, None, None
    db.session.flush()
    if stored is not None and not queries.is_used_elsewhere(stored):
        storage.forget(stored)


def drop_proposal(file: ItemFile) -> None:
    """Take a file's proposal off the desk."""
    file.proposal = None


def accept_proposal(file: ItemFile) -> None:
    """Write what a file says of itself into its item, while that is not published; names only where it has none yet.

    :raises NotDraft: readers have seen the item.
    :raises HasDraft: its description is being edited.
    """
    item, told = file.item, file.proposal or {}
    if item.version:
        raise NotDraft
    if (
        db.session.scalar(select(Draft.id).where(Draft.kind == ITEM_KIND, Draft.ref == item.id, Draft.is_open))
        is not None
    ):
        raise HasDraft
    item.title = told.get("title", item.title)
    item.year, item.pages = told.get("year", item.year), told.get("pages", item.pages)
    item.language = told.get("language", item.language)
    item.title_key = sort_key(item.title)
    if not item.credits:
        _credit(file, told.get("authors", []))
    file.proposal = None


def _credit(file: ItemFile, authors: list[str]) -> None:
    names = [(" ".join(name.split()[:-1]), name.split()[-1]) for name in authors if name.split()]
    people = persons_named(names)
    file.item.credits = [
        Credit(position=place, role="author", person_id=people[name].id)
        for place, name in enumerate(dict.fromkeys(names))
    ]
