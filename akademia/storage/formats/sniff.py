"""Telling a file's kind from its content; its name and what the sender calls it count for nothing."""

import re
import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

import filetype

HEAD_BYTES = 8_192
PIECE_BYTES = 1_048_576
LARGEST_DIRECTORY_BYTES = 4_000_000
_END_OF_ZIP = b"PK\x05\x06"
_SIMPLE = {
    "image/jpeg": "jpeg", "image/png": "png", "image/webp": "webp", "image/avif": "avif", "image/gif": "gif",
    "image/heic": "heic", "audio/mpeg": "mp3", "application/pdf": "pdf",
}  # fmt: skip
_BRANDS = {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash", b"MSNV", b"mmp4"}
_HEIC_BRANDS = {b"heic", b"heix", b"mif1", b"msf1", b"hevc"}
_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_STATED = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
    b"application/epub+zip": "epub",
}
# Pictures, films and recordings hold none of these by chance: the likeliest turns up once in 10^12 bytes.
_HIDDEN = re.compile(rb"<script[\s>/]|<\?php\s|<!doctype html|<html[\s>]|<iframe[\s>]", re.IGNORECASE)
_NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_OVERLAP = 16


def sniff(file: BinaryIO) -> str | None:
    """Return the name of a file's kind, or of a stranger (`svg`, `html`, `heic`, `polyglot`); None: unknown.

    Text of no other kind is `txt`, whatever it says: a place that takes it looks at the name as well.

    :param file: open for reading and seeking. Where it stands afterwards is not told.
    """
    file.seek(0)
    head = file.read(HEAD_BYTES)
    kind = _by_head(head)
    if kind == "zip":
        return _by_container(file)
    if kind in ("jpeg", "png", "webp", "avif", "gif", "mp4", "webm", "mp3", "ogg") and _hides_something(file):
        return "polyglot"
    if kind == "pdf" and _directory_size(file) is not None:
        return "polyglot"
    return "txt" if kind is None and head and _is_plain(file) else kind


def _by_head(head: bytes) -> str | None:
    if head[:4] == b"PK\x03\x04":
        return "zip"
    if head[4:8] == b"ftyp":
        return _by_brand(head)
    if head[:4] == b"\x1aE\xdf\xa3":
        return "webm" if b"webm" in head[:64] else None
    if head[:4] == b"OggS":
        return "ogg" if (b"vorbis" in head or b"OpusHead" in head) and b"theora" not in head else None
    if _is_text(head):
        return _by_words(head)
    guessed = filetype.guess(head)
    return _SIMPLE.get(guessed.mime) if guessed else None


def _by_brand(head: bytes) -> str | None:
    brand, end = head[8:12], struct.unpack(">I", head[:4])[0]
    brands = {brand, *(head[place : place + 4] for place in range(16, min(end, 256), 4))}
    if b"avif" in brands:
        return "avif"
    if brand in _HEIC_BRANDS:
        return "heic"
    return "mp4" if brand in _BRANDS else None


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4 and len(head) == HEAD_BYTES  # a letter cut in two
    return True


def _by_words(head: bytes) -> str | None:
    words = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if words.startswith(b"webvtt"):
        return "vtt"
    if words.startswith(b"%pdf-"):
        return "pdf"
    if re.search(rb"<svg[\s>]", words):
        return "svg"
    return "html" if re.match(rb"<(?:!doctype html|html|head|body|script|\?xml|!--)", words) else None


def _is_plain(file: BinaryIO) -> bool:
    """Say whether a whole file is text: no sign that stands in none, whichever of the usual Polish encodings it has."""
    return not any(_NO_TEXT.search(piece) for piece in _pieces(file))


def _hides_something(file: BinaryIO) -> bool:
    """Say whether a picture, film or recording is another file as well, or carries a script."""
    return _directory_size(file) is not None or any(_HIDDEN.search(piece) for piece in _pieces(file))


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    before = b""
    while piece := file.read(PIECE_BYTES):
        yield before + piece
        before = piece[-_OVERLAP:]


def _directory_size(file: BinaryIO) -> int | None:
    """Return how many bytes the directory of a zip at the end of a file has; None when there is no zip."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    place = tail.rfind(_END_OF_ZIP)
    if place < 0 or len(tail) - place < 22:
        return None
    directory, offset, note = struct.unpack("<IIH", tail[place + 12 : place + 22])
    reaches_back = directory + offset <= size - (len(tail) - place)
    return int(directory) if len(tail) - place == 22 + note and reaches_back else None


def _by_container(file: BinaryIO) -> str | None:
    """Tell what a zip is: an office file, a book or just a zip. Only its directory and its first member are read."""
    directory = _directory_size(file)
    if directory is None or directory > LARGEST_DIRECTORY_BYTES:
        return None
    try:
        with zipfile.ZipFile(file) as container:
            names = set(container.namelist())
            stated = _stated(container, names)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError):
        return None
    if stated is not None:
        return stated
    if "[Content_Types].xml" in names:
        return next((kind for name, kind in _OFFICE.items() if name in names), "zip")
    return "zip"


def _stated(container: zipfile.ZipFile, names: set[str]) -> str | None:
    if "mimetype" not in names or container.getinfo("mimetype").file_size > 100:
        return None
    kind = _STATED.get(container.read("mimetype").strip())
    needed = "META-INF/container.xml" if kind == "epub" else "content.xml"
    return kind if needed in names else None
