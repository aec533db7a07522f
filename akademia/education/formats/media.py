"""The media of a course folder: `media/<key>.jpg` beside its words in `media/<key>.yaml` (a film's captions: `.vtt`).

The format is described for authors in docs/course-folder.md. Every mistake is named by its file, all of them at once.
What the file's bytes really are is looked at later, by the library.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from akademia.core.errors import BrokenSource
from akademia.media.formats.captions import LARGEST_BYTES, BadCaptions, clean_captions
from akademia.media.rules import ANYTHING, is_file_name, is_key
from akademia.storage.rules import KINDS
from akademia.texts.formats.source import Keys, read_yaml, write_yaml

FOLDER = "media"
LARGEST_CAPTIONS = 2 * LARGEST_BYTES  # clean captions may be longer than those that were sent
_WORDS, _CAPTIONS = ".yaml", ".vtt"
_KIND_OF = {f".{KINDS[name].suffix}": name for name in ANYTHING.limits}
_COMMON = ("kind", "title", "caption", "author", "licence")
_OF_FAMILY = {"picture": ("alt", "decorative"), "video": ("transcript",), "audio": ("transcript",)}


@dataclass(frozen=True)
class MediumSource:
    """A medium as its folder tells it. `captions`: clean WebVTT; `path`: its file, no part of what it means."""

    key: str
    kind: str
    title: str
    alt: str = ""
    decorative: bool = False
    caption: str = ""
    author: str = ""
    licence: str = ""
    transcript: str = ""
    captions: str = ""
    path: Path = field(default=Path(), compare=False, repr=False)

    @property
    def family(self) -> str:
        return KINDS[self.kind].family

    @property
    def file_name(self) -> str:
        return f"{FOLDER}/{self.key}.{KINDS[self.kind].suffix}"


def words_files(medium: MediumSource) -> dict[str, str]:
    """Return name -> text of what stands beside a medium's file; the same words give the same texts."""
    told = {name: plain(getattr(medium, name)) for name in ("alt", "caption", "author", "licence", "transcript")}
    values: dict[str, Any] = {"kind": medium.kind, "title": plain(medium.title)}
    values |= {"decorative": True} if medium.decorative else {}
    values |= {name: words for name, words in told.items() if words}
    captions = {f"{FOLDER}/{medium.key}{_CAPTIONS}": medium.captions} if medium.captions else {}
    return {f"{FOLDER}/{medium.key}{_WORDS}": write_yaml(values), **captions}


def plain(words: str) -> str:
    """Return words as the folder keeps them: with plain line ends, without blanks around."""
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()


def read_media(folder: Path) -> tuple[MediumSource, ...]:
    """Read the media of a course folder, in the order of their keys; a folder may have none.

    :raises BrokenSource: a file is too many, missing, or says what cannot be used; nothing is returned half-read.
    """
    place, problems = folder / FOLDER, list[str]()
    by_key: dict[str, dict[str, Path]] = {}
    for path in sorted(place.iterdir()) if place.is_dir() else ():
        complaint = _name_objection(path)
        if complaint:
            problems.append(f"{path}: {complaint}")
        else:
            by_key.setdefault(path.stem, {})[path.suffix] = path
    media = [_medium(place, key, files, problems) for key, files in by_key.items()]
    if problems:
        raise BrokenSource(problems)
    return tuple(medium for medium in media if medium is not None)


def _name_objection(path: Path) -> str | None:
    if path.is_symlink() or not path.is_file():
        return "to nie jest zwykły plik"
    if path.suffix not in (*_KIND_OF, _WORDS, _CAPTIONS):
        return f"takiego pliku nie ma wśród materiałów kursu. Są tu: {ANYTHING.labels}, opisy .yaml i napisy .vtt."
    if not is_key(path.stem):
        return "nazwa pliku ma być kluczem materiału: małe litery bez polskich znaków i cyfry, najwyżej 40"
    return None


def _medium(place: Path, key: str, files: dict[str, Path], problems: list[str]) -> MediumSource | None:
    """Read one medium; None when something is missing, and `problems` says what."""
    bodies = [path for suffix, path in files.items() if suffix in _KIND_OF]
    if len(bodies) > 1:
        problems.append(f"{bodies[1]}: materiał „{key}” ma już plik {bodies[0].name}. Zostaw jeden z nich.")
    elif not bodies:
        problems.append(f"{next(iter(files.values()))}: brakuje pliku samego materiału „{key}”")
    elif _WORDS not in files:
        problems.append(f"{bodies[0]}: brakuje opisu materiału, czyli pliku {key}{_WORDS}")
    else:
        return _read(key, bodies[0], files, problems)
    return None


def _read(key: str, body: Path, files: dict[str, Path], problems: list[str]) -> MediumSource | None:
    path = files[_WORDS]
    try:
        raw = read_yaml(path)
    except BrokenSource as error:
        problems += error.problems
        return None
    if not isinstance(raw, dict):
        problems.append(f"{path}, wiersz 1: plik ma mieć postać „klucz: wartość”")
        return None
    keys = Keys(path, raw, problems)
    kind = keys.choice("kind", tuple(KINDS[name].name for name in ANYTHING.limits))
    if kind != _KIND_OF[body.suffix]:
        keys.complain("kind", f"mówi „{kind}”, a plik nazywa się {body.name}")
    family = KINDS[kind].family
    keys.only(*_COMMON, *_OF_FAMILY[family])
    medium = MediumSource(
        key=key,
        kind=kind,
        title=plain(keys.text("title", at_most=160)),
        alt=_said(keys, "alt", 400),
        decorative=keys.flag("decorative"),
        caption=_said(keys, "caption", 400),
        author=_said(keys, "author", 160),
        licence=_said(keys, "licence", 160),
        transcript=_said(keys, "transcript", 60_000),
        captions=_captions(files[_CAPTIONS], problems) if _CAPTIONS in files else "",
        path=body,
    )
    _check_words(medium, keys, files)
    return medium


def _said(keys: Keys, name: str, at_most: int) -> str:
    return plain(keys.text(name, at_most=at_most)) if keys.values.get(name) is not None else ""


def _captions(path: Path, problems: list[str]) -> str:
    try:
        return clean_captions(path.read_bytes(), LARGEST_CAPTIONS)
    except BadCaptions as refusal:
        problems.append(f"{path}: {refusal.message}")
        return ""


def _check_words(medium: MediumSource, keys: Keys, files: dict[str, Path]) -> None:
    """Complain of words that who does not see or hear the medium would miss, or that say nothing."""
    if medium.family == "picture":
        if not medium.alt and not medium.decorative:
            keys.complain("alt", "opisz, co widać na obrazie, albo zaznacz decorative: true")
        if medium.alt and medium.decorative:
            keys.complain("alt", "ozdoba nie ma opisu: usuń alt albo decorative")
        if medium.alt and is_file_name(medium.alt, medium.path.name):
            keys.complain("alt", "nazwa pliku nie jest opisem. Napisz, co widać na obrazie.")
    elif not medium.transcript:
        keys.complain("transcript", "brakuje tekstu nagrania")
    if medium.family == "video" and _CAPTIONS not in files:
        keys.problems.append(f"{medium.path}: brakuje napisów do filmu, czyli pliku {medium.key}{_CAPTIONS}")
    if medium.family != "video" and _CAPTIONS in files:
        keys.problems.append(f"{files[_CAPTIONS]}: napisy ma tylko film")
