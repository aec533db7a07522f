"""Counting how often things are used, without following anybody.

A view names what an answer is a use of in a header of our own (`COUNTED`); the layer before Flask takes it off and
tells the tally, also of answers that the page cache gives. Robots are left out, and a second request by the same reader
for the same thing within 30 seconds counts as the first (the double-click rule of COUNTER). Who that was is known only
as a hash with a key that each process makes for itself and forgets with the day; neither is written anywhere.

What was counted lies in memory for some seconds and is then written at once, so that a reader never waits for a writer.
A process that dies takes the last seconds with it.
"""

import re
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any, NamedTuple

from sqlalchemy.exc import DBAPIError

from akademia.core import clock

COUNTED = "X-Akademia-Counted"
READING, DOWNLOAD = "reading", "download"
DOUBLE_CLICK_SECONDS = 30.0
WRITTEN_EVERY_SECONDS = 10.0
MOST_REMEMBERED = 50_000
_STATUSES = {READING: ("200", "304"), DOWNLOAD: ("200", "206")}
# What the list of robots of COUNTER names today, in fewer words; a phone called Cubot is none.
_ROBOT = re.compile(
    r"(?<!cu)bot\b|bots\b|[a-z](?<!cu)bot[/;)\s-]|crawl|spider|slurp|scrap|archiv|monitor|uptime|preview|fetch|feed|index"
    r"|validat|checker|headless|phantom|python|urllib|httpx|aiohttp|curl|wget|libwww|libhttp|lwp|java/|okhttp|http.?client"
    r"|httpcomponents|http_request|go-http|ruby|perl|php|axios|node|netty|restsharp|postman|facebookexternalhit|whatsapp"
    r"|lighthouse|harvest|httrack|heritrix|nutch|mechanize|mediapartners|google-|yandex|baidu|sogou|yahoo!|coccoc|teleport"
    r"|webcopier|webzip|webreaper|webstripper|webcloner|offline.navigator|download.?(?:master|er)|getright|aria2|gvfs/"
    r"|link.?(?:check|scan|walk|tiger)|nagios|zabbix|site24x7|netcraft|wordpress|drupal|embedly|zotero.?transl|citoid"
    r"|turnitin|safeassign|unpaywall|lockss|\brss\b|office (?:existence|protocol) disc|webdav-miniredir|user.?agent"
    r"|\A(?:.|firefox|mozilla|mozilla.[45]\.0|undefined|unknown|default)\Z",
    re.IGNORECASE,
)


class Use(NamedTuple):
    """`what`: READING or DOWNLOAD; `ref`: the number of what was used."""

    what: str
    ref: int
    on: date


Keeper = Callable[[Mapping[Use, int]], None]
_KEEPERS: dict[str, Keeper] = {}


def keeper(name: str) -> Callable[[Keeper], Keeper]:
    """Register who writes down the uses that are counted under a name. It commits nothing."""
    return lambda keep: _KEEPERS.setdefault(name, keep)


def counted(name: str, what: str, ref: int) -> tuple[str, str]:
    """Return the header that has an answer counted."""
    return COUNTED, f"{name} {what} {ref}"


@dataclass
class Tally:
    """Uses counted in this process and not written yet.

    :param write: writes the counts of one name and commits them.
    """

    write: Callable[[Keeper, Mapping[Use, int]], None]
    every_seconds: float = WRITTEN_EVERY_SECONDS
    _counts: dict[str, Counter[Use]] = field(default_factory=dict)
    _seen: dict[bytes, float] = field(default_factory=dict)
    _key: tuple[date, bytes] = (date.min, b"")
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _timer: threading.Timer | None = None

    def tell(self, words: str, environ: Mapping[str, Any], status: str) -> None:
        """Count an answer that was given, if it is one that counts."""
        name, what, ref = words.split(" ")
        if not _is_use(what, environ, status):
            return
        today = clock.today()
        with self._lock:
            if self._is_second(words, environ, today):
                return
            self._counts.setdefault(name, Counter())[Use(what, int(ref), today)] += 1
            if self._timer is None and self.every_seconds:
                self._timer = threading.Timer(self.every_seconds, self.flush)
                self._timer.daemon = True
                self._timer.start()

    def _is_second(self, words: str, environ: Mapping[str, Any], today: date) -> bool:
        if self._key[0] != today:
            self._key = (today, secrets.token_bytes(32))
            self._seen.clear()
        now = time.monotonic()
        if len(self._seen) >= MOST_REMEMBERED:
            self._seen = {who: at for who, at in self._seen.items() if now - at < DOUBLE_CLICK_SECONDS}
        who = f"{environ.get('REMOTE_ADDR', '')} {environ.get('HTTP_USER_AGENT', '')} {words}"
        mark = blake2b(who.encode("utf-8", "replace"), digest_size=12, key=self._key[1]).digest()
        before, self._seen[mark] = self._seen.get(mark), now
        return before is not None and now - before < DOUBLE_CLICK_SECONDS

    def flush(self) -> None:
        """Write down what was counted so far, and forget who came longer ago than the double-click rule asks."""
        with self._lock:
            counts, self._counts, self._timer = self._counts, {}, None
            late = time.monotonic() - DOUBLE_CLICK_SECONDS
            self._seen = {who: at for who, at in self._seen.items() if at > late}
        for name, uses in counts.items():
            try:
                self.write(_KEEPERS[name], uses)
            except DBAPIError:  # the database is busy or away: they are written with the next ones
                with self._lock:
                    self._counts.setdefault(name, Counter()).update(uses)


def _is_use(what: str, environ: Mapping[str, Any], status: str) -> bool:
    """Say whether a request is a person's for the thing itself: not a look ahead, nor a further part of a file."""
    agent = environ.get("HTTP_USER_AGENT", "")
    ahead = environ.get("HTTP_SEC_PURPOSE", environ.get("HTTP_PURPOSE", ""))
    return (
        environ.get("REQUEST_METHOD") == "GET"
        and status[:3] in _STATUSES.get(what, ())
        and environ.get("HTTP_RANGE", "bytes=0-").startswith("bytes=0-")
        and "prefetch" not in ahead
        and bool(agent)
        and _ROBOT.search(agent) is None
    )
