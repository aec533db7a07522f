"""Reading and blanking places of a foreign file: what is not there refuses the file, nothing is read whole."""

from typing import BinaryIO

from akademia.core.errors import RuleBroken

PIECE_BYTES = 262_144
_ZEROS = bytes(PIECE_BYTES)


class Broken(RuleBroken):
    message = "Ten film albo nagranie jest uszkodzone lub niepełne. Zapisz je od nowa i wgraj jeszcze raz."


class Untold(RuleBroken):
    """It carries something that we can neither play nor safely take out."""

    message = (
        "W tym pliku jest ścieżka, która nie jest ani obrazem, ani dźwiękiem, a może zdradzać miejsce nagrania. "
        "Zapisz go od nowa tylko z obrazem i dźwiękiem i wgraj jeszcze raz."
    )


class Count:
    """Refuses a file that is cut into more parts than any true one is."""

    def __init__(self, most: int) -> None:
        self.left = most

    def one(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Broken


def exact(file: BinaryIO, at: int, length: int) -> bytes:
    """Return exactly so many bytes from a place.

    :raises Broken: the file ends before.
    """
    file.seek(at)
    data = file.read(length)
    if len(data) != length:
        raise Broken
    return data


def put(file: BinaryIO, at: int, data: bytes) -> None:
    file.seek(at)
    file.write(data)


def blank(file: BinaryIO, start: int, end: int) -> None:
    """Write zeros over a place, in pieces."""
    file.seek(start)
    while start < end:
        start += file.write(_ZEROS[: end - start])


def size_of(file: BinaryIO) -> int:
    return file.seek(0, 2)
