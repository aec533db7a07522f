"""A long upload over a bad line: cut in the middle, the server killed and started again, gone on with, equal bytes."""

import hashlib
import http.client
import random
import re
import socket
import struct
import threading
from contextlib import closing, suppress
from pathlib import Path

import psutil
import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.core.db import commit, db
from akademia.media.models import Media
from akademia.publishing.library.models import ItemFile
from akademia.storage import fence, store
from tests.factories import PASSWORD, make_user
from tests.media.films import CLEANER, cleaned, film
from tests.proof.academy import Academy, Browser, without_first_work
from tests.publishing.library.shelf import make_item

pytestmark = pytest.mark.proof
PART_BYTES = 4_000_000
PLACE = "/panel/wgrywanie/"
BROKEN = 0


class Sender:
    """A tus client by hand, so that it can be cut where one wants."""

    def __init__(self, academy: Academy, browser: Browser, token: str) -> None:
        self.port = academy.port
        jar = next(h.cookiejar for h in browser.opener.handlers if hasattr(h, "cookiejar"))
        self.headers = {"Tus-Resumable": "1.0.0", "X-CSRFToken": token, "Host": f"localhost:{academy.port}",
                        "Cookie": "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)}  # fmt: skip

    def ask(self, method: str, address: str, body: bytes = b"", **headers: str) -> http.client.HTTPResponse:
        told = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as line:
            line.request(method, address, body, told)
            answer = line.getresponse()
            answer.read()
        return answer

    def offset(self, address: str) -> int:
        answer = self.ask("HEAD", address)
        assert answer.status == 200
        return int(answer.headers["Upload-Offset"])

    def patch(self, address: str, at: int, data: bytes) -> int:
        """Return the answer's status. Refused before it was read, a part may break the line instead."""
        kind = "application/offset+octet-stream"
        try:
            return self.ask("PATCH", address, data, Content_Type=kind, Upload_Offset=str(at)).status
        except ConnectionError:
            return BROKEN

    def cut(self, address: str, at: int, data: bytes, after: int) -> None:
        """Announce a whole part, send some of it and break the line."""
        told = self.headers | {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(at),
                               "Content-Length": str(len(data))}  # fmt: skip
        head = f"PATCH {address} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in told.items())
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as line:
            line.sendall(head.encode() + b"\r\n" + data[:after])


def test_an_upload_goes_on_after_a_cut_line_and_a_killed_server_and_is_equal(academy: Academy, tmp_path: Path) -> None:
    # What has nothing left to be cleaned of is kept as it came.
    data = cleaned(film(extra=random.Random(7).randbytes(40_000_000)), "mp4", tmp_path)
    with academy.inside():
        make_user(Role.Staff, email="redakcja1@example.org")
        commit()
    without_first_work(academy)
    academy.start()
    browser = Browser(academy.base)
    browser.sign_in("redakcja1@example.org", PASSWORD)
    token = browser.token("/panel/media/nowe/")
    sender = Sender(academy, browser, token)
    begun = sender.ask("POST", PLACE, Upload_Length=str(len(data)), Upload_Metadata="filename ZmlsbS5tcDQ=")
    address = begun.headers["Location"]

    assert sender.patch(address, 0, data[:PART_BYTES]) == 204
    sender.cut(address, PART_BYTES, data[PART_BYTES : 3 * PART_BYTES], after=5_000_000)
    reached = wait_for_rest(sender, address)
    assert PART_BYTES <= reached <= PART_BYTES + 5_000_000
    sender.cut(address, reached, data[reached : reached + PART_BYTES], after=1_000_000)
    academy.kill_all()
    academy.start()

    at, parts = sender.offset(address), 0
    assert at >= reached
    left = -(-(len(data) - at) // PART_BYTES)
    while at < len(data):
        assert sender.patch(address, at, data[at : at + PART_BYTES]) == 204
        at, parts = sender.offset(address), parts + 1
    assert parts == left  # what had come was not sent again
    status, _, body = browser.post("/panel/media/nowe/", [
        ("csrf_token", browser.token("/panel/media/nowe/")), ("upload", address.rstrip("/").rsplit("/", 1)[1])
    ])  # fmt: skip
    assert status == 200, re.sub(r"\s+", " ", body)[:1000]

    with academy.inside():
        file = db.session.scalars(select(Media)).one().file
        assert file.sha256 == hashlib.sha256(data).hexdigest()
        kept = hashlib.sha256()
        source = store.reader(file.key)
        while piece := source.read(1_000_000):
            kept.update(piece)
        assert kept.hexdigest() == file.sha256
        assert list(store.incoming().iterdir()) == []


def wait_for_rest(sender: Sender, address: str) -> int:
    """Return the offset once the server has noticed that the line is cut."""
    last = -1
    while (now := sender.offset(address)) != last or sender.patch(address, now, b"") == 423:
        last = now
    return last


class Memory:
    """The most memory that the server took, all its processes together, in bytes; fenced children have limits."""

    def __init__(self, academy: Academy) -> None:
        assert academy.process is not None
        self.root, self.most, self.over = psutil.Process(academy.process.pid), 0, threading.Event()
        self.thread = threading.Thread(target=self._watch)

    def now(self) -> int:
        total = 0
        for process in [self.root, *self.root.children(recursive=True)]:
            with suppress(psutil.Error):
                total += 0 if "akademia.storage.fence" in process.cmdline() else process.memory_info().rss
        return total

    def _watch(self) -> None:
        while not self.over.wait(0.05):
            self.most = max(self.most, self.now())

    def __enter__(self) -> "Memory":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join()


def long_film(path: Path, megabytes: int) -> None:
    """Write a film with so much more data behind it, a megabyte at a time."""
    chance = random.Random(11)
    with path.open("wb") as file:
        file.write(film())
        file.write(struct.pack(">I4s", 8 + megabytes * 1_000_000, b"mdat"))
        for _ in range(megabytes):
            file.write(chance.randbytes(1_000_000))


def send(sender: Sender, path: Path, cut_at: int = 0) -> str:
    """Send a file in parts, the line cut once where asked, and return the upload's token.

    After the cut the server may still be at the part that was cut; like any client, ask again where it stands.
    """
    length = path.stat().st_size
    begun = sender.ask("POST", PLACE, Upload_Length=str(length), Upload_Metadata="filename ZmlsbS5tcDQ=")
    address, at, retries = begun.headers["Location"], 0, 3
    with path.open("rb") as file:
        while at < length:
            file.seek(at)
            part = file.read(PART_BYTES)
            if cut_at and at >= cut_at:
                sender.cut(address, at, part, after=1_500_000)
                before, at, cut_at = at, wait_for_rest(sender, address), 0
                assert before <= at < before + PART_BYTES
                continue
            sent = sender.patch(address, at, part)
            assert sent in (204, *([BROKEN, 409, 423] if retries else []))
            at, retries = (at + len(part), retries) if sent == 204 else (wait_for_rest(sender, address), retries - 1)
    assert sender.offset(address) == length
    return address.rstrip("/").rsplit("/", 1)[1]


@pytest.mark.parametrize("academy", ["sqlite"], indirect=True)
def test_half_a_gigabyte_cut_in_the_middle_goes_on_into_the_library_and_costs_little_memory(
    academy: Academy, tmp_path: Path
) -> None:
    with academy.inside():
        make_user(Role.Staff, email="redakcja2@example.org")
        desk = f"/panel/biblioteka/{make_item()}/pliki/nowy/"
        commit()
    without_first_work(academy)
    academy.start()
    browser = Browser(academy.base)
    browser.sign_in("redakcja2@example.org", PASSWORD)
    small, large = tmp_path / "maly.mp4", tmp_path / "duzy.mp4"
    long_film(small, 40)  # the first parts bring in what each process keeps for good
    long_film(large, 500)

    def put_in(path: Path, cut_at: int = 0) -> None:
        sender = Sender(academy, browser, browser.token(desk))
        fields = [("csrf_token", browser.token(desk)), ("upload", send(sender, path, cut_at)), ("role", "work")]
        status, _, body = browser.post(desk, fields)
        assert status == 200, re.sub(r"\s+", " ", body)[:1000]

    put_in(small)
    memory = Memory(academy)
    before = memory.now()
    with memory:
        put_in(large, cut_at=250_000_000)

    assert memory.most - before <= 64_000_000
    clean = tmp_path / fence.run(CLEANER, str(large), "mp4", str(tmp_path), written_bytes=600_000_000)["name"]
    with academy.inside():
        file = db.session.scalars(select(ItemFile).order_by(ItemFile.id.desc())).first().file
        assert file.size_bytes > 500_000_000
        with clean.open("rb") as source:
            assert file.sha256 == hashlib.file_digest(source, "sha256").hexdigest() == store.hash_of(file.key)
