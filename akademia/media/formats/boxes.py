"""Films as boxes (ISO 14496-12, MP4): what tells where, when, by whom and with what they were made is blanked in place.

A box that is not needed to play becomes a `free` box of the same size, filled with zeros, so that every offset in the
film stays right. A track that is neither picture nor sound (telemetry, position, subtitles written by a drone) goes
with its data. What the camera coded into the pictures themselves stays.
"""

import struct
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from akademia.media.formats.raw import Broken, Count, Untold, blank, exact, put, size_of

MOST_BOXES = 2_000_000
LARGEST_TABLE_BYTES = 16_000_000
_TOP = {b"ftyp", b"styp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"ssix"}
_KEPT = {
    b"moov": {b"mvhd", b"trak", b"mvex", b"iods"},
    b"trak": {b"tkhd", b"mdia", b"edts", b"tapt"},
    b"mdia": {b"mdhd", b"hdlr", b"minf", b"elng"},
    b"minf": {b"vmhd", b"smhd", b"gmhd", b"hmhd", b"hdlr", b"dinf", b"stbl"},
    b"moof": {b"mfhd", b"traf"},
}
_NEVER = {b"udta", b"meta", b"uuid", b"free", b"skip", b"wide"}
_TIMED = {b"mvhd", b"tkhd", b"mdhd"}
_PLAYED = {b"vide", b"soun"}


@dataclass(frozen=True)
class Box:
    """A box in a file: where it starts, where its body starts, where it ends."""

    name: bytes
    start: int
    body: int
    end: int


def clean(file: BinaryIO) -> None:
    """Blank in place all that a film does not need to be played.

    :param file: open for reading and writing.
    :raises RuleBroken: it is no whole film, or carries what cannot be taken out.
    """
    _Film(file).clean()


class _Film:
    def __init__(self, file: BinaryIO) -> None:
        self.file, self.size = file, size_of(file)
        self.count = Count(MOST_BOXES)
        self.blanked = 0
        self.media: list[tuple[int, int]] = []

    def boxes(self, start: int, end: int) -> Iterator[Box]:
        while start + 8 <= end:
            self.count.one()
            box = self._box(start, end)
            yield box
            start = box.end

    def _box(self, start: int, end: int) -> Box:
        size, name = struct.unpack(">I4s", exact(self.file, start, 8))
        body = start + 8
        if size == 1:
            (size,) = struct.unpack(">Q", exact(self.file, body, 8))
            body += 8
        elif size == 0:
            size = end - start
        if size < body - start or (start + size > end):
            raise _Overlong(name)
        return Box(name, start, body, start + size)

    def clean(self) -> None:
        top = self._top()
        self.media = sorted((box.body, box.end) for box in top if box.name == b"mdat")
        played = [self._film(box) for box in top if box.name == b"moov"]
        if not any(played):
            raise Broken("W tym pliku nie ma ani obrazu, ani dźwięku, który umiemy odtworzyć.")
        for box in top:
            if box.name == b"moof":
                self._fragment(box)
            elif box.name not in _TOP:
                self._free(box)

    def _top(self) -> list[Box]:
        """Return the boxes of the file itself; what follows the film and is no box is taken as one to be freed."""
        found: list[Box] = []
        try:
            for box in self.boxes(0, self.size):
                found.append(box)
        except _Overlong as rest:
            end = found[-1].end if found else 0
            if rest.name in _TOP or not any(box.name == b"moov" for box in found):
                raise
            put(self.file, end, struct.pack(">I", 0))  # a box of size 0 reaches to the end of the file
            found.append(Box(b"rest", end, end + 8, self.size))
        blank(self.file, found[-1].end if found else 0, self.size)
        return found

    def _free(self, box: Box) -> None:
        put(self.file, box.start + 4, b"free")
        blank(self.file, box.body, box.end)

    def _film(self, moov: Box) -> bool:
        """Clean the film's head and say whether something to play is left."""
        inside = list(self.boxes(moov.body, moov.end))
        tracks = {box: self._handler(box) for box in inside if box.name == b"trak"}
        others = [box for box, handler in tracks.items() if handler not in _PLAYED]
        if others and any(box.name == b"mvex" for box in inside):
            raise Untold
        for box in others:
            self._drop_samples(box)
            self._free(box)
        for box in inside:
            if box not in others:
                self._settle(box, b"moov", tracks.get(box, b""))
        return len(tracks) > len(others)

    def _settle(self, box: Box, parent: bytes, handler: bytes = b"") -> None:
        """Keep a box, clean it inside, or free it."""
        if box.name in _NEVER or (parent in _KEPT and box.name not in _KEPT[parent]):
            self._free(box)
        elif box.name in _TIMED:
            wide = exact(self.file, box.body, 1) == b"\1"
            blank(self.file, box.body + 4, min(box.end, box.body + (20 if wide else 12)))
        elif box.name == b"hdlr":
            blank(self.file, min(box.end, box.body + 12), box.end)
        elif box.name == b"stsd":
            self._forget_makers(box, handler)
        elif box.name in (b"trak", b"mdia", b"minf", b"stbl", b"traf"):
            for inner in list(self.boxes(box.body, box.end)):
                self._settle(inner, box.name, handler)

    def _forget_makers(self, stsd: Box, handler: bytes) -> None:
        """Blank the names of the maker and of the coder in how samples are described."""
        for entry in list(self.boxes(stsd.body + 8, stsd.end)):
            length = entry.end - entry.start
            if length >= 24:
                blank(self.file, entry.start + 20, entry.start + 24)
            if length >= 86 and handler == b"vide":
                blank(self.file, entry.start + 50, entry.start + 82)

    def _fragment(self, moof: Box) -> None:
        for box in list(self.boxes(moof.body, moof.end)):
            self._settle(box, b"moof")

    def _find(self, box: Box, *path: bytes) -> Box | None:
        for name in path:
            inner = next((one for one in self.boxes(box.body, box.end) if one.name == name), None)
            if inner is None:
                return None
            box = inner
        return box

    def _handler(self, track: Box) -> bytes:
        found = self._find(track, b"mdia", b"hdlr")
        return exact(self.file, found.body + 8, 4) if found and found.end - found.body >= 12 else b""

    def _drop_samples(self, track: Box) -> None:
        """Blank the data of a track that goes.

        :raises RuleBroken: its tables point outside the film's data, or to more than there is.
        """
        table = self._find(track, b"mdia", b"minf", b"stbl")
        for start, end in self._chunks(table) if table else ():
            place = bisect_right(self.media, (start, self.size)) - 1
            self.blanked += end - start
            if place < 0 or end > self.media[place][1] or self.blanked > self.size:
                raise Broken
            blank(self.file, start, end)

    def _chunks(self, stbl: Box) -> Iterator[tuple[int, int]]:
        parts = {box.name: box for box in self.boxes(stbl.body, stbl.end)}
        offsets = self._table(parts.get(b"stco"), "I", 8) or self._table(parts.get(b"co64"), "Q", 8)
        if not offsets:
            return
        if b"stsz" not in parts or b"stsc" not in parts:
            raise Untold
        (each,) = struct.unpack(">I", exact(self.file, parts[b"stsz"].body + 4, 4))
        sizes = array("I") if each else self._table(parts[b"stsz"], "I", 12)
        runs = self._table(parts[b"stsc"], "I", 8)
        samples = at = run = 0
        for number, start in enumerate(offsets, 1):
            while at + 3 <= len(runs) and runs[at] <= number:
                run, at = runs[at + 1], at + 3
            length = run * each if each else sum(sizes[samples : samples + run])
            samples += run
            if length:
                yield start, start + length

    def _table(self, box: Box | None, code: str, head: int) -> "array[int]":
        """Return the numbers that a box lists behind its head."""
        numbers = array(code if code == "I" else "Q")
        if box is None:
            return numbers
        length = (box.end - box.body - head) // numbers.itemsize * numbers.itemsize
        if not 0 <= length <= LARGEST_TABLE_BYTES:
            raise Broken
        numbers.frombytes(exact(self.file, box.body + head, length))
        if sys.byteorder == "little":
            numbers.byteswap()
        return numbers


class _Overlong(Broken):
    """A box that says it is longer than what it lies in."""

    def __init__(self, name: bytes) -> None:
        super().__init__()
        self.name = name
