"""A back-up as it lies in its folder: the database, the installation's own things, and a manifest with their hashes.

The folder appears whole, under its name, when everything is in it; the manifest is written last.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from akademia.core.errors import RuleBroken

FORMAT = 1
MANIFEST = "manifest.json"
THINGS = ("files", "keys", "mail")  # folders of the installation that a back-up holds
SETTINGS = "settings.toml"
_BLOCK = 1_048_576


class CopyUnfit(RuleBroken):
    message = "Tej kopii nie można użyć."


@dataclass(frozen=True)
class Manifest:
    """What a back-up holds. `files`: path -> (hash, bytes). `tables`: name -> columns, on PostgreSQL only."""

    made_at: str
    database: str
    revision: str
    files: dict[str, tuple[str, int]]
    tables: dict[str, list[str]]


def read_manifest(folder: Path) -> Manifest:
    """:raises CopyUnfit: there is none, or it is of a kind that this version does not know."""
    try:
        told: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
        if told.pop("format") != FORMAT:
            raise CopyUnfit(f"{folder}: tej odmiany kopii ta wersja Akademii nie zna.")
        files = {path: (str(mark), int(size)) for path, (mark, size) in told.pop("files").items()}
        return Manifest(files=files, **told)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise CopyUnfit(f"{folder}: to nie jest cała kopia Akademii (brak poprawnego pliku {MANIFEST}).") from error


def write_manifest(folder: Path, database: str, revision: str, made_at: str, tables: dict[str, list[str]]) -> Manifest:
    files = {path: (hash_of(folder / path), (folder / path).stat().st_size) for path in paths_in(folder)}
    made = Manifest(made_at, database, revision, files, tables)
    told = {"format": FORMAT, **made.__dict__}
    (folder / MANIFEST).write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    return made


def check_files(folder: Path, manifest: Manifest) -> None:
    """Compare every file with its hash.

    :raises CopyUnfit: one is missing, changed, or not named in the manifest; the message names the first few.
    """
    there = set(paths_in(folder)) - {MANIFEST}
    wrong = [f"brakuje pliku {path}" for path in sorted(manifest.files.keys() - there)]
    wrong += [f"plik {path} nie należy do kopii" for path in sorted(there - manifest.files.keys())]
    for path in sorted(there & manifest.files.keys()):
        if hash_of(folder / path) != manifest.files[path][0]:
            wrong.append(f"plik {path} jest inny niż przy robieniu kopii")
    if wrong:
        more = f" (i {len(wrong) - 3} innych)" if len(wrong) > 3 else ""
        raise CopyUnfit(f"{folder}: {'; '.join(wrong[:3])}{more}. Nic nie zmieniono.")


def paths_in(folder: Path) -> Iterator[str]:
    """Give the path of every file under a folder."""
    for place, _folders, names in os.walk(folder):
        yield from ((Path(place) / name).relative_to(folder).as_posix() for name in names)


def hash_of(path: Path) -> str:
    mark = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            mark.update(block)
    return mark.hexdigest()


def copy_things(source: Path, target: Path) -> None:
    """Copy the installation's own folders and its settings; a file that goes away meanwhile is left out."""
    for name in THINGS:
        for path in sorted(paths_in(source / name)):
            if not Path(path).name.startswith("."):  # a draft that somebody is writing
                _copy(source / name / path, target / name / path)
    if (source / SETTINGS).exists():
        _copy(source / SETTINGS, target / SETTINGS)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        shutil.copyfile(source, target)
    except FileNotFoundError:
        return
    target.chmod(0o600)
