"""Files that are a zip inside (office documents, books, archives of templates): what must not be in them."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import BinaryIO

from akademia.core.errors import RuleBroken
from akademia.publishing.library.formats.pdf import check_bytes
from akademia.storage.formats.sniff import sniff

MOST_MEMBERS = 5_000
LARGEST_UNPACKED_BYTES = 600_000_000
LARGEST_RATIO = 200  # of what unpacks into more than `HARMLESS_BYTES`
HARMLESS_BYTES = 20_000_000
LARGEST_PART_BYTES = 60_000_000
ARCHIVED = {
    "docx", "odt", "xlsx", "ods", "pptx", "odp", "epub", "pdf", "rtf", "txt", "csv", "jpg", "jpeg", "png", "webp",
}  # fmt: skip
_MACROS = re.compile(r"(?:\A|/)(?:vbaProject\.bin|vbaData\.xml|activeX/.*|Basic/.*|Scripts/.*)\Z", re.IGNORECASE)
_PROGRAM = re.compile(
    r"(?:\A|/)(?:oleObject\d*\.bin|.*\.(?:exe|dll|js|vbs|bat|cmd|scr|jar|lnk|hta|ps1))\Z", re.IGNORECASE
)
_TYPES = ("[Content_Types].xml", "META-INF/manifest.xml")
_MACRO_TYPE = re.compile(rb"macroEnabled|vbaProject|application/vnd\.sun\.xml\.ui\.configuration\+macro", re.IGNORECASE)
_FROM_AFAR = re.compile(rb"attachedTemplate[^>]+Target=\"(?:https?:|\\\\|//|ftp:)", re.IGNORECASE)
_SCRIPT = re.compile(rb"<script[\s>/]", re.IGNORECASE)
BROKEN = "Tego pliku nie da się otworzyć: jest uszkodzony albo niepełny. Zapisz go od nowa i wgraj jeszcze raz."


@contextmanager
def opened(file: str | BinaryIO) -> Iterator[zipfile.ZipFile]:
    """Give the container of a file after looking at its directory.

    :raises RuleBroken: it is broken, locked, or would unpack into far too much.
    """
    try:
        with zipfile.ZipFile(file) as container:
            _check_directory(container.infolist())
            yield container
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as broken:
        raise RuleBroken(BROKEN) from broken


def part(container: zipfile.ZipFile, name: str) -> bytes:
    """Return a member's bytes.

    :raises RuleBroken: it is too large, or is not there.
    """
    if name not in container.NameToInfo:
        raise RuleBroken(BROKEN)
    with container.open(name) as member:
        data = member.read(LARGEST_PART_BYTES + 1)
    if len(data) > LARGEST_PART_BYTES:
        raise RuleBroken("Jedna z części tego pliku jest za duża, żeby ją sprawdzić. Podziel plik na mniejsze.")
    return data


def _check_directory(members: list[zipfile.ZipInfo]) -> None:
    unpacked, packed = sum(one.file_size for one in members), sum(one.compress_size for one in members)
    if len(members) > MOST_MEMBERS:
        raise RuleBroken(f"W tym pliku jest {len(members)} części, a przyjmujemy najwyżej {MOST_MEMBERS}.")
    if unpacked > LARGEST_UNPACKED_BYTES or unpacked > max(HARMLESS_BYTES, LARGEST_RATIO * packed):
        raise RuleBroken("To bomba zip: mały plik, który rozpakowuje się do ogromnego. Takiego nie przyjmujemy.")
    if any(one.flag_bits & 1 for one in members):
        raise RuleBroken("Ten plik jest zabezpieczony hasłem. Zapisz go bez hasła i wgraj jeszcze raz.")
    if any(_leads_out(one.filename) for one in members):
        raise RuleBroken("Nazwy w tym pliku prowadzą poza jego folder. Spakuj go od nowa i wgraj jeszcze raz.")


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in PurePosixPath(name.replace("\\", "/")).parts or ":" in name[:3]


def check_document(file: str | BinaryIO, kind: str) -> None:
    """Refuse an office document or a book in which something runs, or that is another file as well.

    :raises RuleBroken: why, in a sentence.
    """
    with opened(file) as container:
        names = container.namelist()
        declared = b"".join(part(container, name) for name in _TYPES if name in names)
        if any(_MACROS.search(name) for name in names) or _MACRO_TYPE.search(declared):
            raise RuleBroken("Ten dokument ma makra, czyli mały program. Zapisz go jako zwykły dokument, bez makr.")
        if any(_PROGRAM.search(name) for name in names):
            raise RuleBroken(
                "W tym dokumencie jest osadzony program albo obiekt z innego programu. Usuń go i wgraj plik."
            )
        for name in names:
            if name.endswith("settings.xml.rels") and _FROM_AFAR.search(part(container, name)):
                raise RuleBroken("Ten dokument przy otwarciu pobiera szablon z internetu. Zapisz go bez szablonu.")
        if kind == "epub" and any(_SCRIPT.search(part(container, name)) for name in names if _is_page(name)):
            raise RuleBroken("Ta książka EPUB zawiera skrypt. Zapisz ją bez skryptów i wgraj jeszcze raz.")
    _check_head(file)


def _is_page(name: str) -> bool:
    return name.lower().endswith((".xhtml", ".html", ".htm", ".svg"))


def _check_head(file: str | BinaryIO) -> None:
    """Refuse what a reader of PDF would take for a PDF: it looks for the mark in the first kilobyte."""
    if isinstance(file, str):
        with open(file, "rb") as source:
            head = source.read(1_100)
    else:
        file.seek(0)
        head = file.read(1_100)
    if b"%PDF-" in head:
        raise RuleBroken("W tym pliku jest ukryty drugi plik (PDF). Zapisz dokument od nowa.")


def check_archive(file: str) -> None:
    """Refuse an archive that holds anything but documents and pictures, each looked at as if it came alone.

    :raises RuleBroken: why, with the name of the member.
    """
    with opened(file) as container:
        for member in container.infolist():
            if not member.is_dir():
                _check_member(container, member.filename)


def _check_member(container: zipfile.ZipFile, name: str) -> None:
    suffix = PurePosixPath(name).suffix.lstrip(".").lower()
    shown = PurePosixPath(name).name[:80]
    if suffix not in ARCHIVED:
        raise RuleBroken(f"W archiwum jest plik „{shown}”. Przyjmujemy archiwa z dokumentami i obrazami.")
    data = io.BytesIO(part(container, name))
    kind = sniff(data) or ""
    told = {"jpg": "jpeg"}.get(suffix, suffix)
    if kind in ("zip", "polyglot", "html", "svg") or (told not in ("rtf", "txt", "csv") and kind != told):
        raise RuleBroken(f"Plik „{shown}” w archiwum jest czym innym, niż mówi jego nazwa.")
    try:
        if kind == "pdf":
            check_bytes(data.getvalue())
        elif told not in ("rtf", "txt", "csv", "jpeg", "png", "webp"):
            check_document(data, kind)
    except RuleBroken as refusal:
        raise RuleBroken(f"Plik „{shown}” w archiwum: {refusal.message}") from refusal
