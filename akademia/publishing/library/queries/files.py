"""Files of items: for readers, for the desk, for the gate before publishing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from akademia.core.db import db
from akademia.core.errors import Missing, Withdrawn
from akademia.publishing.library.models import DailyUse, FilePage, ItemFile, LibraryItem
from akademia.publishing.library.policy import may_see_unpublished
from akademia.publishing.library.queries.shapes import FileRow
from akademia.publishing.library.rules.files import (
    LARGEST_PLAIN_BYTES,
    ROLES,
    TAKEN,
    Standing,
    Standings,
    address_name,
    objections,
    of_item,
)
from akademia.storage.models import StoredFile

__all__ = ["LARGEST_PLAIN_BYTES", "ROLES", "TAKEN"]
_WHOLE = (joinedload(ItemFile.file), joinedload(ItemFile.item))


@dataclass(frozen=True)
class DeskFile:
    """A file as staff see it. `is_stopped`: its findings keep it from readers; `is_present`: readers see it offered."""

    file: ItemFile
    name: str
    is_stopped: bool
    is_open: bool
    is_present: bool
    role_said: str
    newer_key: str = ""

    @property
    def label(self) -> str:
        return label_of(self.file)

    @property
    def state_said(self) -> str:
        if self.file.state == "preparing":
            return "sprawdzamy"
        if self.file.state == "held":
            return "nieprzyjęty"
        return "zatrzymany" if self.is_stopped else "gotowy"


def label_of(file: ItemFile) -> str:
    """Return what a file is called at the desk: its label, or the name under which it came."""
    return file.label or (file.file.name if file.file else file.key)


def _gate() -> Any:
    return (
        select(ItemFile.id, ItemFile.role, ItemFile.state, func.coalesce(StoredFile.kind, ""),
               func.json_array_length(ItemFile.findings) > 0, ItemFile.waiver != "", ItemFile.newer_id)
        .outerjoin(StoredFile, StoredFile.id == ItemFile.file_id)
    )  # fmt: skip


def standings_of(ref: int, has_text: bool) -> Standings:
    """Return how the files of one item stand at the gate."""
    rows = db.session.execute(_gate().where(ItemFile.item_id == ref))
    return of_item([Standing(*row) for row in rows], has_text)


def all_standings(refs: Collection[int]) -> dict[int, Standings]:
    """Return how the files of some items stand at the gate: item -> its files. One query."""
    query = _gate().add_columns(ItemFile.item_id, LibraryItem.html != "")
    found = db.session.execute(
        query.join(LibraryItem, LibraryItem.id == ItemFile.item_id).where(ItemFile.item_id.in_(refs))
    )
    files: dict[int, list[Standing]] = {}
    texts: dict[int, bool] = {}
    for *standing, ref, has_text in found:
        files.setdefault(ref, []).append(Standing(*standing))
        texts[ref] = bool(has_text)
    return {ref: of_item(rows, texts[ref]) for ref, rows in files.items()}


def files_of(ref: int) -> tuple[FileRow, ...]:
    """Return the files that readers of an item are offered, in their order. Two queries."""
    files = _files(ref)
    if not files:
        return ()
    standing = standings_of(ref, bool(files[0].item.html))
    older: dict[int, list[tuple[str, str, str]]] = {}
    for file in files:
        if file.newer_id is not None and file.id in standing.open and file.file is not None:
            older.setdefault(_newest(file, files), []).append((file.key, _name(file), label_of(file)))
    return tuple(_row(file, file.file, tuple(older.get(file.id, ()))) for file in files
                 if file.id in standing.present and file.file is not None)  # fmt: skip


def _files(ref: int) -> Sequence[ItemFile]:
    return db.session.scalars(
        select(ItemFile).where(ItemFile.item_id == ref).options(*_WHOLE).order_by(ItemFile.position, ItemFile.id)
    ).all()


def _newest(file: ItemFile, files: Sequence[ItemFile]) -> int:
    """Return the last of the files that came after one."""
    after = {one.id: one.newer_id for one in files}
    number, met = file.id, {file.id}
    while (newer := after.get(number)) is not None and newer not in met:
        number = newer
        met.add(newer)
    return number


def _name(file: ItemFile) -> str:
    return address_name(file.file.name, file.file.kind) if file.file else ""


def _row(file: ItemFile, stored: StoredFile, older: tuple[tuple[str, str, str], ...]) -> FileRow:
    return FileRow(
        file.key, address_name(stored.name, stored.kind), file.role, file.label, file.language, stored.kind,
        stored.size_bytes, file.pages, file.waiver, tuple(file.findings), file.cover_id is not None, older,
    )  # fmt: skip


def covers_of(refs: Collection[int]) -> Mapping[int, str]:
    """Return the key of each item's first offered file that has a cover. Two queries, however many items."""
    standings = all_standings(refs)
    found = db.session.execute(
        select(ItemFile.item_id, ItemFile.id, ItemFile.key)
        .where(ItemFile.item_id.in_(refs), ItemFile.cover_id.is_not(None))
        .order_by(ItemFile.item_id, ItemFile.position.desc(), ItemFile.id.desc())
    )
    return {ref: key for ref, number, key in found if number in standings[ref].present}


def what_stops_publishing(ref: int, has_text: bool) -> list[str]:
    """Return why the files of an item keep it from being published, a few plain sentences each; empty when none does.

    A file that a newer one replaced stops nothing.

    :param has_text: the item has its whole text to be read in the browser.
    """
    standing = standings_of(ref, has_text)
    told = (
        objections(label_of(file), file.state, file.problem, file.findings, file.id in standing.stopped)
        for file in _files(ref)
        if file.newer_id is None
    )
    return [words for words in told if words]


def desk_files(ref: int) -> list[DeskFile]:
    """Return all files of an item for its page at the desk, the replaced ones too."""
    files = _files(ref)
    standing = standings_of(ref, bool(files and files[0].item.html))
    keys = {file.id: file.key for file in files}
    return [_desk_file(file, standing, keys.get(file.newer_id or 0, "")) for file in files]


def desk_file(key: str) -> DeskFile:
    """Return one file for its page at the desk.

    :raises Missing: there is none, or its item lies in the bin.
    """
    file = file_by(key)
    newer = db.session.get(ItemFile, file.newer_id) if file.newer_id else None
    return _desk_file(file, standings_of(file.item_id, bool(file.item.html)), newer.key if newer else "")


def _desk_file(file: ItemFile, standing: Standings, newer_key: str) -> DeskFile:
    return DeskFile(file, _name(file), file.id in standing.stopped, file.id in standing.open,
                    file.id in standing.present, ROLES[file.role], newer_key)  # fmt: skip


def item_with_files(ref: int) -> LibraryItem:
    """Return an item.

    :raises Missing: there is none, or it lies in the bin.
    """
    found = db.session.scalar(select(LibraryItem).where(LibraryItem.id == ref))
    if found is None:
        raise Missing
    return found


def file_by(key: str) -> ItemFile:
    """Return a file by its key.

    :raises Missing: there is none, or its item lies in the bin.
    """
    found = db.session.scalar(select(ItemFile).where(ItemFile.key == key).options(*_WHOLE))
    if found is None or found.item.removed:
        raise Missing
    return found


def file_numbered(number: int) -> ItemFile | None:
    return db.session.get(ItemFile, number)


def sent_file(key: str, person: Any) -> tuple[ItemFile, str, str, bool]:
    """Return a file that may be sent to a person, the name in its address, the address part of a newer one, whether
    everybody may have it.

    :param person: who asks, or None for a visitor.
    :raises Missing: there is none, it is not to be seen yet, or its bytes were not taken.
    :raises Withdrawn: its item was withdrawn.
    """
    file = file_by(key)
    if file.file is None:
        raise Missing
    is_public = file.item.state == "published" and file.id in standings_of(file.item_id, bool(file.item.html)).open
    if not is_public and not may_see_unpublished(person):
        raise Withdrawn if file.item.state == "withdrawn" and file.state == "ready" else Missing
    newer = db.session.get(ItemFile, file.newer_id) if file.newer_id else None
    told = f"{newer.key}/{_name(newer)}" if newer is not None and newer.file is not None else ""
    return file, _name(file), told, is_public


def stamp_of(file: ItemFile) -> str:
    """Return what differs whenever staff have changed a file's description."""
    said = (file.role, file.label, file.language, file.waiver, file.newer_id)
    return blake2b(repr(said).encode(), digest_size=8).hexdigest()


def same_bytes(sha256: str) -> StoredFile | None:
    """Return a stored file of the library with these bytes."""
    return db.session.scalar(
        select(StoredFile).join(ItemFile, ItemFile.file_id == StoredFile.id).where(StoredFile.sha256 == sha256).limit(1)
    )


def same_in_item(ref: int, sha256: str) -> ItemFile | None:
    """Return the file of an item that has these very bytes and is not replaced."""
    own = (ItemFile.item_id == ref, ItemFile.newer_id.is_(None), StoredFile.sha256 == sha256)
    return db.session.scalar(select(ItemFile).join(StoredFile, StoredFile.id == ItemFile.file_id).where(*own).limit(1))


def is_used_elsewhere(file: StoredFile) -> bool:
    """Say whether any file of the library still has these bytes, as its own or as its cover."""
    uses = select(ItemFile.id).where(or_(ItemFile.file_id == file.id, ItemFile.cover_id == file.id))
    return db.session.scalar(uses.limit(1)) is not None


def pages_read(file: ItemFile) -> int:
    """Return how many signs of text were read out of a file."""
    own = select(func.coalesce(func.sum(func.length(FilePage.words)), 0)).where(FilePage.item_file_id == file.id)
    return int(db.session.scalar(own) or 0)


def uses_of(ref: int) -> tuple[int, int]:
    """Return how often an item was read and how often its files were taken, in all."""
    query = select(DailyUse.what, func.sum(DailyUse.count)).where(DailyUse.item_id == ref).group_by(DailyUse.what)
    found = {what: int(count) for what, count in db.session.execute(query)}
    return found.get("reading", 0), found.get("download", 0)


def files_put_in_by(number: int) -> Sequence[ItemFile]:
    """Return the files that a person attached."""
    return db.session.scalars(
        select(ItemFile).where(ItemFile.made_by_number == number).options(*_WHOLE).order_by(ItemFile.id)
    ).all()
