"""Which kinds of files there are, what each place takes, and what a file may be called."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from akademia.core.text import bytes_words

MB = 1_000_000
NAME_AT_MOST = 200


@dataclass(frozen=True)
class Kind:
    """A kind of file. `inline`: a browser may show it by itself, since nothing in it can run."""

    name: str
    mime: str
    suffix: str
    label: str
    family: str
    inline: bool = False


KINDS = {
    kind.name: kind
    for kind in (
        Kind("jpeg", "image/jpeg", "jpg", "JPEG", "picture", inline=True),
        Kind("png", "image/png", "png", "PNG", "picture", inline=True),
        Kind("webp", "image/webp", "webp", "WebP", "picture", inline=True),
        Kind("avif", "image/avif", "avif", "AVIF", "picture", inline=True),
        Kind("gif", "image/gif", "gif", "GIF", "picture", inline=True),
        Kind("mp4", "video/mp4", "mp4", "MP4", "video", inline=True),
        Kind("webm", "video/webm", "webm", "WebM", "video", inline=True),
        Kind("mp3", "audio/mpeg", "mp3", "MP3", "audio", inline=True),
        Kind("ogg", "audio/ogg", "ogg", "Ogg", "audio", inline=True),
        Kind("vtt", "text/vtt", "vtt", "WebVTT", "captions"),
        Kind("pdf", "application/pdf", "pdf", "PDF", "document"),
        Kind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "DOCX",
             "document"),
        Kind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "XLSX", "document"),
        Kind("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx", "PPTX",
             "document"),
        Kind("odt", "application/vnd.oasis.opendocument.text", "odt", "ODT", "document"),
        Kind("ods", "application/vnd.oasis.opendocument.spreadsheet", "ods", "ODS", "document"),
        Kind("odp", "application/vnd.oasis.opendocument.presentation", "odp", "ODP", "document"),
        Kind("epub", "application/epub+zip", "epub", "EPUB", "document"),
        Kind("zip", "application/zip", "zip", "ZIP", "archive"),
        Kind("txt", "text/plain", "txt", "tekst (TXT, MD, CSV)", "text"),
    )
}  # fmt: skip
# Of plain text the content tells no kind: scripts are text too. So its name has to say that it is for reading.
TEXT_SUFFIXES = ("txt", "md", "csv")
# Kinds that are told so that a refusal can say what came, but that no place takes.
STRANGERS = {
    "svg": "To obraz SVG, a on może zawierać skrypt. Zapisz go jako PNG i wgraj jeszcze raz.",
    "html": "To strona HTML, nie plik, który można tu wgrać.",
    "heic": "To zdjęcie HEIC z telefonu Apple. Zapisz je jako JPEG i wgraj jeszcze raz.",
    "polyglot": "W tym pliku jest ukryty drugi plik albo skrypt. Zapisz go od nowa w programie, w którym powstał.",
}


@dataclass(frozen=True)
class Use:
    """What a place takes: kind -> the largest size in bytes."""

    limits: Mapping[str, int]

    @property
    def suffixes(self) -> tuple[str, ...]:
        """How names of its files end, for a browser's choice of files: „.pdf”, „.txt”."""
        ends = [end for name in self.limits for end in (TEXT_SUFFIXES if name == "txt" else (KINDS[name].suffix,))]
        return tuple(f".{end}" for end in [*ends, *(["jpeg"] if "jpeg" in self.limits else [])])

    @property
    def largest_bytes(self) -> int:
        return max(self.limits.values())

    @property
    def labels(self) -> str:
        """The kinds in words: „JPEG, PNG albo WebP”."""
        names = [KINDS[name].label for name in self.limits]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} albo {names[-1]}"


def objection(use: Use, kind: str | None, size_bytes: int) -> str | None:
    """Return why a place does not take a file of a kind and size, as a sentence; None when it does."""
    if size_bytes == 0:
        return "Ten plik jest pusty."
    if kind in STRANGERS:
        return STRANGERS[kind]
    if kind is None or kind not in use.limits:
        known = f"To {'zwykły tekst' if kind == 'txt' else f'plik {KINDS[kind].label}'}." if kind in KINDS else ""
        told = known or "Nie rozpoznajemy zawartości tego pliku."
        return f"{told} Tutaj można wgrać: {use.labels}."
    if size_bytes > use.limits[kind]:
        most, has = bytes_words(use.limits[kind]), bytes_words(size_bytes)
        return f"Ten plik ma {has}. Największy {KINDS[kind].label}, który przyjmujemy, ma {most}."
    return None


def text_objection(kind: str | None, name: str) -> str | None:
    """Return why a text may not be called so, as a sentence; None for what is no plain text."""
    if kind != "txt" or name.rpartition(".")[2].lower() in TEXT_SUFFIXES:
        return None
    return f"To plik tekstowy. Przyjmujemy takie z nazwą na {', '.join(f'.{end}' for end in TEXT_SUFFIXES)}."


def name_objection(name: str) -> str | None:
    """Return why a file may not be called so, as a sentence. A browser sends bare names; a path is no accident."""
    if re.search(r"[/\\\0]", name) or name.strip() in (".", ".."):
        return "Nazwa pliku zawiera ścieżkę do folderu. Zmień nazwę pliku i wgraj go jeszcze raz."
    return None


def clean_name(name: str) -> str:
    """Return a name fit to be shown: without signs that do not show or turn the line round, at most 200 characters."""
    shown = "".join(sign for sign in unicodedata.normalize("NFC", name) if unicodedata.category(sign)[0] != "C")
    stem, dot, suffix = " ".join(shown.split()).rpartition(".")
    whole = f"{stem}{dot}{suffix}"
    if len(whole) > NAME_AT_MOST:
        whole = f"{stem[: NAME_AT_MOST - len(suffix) - 1]}.{suffix}" if len(suffix) <= 8 else whole[:NAME_AT_MOST]
    return whole or "plik"
