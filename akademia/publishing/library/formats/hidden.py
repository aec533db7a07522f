"""What hides in a PDF: scripts, attached files, commands, and content that unpacks into far more than it shows.

The bytes are looked at as they lie, and those packed into object streams are unpacked first. What cannot be looked at
(encrypted, packed in an unusual way) is refused, so that nothing comes in unseen.
"""

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

LARGEST_UNPACKED_BYTES = 400_000_000
_PIECE_BYTES = 1_048_576
_HEAD_BYTES = 20_000
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_END = rb"(?![A-Za-z0-9_#-])"


class Trouble(NamedTuple):
    """A name in a PDF, and what it stands for in the accusative („Ten PDF zawiera …”)."""

    name: bytes
    words: str


TROUBLES = (
    Trouble(b"JavaScript", "skrypt (JavaScript)"),
    Trouble(b"Launch", "polecenie, które uruchamia program"),
    Trouble(b"EmbeddedFile", "osadzony w nim inny plik"),
    Trouble(b"EmbeddedFiles", "osadzony w nim inny plik"),
    Trouble(b"GoToE", "odnośnik do osadzonego pliku"),
    Trouble(b"RichMedia", "osadzony film albo program"),
)
# Too short to be looked for where bytes of pictures lie: there they come by chance.
_SHORT = (Trouble(b"JS", "skrypt (JavaScript)"), Trouble(b"XFA", "formularz XFA, który działa jak program"))


def _spelt(name: bytes) -> bytes:
    """Return a pattern of a name with any of its letters written by number (`/J#61vaScript`)."""
    return b"".join(b"(?:%c|#(?i:%02x))" % (letter, letter) for letter in name)


def _looked_for(troubles: tuple[Trouble, ...]) -> re.Pattern[bytes]:
    return re.compile(b"/(?:" + b"|".join(b"(" + _spelt(one.name) + b")" for one in troubles) + b")" + _END)


_ANYWHERE = _looked_for(TROUBLES)
_OUTSIDE = _looked_for((*TROUBLES, *_SHORT))


def hidden(data: bytes) -> str:
    """Return why a PDF is not taken, as a sentence; empty when nothing hides in it."""
    met = _met(_ANYWHERE, data, TROUBLES)
    if met:
        return met
    unpacked, last = 0, 0
    for found in _STREAM.finditer(data):
        if found.start() < last:
            continue
        outside, last = data[last : found.start()], _end_of(data, found.end())
        head = _ESCAPE.sub(lambda sign: bytes([int(sign[1], 16)]), outside[-_HEAD_BYTES:])
        met = _met(_OUTSIDE, outside, (*TROUBLES, *_SHORT)) or _met_packed(head, data[found.end() : last])
        if met:
            return met
        own = head[head.rfind(b"endobj") + 1 :]
        if b"FlateDecode" in own and b"/Image" not in own:
            unpacked += _length(data[found.end() : last], LARGEST_UNPACKED_BYTES - unpacked)
        if unpacked >= LARGEST_UNPACKED_BYTES:
            return "Ten PDF rozpakowuje się do setek megabajtów (krój pisma albo treść). Zapisz go od nowa."
    return _met(_OUTSIDE, data[last:], (*TROUBLES, *_SHORT))


def _end_of(data: bytes, start: int) -> int:
    end = data.find(b"endstream", start)
    return end if end >= 0 else len(data)


def _met(pattern: re.Pattern[bytes], data: bytes, troubles: tuple[Trouble, ...]) -> str:
    found = pattern.search(data)
    if found is None or found.lastindex is None:
        return ""
    return f"Ten PDF zawiera {troubles[found.lastindex - 1].words}. Zapisz go bez tego i wgraj jeszcze raz."


def _met_packed(head: bytes, packed: bytes) -> str:
    """Look into a stream that objects are packed in."""
    if b"ObjStm" not in head:
        return ""
    own = head[head.rfind(b"endobj") + 1 :]
    unusual = re.search(rb"/(?:ASCIIHex|ASCII85|LZW|RunLength|JBIG2|DCT)Decode|/Predictor\s*1?[2-9]|/Crypt\b", own)
    if unusual:
        return (
            "Treści tego PDF-a nie da się sprawdzić: jest nietypowo spakowana. Zapisz go od nowa i wgraj jeszcze raz."
        )
    content = b"".join(_unpacked(packed, LARGEST_UNPACKED_BYTES // 4)) if b"FlateDecode" in own else packed
    return _met(_OUTSIDE, content, (*TROUBLES, *_SHORT))


def _length(packed: bytes, most: int) -> int:
    return sum(len(piece) for piece in _unpacked(packed, most))


def _unpacked(packed: bytes, most: int) -> Iterator[bytes]:
    """Give what a stream unpacks into, piece by piece, at most about so many bytes; a broken one gives what it can."""
    opener, come = zlib.decompressobj(), 0
    rest = packed
    while come < most and not opener.eof:
        try:
            piece = opener.decompress(rest, _PIECE_BYTES)
        except zlib.error:
            return
        if not piece and not opener.unconsumed_tail:
            return
        rest, come = opener.unconsumed_tail, come + len(piece)
        yield piece
