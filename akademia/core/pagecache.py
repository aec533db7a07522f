"""The page cache: a visitor's public page is kept whole, before Flask, until anything public changes.

An entry bears the generation at which it was made; one row, read per hit, holds the present one. Kept are answers
200 to GET without a session cookie, marked by `app` as public. Two variants: plain and gzip. What an answer is a use of
is told to the tally here, whoever gave it.
"""

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine
from werkzeug.http import parse_cookie

from akademia.core.tally import COUNTED, Tally

MARK = "X-Akademia-Public"
LARGEST_BYTES = 1_000_000
LONGEST_ADDRESS = 1_000
LOOKS = ("light", "dark", "contrast")
LOOK_COOKIE = "wyglad"

Start = Callable[..., Any]
Wsgi = Callable[[dict[str, Any], Start], Iterable[bytes]]


@dataclass(frozen=True)
class Entry:
    generation: int
    etag: str
    headers: list[tuple[str, str]]
    body: bytes
    packed: bytes
    counted: str = ""


@dataclass
class Shelf:
    """Entries by key, the longest unused dropped first when their bytes pass the room."""

    room_bytes: int = 64_000_000
    used_bytes: int = 0
    entries: OrderedDict[tuple[str, str, str], Entry] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: tuple[str, str, str]) -> Entry | None:
        entry = self.entries.get(key)
        if entry is not None:
            with self.lock:
                if key in self.entries:
                    self.entries.move_to_end(key)
        return entry

    def put(self, key: tuple[str, str, str], entry: Entry) -> None:
        with self.lock:
            self._drop(key)
            self.entries[key] = entry
            self.used_bytes += _size(entry)
            while self.used_bytes > self.room_bytes:
                self._drop(next(iter(self.entries)))

    def _drop(self, key: tuple[str, str, str]) -> None:
        gone = self.entries.pop(key, None)
        if gone is not None:
            self.used_bytes -= _size(gone)


def _size(entry: Entry) -> int:
    return len(entry.body) + len(entry.packed) + 1_000


class Generation:
    """Reads the generation row on raw connections of its own (no transaction, no session).

    They lie on a shelf and are lent for one question. None belongs to a thread: what a thread keeps is taken apart
    while the thread ends, and Python code that runs then (a connection being closed) brought whole web processes down.
    """

    def __init__(self, engine: Callable[[], Engine]) -> None:
        self._engine = engine
        self._idle: list[Any] = []

    def read(self) -> int:
        return int(self.rows("SELECT number FROM public_generation")[0][0])

    def rows(self, query: str) -> list[Any]:
        """Return the rows of a query that writes nothing."""
        while self._idle:
            with suppress(Exception):  # the server may have been restarted since: each one on the shelf is tried once
                return self._ask(self._idle.pop(), query)
        return self._ask(self._new(), query)

    def _ask(self, raw: Any, query: str) -> list[Any]:
        try:
            found = list(raw.execute(query).fetchall())
        except Exception:
            raw.close()
            raise
        self._idle.append(raw)
        return found

    def _new(self) -> Any:
        pooled: Any = self._engine().raw_connection()
        raw = pooled.driver_connection
        pooled.detach()
        if hasattr(raw, "autocommit"):
            raw.autocommit = True
        return raw

    def forget(self) -> None:
        """Close all connections, as after a change of database."""
        while self._idle:
            self._idle.pop().close()

    def __del__(self) -> None:
        with suppress(Exception):
            self.forget()


class PageCache:
    """The WSGI layer."""

    def __init__(self, inner: Wsgi, generation: Generation, session_cookies: tuple[str, ...], tally: Tally) -> None:
        self.inner = inner
        self.tally = tally
        self.generation = generation
        self.session_cookies = session_cookies
        self.shelf = Shelf()

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        key = self._key(environ)
        if key is None:
            return self.inner(environ, self._telling(environ, start))
        current = self.generation.read()
        entry = self.shelf.get(key)
        if entry is None or entry.generation != current:
            return self._make(key, current, environ, start)
        return self._given(entry, environ, start)

    def _telling(self, environ: dict[str, Any], start: Start) -> Start:
        """Return a start of an answer that tells the tally what it is a use of, and nobody else."""

        def told(status: str, headers: list[tuple[str, str]], info: Any = None) -> Any:
            words = next((value for name, value in headers if name == COUNTED), "")
            if words:
                self.tally.tell(words, environ, status)
                headers = [(name, value) for name, value in headers if name != COUNTED]
            return start(status, headers, info)

        return told

    def _given(self, entry: Entry, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        if entry.counted:
            self.tally.tell(entry.counted, environ, "200")
        return _answer(entry, environ, start)

    def _key(self, environ: dict[str, Any]) -> tuple[str, str, str] | None:
        """Return the name a page is kept under; None for what goes past the shelf.

        A cookie's name anywhere in the header is enough for a session, and a look is read as the app reads it: were the
        two to differ by a blank or a quote, one reader's page would go to others.
        """
        path, query = environ.get("PATH_INFO", "/"), environ.get("QUERY_STRING", "")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or len(path) + len(query) > LONGEST_ADDRESS:
            return None
        cookie = environ.get("HTTP_COOKIE", "")
        look = ""
        if cookie:
            if any(name in cookie for name in self.session_cookies):
                return None
            look = parse_cookie(environ).get(LOOK_COOKIE, "") if LOOK_COOKIE in cookie else ""
        return path, query, look if look in LOOKS else ""

    def _make(self, key: tuple[str, str, str], current: int, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Ask the app and keep a public answer. `current` was read before, so a later change outdates it."""
        kept: list[Any] = []

        def catch(status: str, headers: list[tuple[str, str]], info: Any = None) -> None:
            kept[:] = [status, headers, info]

        result = self.inner({**environ, "REQUEST_METHOD": "GET"}, catch)
        status, headers, info = kept
        marked = any(name == MARK for name, _ in headers) and not any(name == "Set-Cookie" for name, _ in headers)
        headers = [(name, value) for name, value in headers if name != MARK]
        if not (marked and status.startswith("200")):
            self._telling(environ, start)(status, headers, info)
            return _bodiless(result) if environ["REQUEST_METHOD"] == "HEAD" else result
        entry = _entry(current, headers, _drained(result))
        if len(entry.body) <= LARGEST_BYTES:
            self.shelf.put(key, entry)
        return self._given(entry, environ, start)


def _drained(result: Iterable[bytes]) -> bytes:
    try:
        return b"".join(result)
    finally:
        _close(result)


def _bodiless(result: Iterable[bytes]) -> list[bytes]:
    _close(result)
    return []


def _close(result: Iterable[bytes]) -> None:
    if hasattr(result, "close"):
        result.close()


def _entry(generation: int, headers: list[tuple[str, str]], body: bytes) -> Entry:
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    own = ("content-length", "etag", "vary", "cache-control", "x-request-id", COUNTED.lower())
    words = next((value for name, value in headers if name == COUNTED), "")
    rest = [(name, value) for name, value in headers if name.lower() not in own]
    rest += [
        ("ETag", etag),
        ("Vary", "Cookie, Accept-Encoding"),
        ("Cache-Control", "public, max-age=0, must-revalidate"),
    ]
    return Entry(generation, etag, rest, body, gzip.compress(body, 6, mtime=0), words)


def _answer(entry: Entry, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    if environ.get("HTTP_IF_NONE_MATCH") == entry.etag:
        start("304 Not Modified", [h for h in entry.headers if h[0] in ("ETag", "Vary", "Cache-Control")])
        return []
    if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        body, headers = entry.packed, [*entry.headers, ("Content-Encoding", "gzip")]
    else:
        body, headers = entry.body, list(entry.headers)
    start("200 OK", [*headers, ("Content-Length", str(len(body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
