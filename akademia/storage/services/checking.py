"""Comparing the rows of files with the bytes that lie in the store."""

from collections.abc import Iterator
from dataclasses import dataclass

from akademia.core.db import let_go
from akademia.core.text import bytes_words
from akademia.storage import queries, store

COMPARED_AT_ONCE = 200


@dataclass(frozen=True)
class Damage:
    """A file whose bytes are not what was kept. `words`: what is wrong, as the rest of a sentence."""

    file_id: int
    key: str
    words: str


def damages() -> Iterator[Damage]:
    """Compare every file with its row: there, as long as it was, and with its hash.

    Bytes are read in pieces and rows a few at a time; no transaction is open while bytes are read. A file that is
    removed meanwhile is no damage: its bytes stay for a day.
    """
    last = 0
    while files := [(f.id, f.key, f.size_bytes, f.sha256) for f in queries.files_after(last, COMPARED_AT_ONCE)]:
        let_go()
        for number, key, size_bytes, sha256 in files:
            words = _trouble(key, size_bytes, sha256)
            if words:
                yield Damage(number, key, words)
        last = files[-1][0]


def _trouble(key: str, size_bytes: int, sha256: str) -> str:
    try:
        size = store.size_of(key)
        if size is None:
            return "brakuje pliku"
        if size != size_bytes:
            return f"plik ma {bytes_words(size)} zamiast {bytes_words(size_bytes)} ({size} i {size_bytes} B)"
        return "" if store.hash_of(key) == sha256 else "plik ma inną treść niż ta, którą zapisaliśmy"
    except Exception as error:  # each backend has its own; the other files are still worth looking at
        return f"pliku nie da się odczytać ({type(error).__name__})"
