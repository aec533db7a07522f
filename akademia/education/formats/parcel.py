"""A course folder as a ZIP: packed the same way every time, unpacked with every doubt refused."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

MOST_FILES = 600
LARGEST_FILE_BYTES = 500_000
LARGEST_WHOLE_BYTES = 10_000_000
LARGEST_PARCEL_BYTES = 1_800_000
_KNOWN = re.compile(r"kurs\.yaml|lessons/[\w.-]+\.md|questions/[\w.-]+\.yaml")
_AROUND = re.compile(r"(?!lessons$|questions$)\w[\w.-]*")
_DAY = (1980, 1, 1, 0, 0, 0)
_FILE, _LINK = 0o100644, 0o120000


class BadParcel(Exception):
    """A ZIP that is not taken; `problems` names each doubt in Polish."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


def pack(folder: str, files: Mapping[str, str]) -> bytes:
    """Return files as a ZIP under one folder: sorted, dated alike, not squeezed, so equal files are equal bytes."""
    body = BytesIO()
    with ZipFile(body, "w") as parcel:
        for name in sorted(files):
            entry = ZipInfo(f"{folder}/{name}", _DAY)
            entry.create_system, entry.external_attr = 3, _FILE << 16
            parcel.writestr(entry, files[name].encode())
    return body.getvalue()


def unpack(body: bytes, folder: Path) -> None:
    """Write the files of a ZIP into an empty folder; a single folder around them is taken off.

    :raises BadParcel: it is no ZIP, or holds what a course folder does not, or too much of it.
    """
    if len(body) > LARGEST_PARCEL_BYTES:
        raise BadParcel(f"Plik ma {_mb(len(body))} MB, a może mieć najwyżej {_mb(LARGEST_PARCEL_BYTES)} MB.")
    try:
        with ZipFile(BytesIO(body)) as parcel:
            _write_all(parcel, folder)
    except (BadZipFile, NotImplementedError, EOFError, OSError, UnicodeDecodeError, ValueError) as error:
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
    whole = 0
    for entry, name in zip(entries, names, strict=True):
        with parcel.open(entry) as file:
            words = file.read(LARGEST_FILE_BYTES + 1)
        whole += len(words)
        if len(words) > LARGEST_FILE_BYTES or whole > LARGEST_WHOLE_BYTES:
            raise BadParcel(f"{name}: po rozpakowaniu jest za dużo tekstu.")
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(words)


def _folder_around(names: list[str]) -> str:
    tops = {name.partition("/")[0] for name in names}
    only = tops.pop() if len(tops) == 1 else ""
    fits = _AROUND.fullmatch(only) and all(name.startswith(f"{only}/") for name in names)
    return f"{only}/" if fits else ""


def _doubt(entry: ZipInfo, name: str) -> str | None:
    """Say why a file is not taken, or None. Sizes are those that the archive claims; they are counted again later."""
    if not _KNOWN.fullmatch(name):
        return (
            f"{name[:200]}: takiego pliku nie ma w folderze kursu. Są w nim kurs.yaml, lessons/*.md i questions/*.yaml."
        )
    if entry.flag_bits & 1:
        return f"{name}: plik jest zaszyfrowany."
    if entry.external_attr >> 16 & 0o170000 == _LINK:
        return f"{name}: to dowiązanie, a nie plik."
    if entry.file_size > LARGEST_FILE_BYTES:
        return f"{name}: po rozpakowaniu miałby {_mb(entry.file_size)} MB."
    return None


def _mb(count: int) -> str:
    return f"{count / 1_000_000:.1f}".replace(".", ",")
