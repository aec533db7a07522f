"""Media that come under their own keys and with their words, in the folder of the texts that show them.

Nothing here replaces what the library has: a medium known by its key is left as it is, and another file is refused.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from akademia.core.db import insert_new, let_go
from akademia.core.errors import BrokenSource, RuleBroken
from akademia.media import queries
from akademia.media.formats.figure import Shown, Size
from akademia.media.models import Media
from akademia.media.rules import ANYTHING
from akademia.media.services.describing import Words, words_of
from akademia.media.services.files import OPENER, take_file, without_traces
from akademia.storage import fence
from akademia.storage import services as storage
from akademia.storage.rules import KINDS
from akademia.storage.services import Laid

Sizes = list[tuple[str, int, int]]


class TakenMeanwhile(RuleBroken):
    message = "Ktoś właśnie dodał do biblioteki materiał pod tym samym kluczem. Sprawdź plik jeszcze raz."


@dataclass(frozen=True)
class Sent:
    """A file with the key it is to have and the words it came with. `kind`: what its sender says it is."""

    key: str
    kind: str
    path: Path
    words: Words


@dataclass(frozen=True)
class Arriving:
    """A medium that came, looked over.

    :param sizes: of a picture that is not prepared yet: the (kind, width, height) that are going to be made of it.
    :param differing: the names of words in which the library's own medium differs from what came.
    :param shown: how texts show what is not prepared yet; None for what the library shows, or does not, by itself.
    :param laid: the bytes of a new medium, once they lie ready.
    """

    sent: Sent
    sha256: str
    size_bytes: int
    is_new: bool
    sizes: Sizes
    differing: tuple[str, ...]
    shown: Shown | None
    laid: Laid | None = field(default=None, compare=False)


@dataclass(frozen=True)
class _There:
    """What the library has under a key, as plain values."""

    sha256: str
    words: Words
    version: int
    is_coming: bool


def look_over(sent: Sequence[Sent], looked: Mapping[str, Sizes]) -> list[Arriving]:
    """Judge media that came: their bytes, and what the library has under their keys. Slow; writes nothing.

    :param looked: SHA-256 -> sizes of pictures that were opened before and found good.
    :raises BrokenSource: a file is not what it says or is not taken, or the library has another one under its key;
        each named by its path.
    """
    problems: list[str] = []
    judged = [(one, _judged(one, problems)) for one in sent]
    there = _there([one.key for one in sent])
    let_go()
    made = [_arriving(one, sha256, there.get(one.key), looked, problems) for one, sha256 in judged if sha256]
    if problems:
        raise BrokenSource(problems)
    return [one for one in made if one is not None]


def _judged(sent: Sent, problems: list[str]) -> str:
    """Return the SHA-256 of a file that is what it says; nothing when it is not, and `problems` says why."""
    try:
        kind = storage.judge(sent.path, sent.path.name, ANYTHING)
    except RuleBroken as refusal:
        problems.append(f"{sent.path}: {refusal.message}")
        return ""
    if kind != sent.kind:
        problems.append(f"{sent.path}: to plik {KINDS[kind].label}, a nazwa i opis mówią, że {KINDS[sent.kind].label}.")
        return ""
    return _sha256(sent.path)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_same(sent: Sent, sha256: str, there: _There) -> bool:
    """Whether the library has this very file, or what is left of it without its traces."""
    if there.sha256 == sha256 or _is_picture(sent):
        return there.sha256 == sha256
    with without_traces(sent.path, sent.kind) as clean:
        return _sha256(clean) == there.sha256


def _is_picture(sent: Sent) -> bool:
    return KINDS[sent.kind].family == "picture"


def _there(keys: Sequence[str]) -> dict[str, _There]:
    found = {}
    for media in queries.media_under(keys):
        file = media.file or media.pending
        is_coming = media.state == "preparing" and not queries.lacks(media)
        found[media.key] = _There(file.sha256 if file else "", words_of(media), media.version, is_coming)
    return found


def _arriving(
    sent: Sent, sha256: str, there: _There | None, looked: Mapping[str, Sizes], problems: list[str]
) -> Arriving | None:
    if there is not None and not _is_same(sent, sha256, there):
        problems.append(
            f"{sent.path}: w bibliotece pod kluczem „{sent.key}” jest inny plik. Wymień go tam albo usuń z folderu ten "
            "plik razem z opisem: zostanie wtedy plik z biblioteki."
        )
        return None
    words, version = (there.words, there.version) if there else (sent.words, 1)
    size_bytes, differing = sent.path.stat().st_size, _differing(sent.words, words)
    if there is not None and not there.is_coming:
        return Arriving(sent, sha256, size_bytes, False, [], differing, None)
    try:
        sizes = looked[sha256] if sha256 in looked else _sizes(sent)
    except RuleBroken as refusal:
        problems.append(f"{sent.path}: {refusal.message}")
        return None
    shown = _as_shown(sent, words, version, sizes)
    return Arriving(sent, sha256, size_bytes, there is None, sizes, differing, shown)


def _sizes(sent: Sent) -> Sizes:
    if not _is_picture(sent):
        with without_traces(sent.path, sent.kind):  # it can be read: laying it will not fail
            return []
    return [tuple(row) for row in fence.run(OPENER, "check", str(sent.path), sent.kind)["sizes"]]


def _differing(came: Words, here: Words) -> tuple[str, ...]:
    """Return the names of words that differ; line ends and blanks around do not count."""
    old, new = asdict(here), asdict(came)
    return tuple(name for name in new if _bare(new[name]) != _bare(old[name]))


def _bare(value: object) -> object:
    return value.replace("\r\n", "\n").replace("\r", "\n").strip() if isinstance(value, str) else value


def _as_shown(sent: Sent, words: Words, version: int, sizes: Sizes) -> Shown:
    """Return a medium as texts will show it, also before its picture has been prepared."""
    made = tuple(Size(kind, KINDS[kind].mime, KINDS[kind].suffix, width, height) for kind, width, height in sizes)
    return Shown(
        sent.key, KINDS[sent.kind].family, version, words.title, words.alt, words.decorative, words.caption,
        words.author, words.licence, words.transcript, bool(words.captions), made,
    )  # fmt: skip


def lay_new(arriving: Arriving) -> Arriving:
    """Lay the bytes of a new medium ready; a known one is returned as it is. Call before the writing transaction."""
    if not arriving.is_new:
        return arriving
    sent = arriving.sent
    if _is_picture(sent):
        return replace(arriving, laid=storage.lay(sent.path, sent.path.name, sent.kind))
    with without_traces(sent.path, sent.kind) as clean:
        return replace(arriving, laid=storage.lay(clean, sent.path.name, sent.kind))


def take_in(arriving: Arriving, by: int | None) -> Media | None:
    """Take a new medium into the library under its own key, described; a known one stays as it is (None).

    :raises TakenMeanwhile: another act has used the key since it was looked for.
    """
    if arriving.laid is None:
        return None
    sent = arriving.sent
    row = {"key": sent.key, "family": KINDS[sent.kind].family, "made_by_number": by, **asdict(sent.words)}
    if not insert_new(Media, **row):
        raise TakenMeanwhile
    media = queries.media_by(sent.key)
    take_file(media, arriving.laid, by)
    return media
