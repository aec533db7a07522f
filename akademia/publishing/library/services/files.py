"""Files of items: received and judged without the database, attached, described, replaced, removed."""

import secrets
import tempfile
from pathlib import Path

from sqlalchemy import func, select

from akademia.core.db import db, let_go
from akademia.core.errors import RuleBroken
from akademia.jobs.services import enqueue
from akademia.media.formats.captions import clean_captions
from akademia.media.services.files import without_traces
from akademia.publishing.library.models import ItemFile, LibraryItem
from akademia.publishing.library.queries import files as queries
from akademia.publishing.library.rules import files as rules
from akademia.publishing.library.rules import findings
from akademia.publishing.library.services.describing import tell_of_files
from akademia.storage import fence, store
from akademia.storage import services as storage
from akademia.storage.models import StoredFile
from akademia.storage.rules import KINDS
from akademia.storage.services import Laid

OPENER = "akademia.publishing.library.formats.opening"
INTAKE = "library.intake"
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


class Unfit(RuleBroken):
    """The file cannot have this role."""


class AlreadyHere(RuleBroken):
    message = "Ten sam plik jest już przy tej pozycji."


class Changed(RuleBroken):
    message = "Ktoś zmienił opis tego pliku po otwarciu tej strony. Sprawdź, jak jest teraz, i zapisz jeszcze raz."


class WasPublic(RuleBroken):
    message = "Ten plik widzieli czytelnicy, a jego adres ma działać zawsze. Zamiast usuwać, wymień go na nowszy."


def receive(path: Path, name: str) -> Laid:
    """Judge a file that came, look behind the fence for what hides in it, and lay its bytes ready.

    Bytes that the library has already are not laid again. Of a film or recording a copy is laid that no longer tells
    where, when, by whom and with what it was made; of captions the bare captions. Slow: no transaction stays open.

    :raises RuleBroken: why it is not taken, in a sentence; nothing is kept then.
    """
    kind = storage.judge(path, name, rules.TAKEN)
    if kind in rules.RECORDINGS:
        with without_traces(path, kind) as clean:
            return _laid(clean, name, kind)
    if kind == "vtt":
        with tempfile.NamedTemporaryFile(dir=store.incoming(), prefix="vtt-") as file:
            file.write(clean_captions(path.read_bytes()).encode())
            file.flush()
            return _laid(Path(file.name), name, kind)
    fence.run(OPENER, "check", str(path), kind)
    return _laid(path, name, kind)


def _laid(path: Path, name: str, kind: str) -> Laid:
    sha256 = storage.hash_of(path)
    known = queries.same_bytes(sha256)
    here = Laid(known.key, sha256, known.size_bytes, kind, known.name) if known is not None else None
    let_go()
    return here or storage.lay(path, name, kind, sha256)


def attach(
    item: LibraryItem,
    laid: Laid,
    role: str,
    label: str,
    language: str,
    by: int | None,
    replaced: ItemFile | None = None,
) -> ItemFile:
    """Attach a received file to an item, at the end or in the place of an older one.

    The older one stays offered to readers until the newer one is ready, and its address for ever.

    :param by: the number of who attaches it; None for what the house made itself.
    :raises Unfit: a file of its kind cannot have this role.
    :raises AlreadyHere: the item has these very bytes.
    """
    if objection := rules.role_objection(role, laid.kind):
        raise Unfit(objection)
    twin = queries.same_in_item(item.id, laid.sha256)
    if twin is not None and twin is not replaced:
        raise AlreadyHere(f"Ten sam plik jest już przy tej pozycji: „{queries.label_of(twin)}”.")
    known = queries.same_bytes(laid.sha256)
    family = KINDS[laid.kind].family
    ready = laid.kind in (*rules.RECORDINGS, "vtt", "zip")
    file = ItemFile(
        key=_new_key(), item_id=item.id, position=replaced.position if replaced else _next_position(item.id), role=role,
        label=label, language=language, file_id=(known or storage.enter(laid, by)).id, made_by_number=by,
        state="ready" if ready else "preparing", findings=findings.of_recording(family) if role == "work" else [],
    )  # fmt: skip
    db.session.add(file)
    db.session.flush()
    if replaced is not None:
        replaced.newer_id = file.id
    if ready:
        tell_of_files(item)
    else:
        enqueue(INTAKE, {"file": file.id}, key=file.key)
    return file


def _new_key() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(10))


def _next_position(ref: int) -> int:
    last = select(func.max(ItemFile.position)).where(ItemFile.item_id == ref)
    return (db.session.scalar(last) or 0) + 1


def describe(file: ItemFile, seen: str, role: str, label: str, language: str, waiver: str) -> None:
    """Give a file its role, label, language and the reason why it is published as it is (empty: none).

    :param seen: `queries.stamp_of` of the file as the editor saw it.
    :raises Changed: it has been described since.
    :raises Unfit: a file of its kind cannot have this role.
    """
    if seen != queries.stamp_of(file):
        raise Changed
    if file.file is not None and (objection := rules.role_objection(role, file.file.kind)):
        raise Unfit(objection)
    file.role, file.label, file.language, file.waiver = role, label, language, waiver
    tell_of_files(file.item)


def move(file: ItemFile, up: bool) -> None:
    """Let a file change places with its neighbour; at the end of the list nothing happens."""
    others = [one for one in queries.desk_files(file.item_id) if one.file.newer_id is None]
    row = [one.file for one in others]
    place = next((number for number, one in enumerate(row) if one.id == file.id), 0)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(row):
        return
    row[place], row[other] = row[other], row[place]
    for number, one in enumerate(row, start=1):
        one.position = number


def remove(file: ItemFile) -> None:
    """Remove a file that readers have never been able to open.

    :raises WasPublic: they have.
    """
    if file.state == "ready" and file.item.published_at is not None:
        raise WasPublic
    stored = [one for one in (file.file, file.cover) if one is not None]
    db.session.delete(file)
    db.session.flush()
    for one in stored:
        _let_go_of(one)


def _let_go_of(stored: StoredFile) -> None:
    if not queries.is_used_elsewhere(stored):
        storage.forget(stored)
