"""A course folder as a ZIP: packed the same way every time, unpacked with every doubt refused."""

import re
import shutil
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from akademia.core.text import bytes_words
from akademia.education.formats.media import LARGEST_CAPTIONS
from akademia.media.rules import ANYTHING, LARGEST_PLAIN_BYTES
from akademia.storage.rules import KINDS

MOST_FILES = 1_000
LARGEST_TEXT_BYTES = 500_000
LARGEST_TEXTS_BYTES = 10_000_000
LARGEST_PARCEL_BYTES = LARGEST_PLAIN_BYTES
LARGEST_WHOLE_BYTES = LARGEST_PARCEL_BYTES + LARGEST_TEXTS_BYTES
_PIECE_BYTES = 262_144
_KNOWN = re.compile(r"kurs\.yaml|lessons/[\w.-]+\.md|questions/[\w.-]+\.yaml|media/\w[\w.-]*")
_AROUND = re.compile(r"(?!lessons$|questions$|media$)\w[\w.-]*")
_LARGEST = {KINDS[name].suffix: size for name, size in ANYTHING.limits.items()}
_LARGEST |= {"yaml": LARGEST_CAPTIONS, "vtt": LARGEST_CAPTIONS}
_DAY = (1980, 1, 1, 0, 0, 0)
_FILE, _LINK = 0o100644, 0o120000
Opener = Callable[[], BinaryIO]


class BadParcel(Exception):
    """A ZIP that is not taken; `problems` names each doubt in Polish."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


def pack(target: BinaryIO, folder: str, texts: Mapping[str, str], media: Mapping[str, tuple[int, Opener]]) -> None:
    """Write files as a ZIP under one folder: sorted, dated alike, not squeezed, so equal files are equal bytes.

    :param media: name -> size in bytes and what opens the file.
    """
    with ZipFile(target, "w") as parcel:
        for name in sorted([*texts, *media]):
            entry = ZipInfo(f"{folder}/{name}", _DAY)
            entry.create_system, entry.external_attr = 3, _FILE << 16
            if name in texts:
                parcel.writestr(entry, texts[name].encode())
                continue
            entry.file_size, opened = media[name][0], media[name][1]()
            with parcel.open(entry, "w") as into:
                shutil.copyfileobj(opened, into, _PIECE_BYTES)


def unpack(body: Path, folder: Path) -> None:
    """Write the files of a ZIP into an empty folder, made when there is none; a single folder around them is taken off.

    :raises BadParcel: it is no ZIP, or holds what a course folder does not, or too much of it.
    """
    size_bytes = body.stat().st_size
    if size_bytes > LARGEST_PARCEL_BYTES:
        most = bytes_words(LARGEST_PARCEL_BYTES)
        raise BadParcel(f"Plik ma {bytes_words(size_bytes)}, a może mieć najwyżej {most}.")
    try:
        with ZipFile(body) as parcel:
            _write_all(parcel, folder)
    except (BadZipFile, NotImplementedError, EOFError, OSError, UnicodeDecodeError, ValueError, zlib.error) as error:
        raise BadParcel("To nie jest poprawny plik ZIP.") from error


def _write_all(parcel: ZipFile, folder: Path) -> None:
    entries = [entry for entry in parcel.infolist() if not entry.is_dir()]
    if len(entries) > MOST_FILES:
        raise BadParcel(f"W archiwum jest {len(entries)} plików, a może być najwyżej {MOST_FILES}.")
    around = _folder_around([entry.filename for entry in entries])
    names = [entry.filename.removeprefix(around) for entry in entries]
    problems = [doubt for entry, name in zip(entries, names, strict=True) if (doubt := _doubt(entry, name))]
    problems += [f"{name}: plik jest w archiwum dwa razy." for name in sorted(set(names)) if names.count(name) > 1]
    if problems:
        raise BadParcel(*problems[:50])
    whole = texts = 0
    for entry, name in zip(entries, names, strict=True):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        written = _write(parcel, entry, name, target)
        whole += written
        texts += 0 if _is_media(name) else written
        if texts > LARGEST_TEXTS_BYTES:
            raise BadParcel(f"{name}: po rozpakowaniu jest za dużo tekstu.")
        if whole > LARGEST_WHOLE_BYTES:
            most = bytes_words(LARGEST_WHOLE_BYTES)
            raise BadParcel(f"{name}: po rozpakowaniu cały folder miałby więcej niż {most}.")


def _write(parcel: ZipFile, entry: ZipInfo, name: str, target: Path) -> int:
    """Write one file in pieces and return its size in bytes: as it is, not as the archive claims."""
    largest, written = _largest(name), 0
    with parcel.open(entry) as source, target.open("wb") as file:
        while piece := source.read(_PIECE_BYTES):
            written += file.write(piece)
            if written > largest:
                raise BadParcel(f"{name}: po rozpakowaniu jest za duży. Może mieć najwyżej {bytes_words(largest)}.")
    return written


def _is_media(name: str) -> bool:
    return name.startswith("media/")


def _largest(name: str) -> int:
    return _LARGEST.get(name.rpartition(".")[2], LARGEST_TEXT_BYTES) if _is_media(name) else LARGEST_TEXT_BYTES


def _folder_around(names: list[str]) -> str:
    tops = {name.partition("/")[0] for name in names}
    only = tops.pop() if len(tops) == 1 else ""
    fits = _AROUND.fullmatch(only) and all(name.startswith(f"{only}/") for name in names)
    return f"{only}/" if fits else ""


def _doubt(entry: ZipInfo, name: str) -> str | None:
    """Say why a file is not taken, or None. Sizes are those that the archive claims; they are counted again later."""
    if not _KNOWN.fullmatch(name):
        return (
            f"{name[:200]}: takiego pliku nie ma w folderze kursu. Są w nim kurs.yaml, lessons/*.md, questions/*.yaml "
            "i media/*."
        )
    if entry.flag_bits & 1:
        return f"{name}: plik jest zaszyfrowany."
    if entry.external_attr >> 16 & 0o170000 == _LINK:
        return f"{name}: to dowiązanie, a nie plik."
    if entry.file_size > _largest(name):
        most = bytes_words(_largest(name))
        return f"{name}: po rozpakowaniu miałby {bytes_words(entry.file_size)}. Może mieć najwyżej {most}."
    return None
