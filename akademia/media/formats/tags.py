"""MP3 recordings: the tags before and behind the sound (ID3, APE, Lyrics3) are left behind."""

import struct
from collections.abc import Callable
from typing import BinaryIO

from akademia.media.formats.raw import PIECE_BYTES, Broken, Count, exact, size_of

MOST_TAGS = 1_000
SEARCHED_BYTES = 65_536
_ID3_HEAD = 10
_APE_HEAD = 32
_APE_HAS_HEADER, _APE_IS_HEADER = 1 << 31, 1 << 29
_LONGEST_OLD_LYRICS = 5_100


def copy_sound(file: BinaryIO, out: BinaryIO) -> None:
    """Copy what is between the tags.

    :raises RuleBroken: a tag is longer than the file, or there is no sound.
    """
    start, end = _sound(file)
    file.seek(start)
    while start < end:
        piece = file.read(min(PIECE_BYTES, end - start))
        start += out.write(piece)


def _sound(file: BinaryIO) -> tuple[int, int]:
    start, end, count = 0, size_of(file), Count(MOST_TAGS)
    while length := _any(_FRONT, file, start, end):
        count.one()
        start += length
    while length := _any(_BACK, file, start, end):
        count.one()
        end -= length
    return start + _before_first_frame(exact(file, start, min(SEARCHED_BYTES, end - start))), end


def _any(finders: tuple[Callable[[BinaryIO, int, int], int], ...], file: BinaryIO, start: int, end: int) -> int:
    """Return how long the tag is that some finder sees at its edge; 0 when there is none.

    :raises Broken: it is longer than what is left.
    """
    length = next((found for find in finders if (found := find(file, start, end))), 0)
    if length > end - start:
        raise Broken
    return length


def _front_id3(file: BinaryIO, start: int, end: int) -> int:
    head = _edge(file, start, end, _ID3_HEAD)
    if head[:3] != b"ID3":
        return 0
    return _ID3_HEAD * (2 if head[5] & 0x10 else 1) + _seven_bits(head[6:10])


def _front_ape(file: BinaryIO, start: int, end: int) -> int:
    head = _edge(file, start, end, _APE_HEAD)
    if head[:8] != b"APETAGEX":
        return 0
    size, _count, flags = struct.unpack("<III", head[12:24])
    return _APE_HEAD + int(size) if flags & _APE_IS_HEADER else 0


def _back_id3v1(file: BinaryIO, start: int, end: int) -> int:
    if _edge(file, end - 128, end, 3) != b"TAG" or end - 128 < start:
        return 0
    return 128 + (227 if _edge(file, end - 355, end, 4) == b"TAG+" and end - 355 >= start else 0)


def _back_id3(file: BinaryIO, start: int, end: int) -> int:
    foot = _edge(file, end - _ID3_HEAD, end, _ID3_HEAD)
    return 2 * _ID3_HEAD + _seven_bits(foot[6:10]) if foot[:3] == b"3DI" else 0


def _back_ape(file: BinaryIO, start: int, end: int) -> int:
    foot = _edge(file, end - _APE_HEAD, end, _APE_HEAD)
    if foot[:8] != b"APETAGEX":
        return 0
    size, _count, flags = struct.unpack("<III", foot[12:24])
    return max(int(size), _APE_HEAD) + (_APE_HEAD if flags & _APE_HAS_HEADER else 0)


def _back_lyrics(file: BinaryIO, start: int, end: int) -> int:
    foot = _edge(file, end - 15, end, 15)
    if foot[6:] == b"LYRICS200" and foot[:6].isdigit():
        return 15 + int(foot[:6])
    if foot[6:] != b"LYRICSEND":
        return 0
    begin = max(start, end - _LONGEST_OLD_LYRICS)
    place = exact(file, begin, end - begin).rfind(b"LYRICSBEGIN")
    return end - begin - place if place >= 0 else 0


_FRONT = (_front_id3, _front_ape)
_BACK = (_back_id3v1, _back_id3, _back_ape, _back_lyrics)


def _edge(file: BinaryIO, at: int, end: int, length: int) -> bytes:
    """Return so many bytes, or zeros where there are not so many."""
    return exact(file, at, length) if 0 <= at <= end - length else bytes(length)


def _seven_bits(said: bytes) -> int:
    """Return a number that ID3 writes in seven bits of each byte."""
    return int(sum((byte & 0x7F) << 7 * place for place, byte in enumerate(reversed(said))))


def _before_first_frame(head: bytes) -> int:
    """Return how many bytes lie before the first frame of sound.

    :raises Broken: there is none.
    """
    place = head.find(b"\xff")
    while 0 <= place <= len(head) - 4:
        _, second, third, _ = head[place : place + 4]
        version, layer, rate = second >> 3 & 3, second >> 1 & 3, third >> 2 & 3
        if second >= 0xE0 and version != 1 and layer != 0 and rate != 3 and third >> 4 != 15:
            return place
        place = head.find(b"\xff", place + 1)
    raise Broken("W tym pliku nie ma dźwięku, który umiemy odtworzyć.")
