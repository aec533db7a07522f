"""Films as elements (EBML, WebM): tags, titles, times, names and attachments are blanked in place.

An element that is not needed to play becomes a `Void` of the same size, filled with zeros, so that every position in
the film stays right.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from akademia.media.formats.raw import Broken, Count, Untold, blank, exact, put, size_of

MOST_ELEMENTS = 2_000_000
_HEAD, _SEGMENT, _CLUSTER = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67", b"\x1f\x43\xb6\x75"
_SEEK_HEAD, _INFO, _TRACKS, _CUES = b"\x11\x4d\x9b\x74", b"\x15\x49\xa9\x66", b"\x16\x54\xae\x6b", b"\x1c\x53\xbb\x6b"
_SEEK, _SEEK_ID = b"\x4d\xbb", b"\x53\xab"
_TRACK, _TRACK_KIND = b"\xae", b"\x83"
_VOID = b"\xec"
_LEVEL = {_SEEK_HEAD, _INFO, _TRACKS, _CUES, _CLUSTER}
_IN_CLUSTER = {b"\xe7", b"\xa3", b"\xa0", b"\xa7", b"\xab"}
_INFO_KEPT = {b"\x2a\xd7\xb1", b"\x44\x89"}  # how long a tick is, how long the film is
_APPS = {b"\x4d\x80", b"\x57\x41"}  # required by the format: emptied instead of taken out
_NAMES_OF_TRACK = {b"\x53\x6e", b"\x25\x86\x88", b"\x26\xb2\x40", b"\x3a\x96\x97", b"\x3b\x40\x40"}
_TRACK_GONE = {*_NAMES_OF_TRACK, b"\x74\x46", b"\xbf", _VOID}  # and links to attachments, check sums, leftovers
_PICTURE, _SOUND = 1, 2


@dataclass(frozen=True)
class Element:
    """An element in a file; `open` when its length is not told and it ends where its like begins."""

    name: bytes
    start: int
    body: int
    end: int
    open: bool = False


def clean(file: BinaryIO) -> None:
    """Blank in place all that a film does not need to be played.

    :param file: open for reading and writing.
    :raises RuleBroken: it is no whole film, or carries what cannot be taken out.
    """
    _Film(file).clean()


class _Film:
    def __init__(self, file: BinaryIO) -> None:
        self.file, self.size = file, size_of(file)
        self.count = Count(MOST_ELEMENTS)

    def clean(self) -> None:
        played = 0
        for element in self.elements(0, self.size):
            if element.name == _SEGMENT:
                played += self._segment(element)
            elif element.name != _HEAD:
                self._void(element)
        if not played:
            raise Broken("W tym pliku nie ma ani obrazu, ani dźwięku, który umiemy odtworzyć.")

    def elements(self, start: int, end: int, opens: frozenset[bytes] = frozenset({_SEGMENT})) -> Iterator[Element]:
        """Give the elements of a place. Only an element among `opens` may leave its length untold."""
        while start < end:
            self.count.one()
            element = self._element(start, end)
            if element.open and element.name not in opens:
                raise Broken
            yield element
            start = element.end

    def _element(self, start: int, end: int) -> Element:
        head = exact(self.file, start, min(12, end - start))
        id_bytes = 9 - head[0].bit_length()
        if not 1 <= id_bytes <= 4 or len(head) <= id_bytes:
            raise Broken
        size_bytes = 9 - head[id_bytes].bit_length()
        body = start + id_bytes + size_bytes
        if not 1 <= size_bytes <= 8 or body > end:
            raise Broken
        size = int.from_bytes(head[id_bytes : id_bytes + size_bytes]) & ((1 << 7 * size_bytes) - 1)
        name = head[:id_bytes]
        if size == (1 << 7 * size_bytes) - 1:
            return Element(name, start, body, body if name == _CLUSTER else end, open=True)
        if body + size > end:
            raise Broken
        return Element(name, start, body, body + size)

    def _void(self, element: Element) -> None:
        """Put an empty element of the same size in the place of another."""
        length = element.end - element.start
        blank(self.file, element.start, element.end)
        size = bytes([0x80 | (length - 2)]) if length <= 128 else (1 << 56 | length - 9).to_bytes(8)
        put(self.file, element.start, _VOID + size)

    def _segment(self, segment: Element) -> int:
        """Clean the film itself and return how many tracks it plays. An open cluster's elements are met one by one."""
        played = 0
        for element in self.elements(segment.body, segment.end, frozenset({_CLUSTER})):
            if element.name == _SEEK_HEAD:
                self._seek_head(element)
            elif element.name == _INFO:
                self._info(element)
            elif element.name == _TRACKS:
                played += self._tracks(element)
            elif element.name not in _LEVEL | _IN_CLUSTER:
                self._void(element)
        return played

    def _seek_head(self, head: Element) -> None:
        """Keep the addresses of what stays only."""
        for seek in self.elements(head.body, head.end):
            if seek.name != _SEEK or not self._sought(seek) <= _LEVEL:
                self._void(seek)

    def _sought(self, seek: Element) -> set[bytes]:
        return {self._data(one) for one in self.elements(seek.body, seek.end) if one.name == _SEEK_ID}

    def _info(self, info: Element) -> None:
        for element in self.elements(info.body, info.end):
            if element.name in _APPS:
                blank(self.file, element.body, element.end)
            elif element.name not in _INFO_KEPT:
                self._void(element)

    def _tracks(self, tracks: Element) -> int:
        """Take names out of tracks and return how many there are.

        :raises Untold: one is neither picture nor sound; its data lie scattered all over the film.
        """
        count = 0
        for track in self.elements(tracks.body, tracks.end):
            if track.name != _TRACK:
                self._void(track)
                continue
            count += 1
            for element in self.elements(track.body, track.end):
                if element.name in _TRACK_GONE:
                    self._void(element)
                elif element.name == _TRACK_KIND and int.from_bytes(self._data(element)) not in (_PICTURE, _SOUND):
                    raise Untold
        return count

    def _data(self, element: Element) -> bytes:
        return exact(self.file, element.body, min(8, element.end - element.body))
