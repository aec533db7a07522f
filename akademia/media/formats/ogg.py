"""Recordings as pages (Ogg with Vorbis or Opus): what their comments say is blanked in place.

The packet of comments keeps its length: it says that there are none, zeros fill the rest, and the check sums of its
pages are made anew.
"""

import struct
import zlib
from dataclasses import dataclass, field
from typing import BinaryIO

from akademia.media.formats.raw import Broken, Count, Untold, blank, exact, put, size_of

MOST_PAGES = 2_000_000
_HEAD = struct.Struct("<4sBBqIIIB")
_OPENS = 2
_COMMENTS = {b"\x01vorbis": (b"\x03vorbis", bytes(8) + b"\x01"), b"OpusHead": (b"OpusTags", bytes(8))}
_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


@dataclass
class _Stream:
    """One recording of the file: how its comments begin and say that there are none, how many packets have ended,
    where its comments lie."""

    mark: bytes
    none: bytes
    packets: int = 0
    pieces: list[tuple[int, int]] = field(default_factory=list)
    pages: list[tuple[int, int]] = field(default_factory=list)


def clean(file: BinaryIO) -> None:
    """Blank in place the comments of each recording in a file.

    :param file: open for reading and writing.
    :raises RuleBroken: it is no whole recording, or carries something else as well.
    """
    at, size, count = 0, size_of(file), Count(MOST_PAGES)
    streams: dict[int, _Stream] = {}
    while at < size:
        count.one()
        at = _page(file, at, size, streams)
    if any(stream.packets < 2 for stream in streams.values()):
        raise Broken


def _page(file: BinaryIO, at: int, size: int, streams: dict[int, _Stream]) -> int:
    """Look at one page and return where the next one starts."""
    mark, _version, flags, _position, serial, _number, _sum, segments = _HEAD.unpack(exact(file, at, _HEAD.size))
    lacing = exact(file, at + _HEAD.size, segments)
    body = at + _HEAD.size + len(lacing)
    end = body + sum(lacing)
    if mark != b"OggS" or end > size:
        raise Broken
    if flags & _OPENS:
        streams[serial] = _opened(exact(file, body, end - body))
    if serial not in streams:
        raise Broken
    if streams[serial].packets < 2:
        _gather(file, streams[serial], (at, end), body, lacing)
    return end


def _opened(body: bytes) -> _Stream:
    for mark, comments in _COMMENTS.items():
        if body.startswith(mark):
            return _Stream(*comments)
    raise Untold


def _gather(file: BinaryIO, stream: _Stream, page: tuple[int, int], place: int, lacing: bytes) -> None:
    """Note the parts of the comments that lie on a page; when they end there, blank them."""
    for length in lacing:
        if stream.packets == 1:
            if not stream.pages or stream.pages[-1] != page:
                stream.pages.append(page)
                stream.pieces.append((place, place))
            stream.pieces[-1] = (stream.pieces[-1][0], place + length)
        place += length
        if length < 255:
            stream.packets += 1
        if stream.packets == 2:
            _blank_comments(file, stream)
            return


def _blank_comments(file: BinaryIO, stream: _Stream) -> None:
    told, rest = b"", stream.mark + stream.none
    for start, end in stream.pieces:
        told += exact(file, start, min(end - start, len(stream.mark) - len(told)))
    if told != stream.mark or sum(end - start for start, end in stream.pieces) < len(rest):
        raise Broken
    for start, end in stream.pieces:
        blank(file, start, end)
        put(file, start, rest[: end - start])
        rest = rest[end - start :]
    for start, end in stream.pages:
        put(file, start + 22, bytes(4))
        put(file, start + 22, struct.pack("<I", check_sum(exact(file, start, end - start))))


def check_sum(page: bytes) -> int:
    """Return the check sum of a page whose own is zero.

    Ogg counts bits from the other end than `zlib` does, so the bytes are mirrored on the way in and the sum on the
    way out.
    """
    mirrored = zlib.crc32(page.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{mirrored:032b}"[::-1], 2)
