"""A whole academy for heavy proofs: prepared by its own command, served by its own command, met over HTTP."""

import http.client
import http.cookiejar
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import update

from akademia.app import create_app
from akademia.core import clock
from akademia.core import db as database
from akademia.core.db import commit, db
from akademia.jobs.models import Job

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 180  # a busy machine is no fault of the academy


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def prepare(folder: Path, database_url: str | None) -> Path:
    """Make an installation by the academy's own command, to be copied by each that begins as it does."""
    own = {"AKADEMIA_INSTANCE": str(folder)} | ({"AKADEMIA_DATABASE_URL": database_url} if database_url else {})
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "prepare"]
    subprocess.run(command, cwd=PROJECT, env={**os.environ, **own}, check=True, capture_output=True)
    return folder


class Academy:
    """One installation in a folder of its own; `start` and the kills act on its real processes."""

    def __init__(self, folder: Path, database_url: str | None, like: Path) -> None:
        """Begin as a prepared installation.

        :param like: its folder, which is copied; a database of its own is the caller's matter.
        """
        shutil.copytree(like, folder)
        self.port = free_port()
        self.own = {"AKADEMIA_INSTANCE": str(folder), "PORT": str(self.port)}
        if database_url:
            self.own["AKADEMIA_DATABASE_URL"] = database_url
        self.process: subprocess.Popen[bytes] | None = None
        self.log = folder.with_suffix(".log")
        self.app: Flask = create_app(self.own, RATELIMIT_ENABLED=False)

    @property
    def base(self) -> str:
        return f"http://localhost:{self.port}"

    def _environ(self) -> dict[str, str]:
        return {**os.environ, **self.own}

    def _flask(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "flask", "--app", "wsgi", *words]

    def run(self, *words: str) -> subprocess.Popen[str]:
        """Start one of the academy's commands beside what runs."""
        pipe = subprocess.PIPE
        return subprocess.Popen(
            self._flask(*words), cwd=PROJECT, env=self._environ(), text=True, stdout=pipe, stderr=subprocess.STDOUT
        )

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self._flask("serve"), cwd=PROJECT, env=self._environ(), start_new_session=True, stdout=log, stderr=log
            )
        until = time.monotonic() + PATIENCE_SECONDS
        while not self.answers():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.1)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.base}/healthz", timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False

    def kill_all(self) -> None:
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self._gone()

    def kill_parent(self) -> None:
        """Kill the first process alone; its children are to notice and end by themselves."""
        assert self.process is not None
        self.process.kill()
        self._gone()

    def _gone(self) -> None:
        assert self.process is not None
        self.process.wait(10)
        until = time.monotonic() + 10
        while self.answers():
            assert time.monotonic() < until, "the port is still served after the kill"
            time.sleep(0.1)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Act on the same database from this process."""
        with database.writing(), self.app.app_context():
            yield


def without_first_work(academy: Academy) -> None:
    """Begin as an academy that has long printed and read what it opened with: that work would be counted, or cut."""
    with academy.inside():
        db.session.execute(update(Job).values(done_at=clock.now()))
        commit()


class Browser:
    """A person's browser: cookies, forms, and answers as the site's own script sends them."""

    def __init__(self, base: str) -> None:
        self.base = base
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def get(self, path: str) -> str:
        with self.opener.open(self.base + path, timeout=30) as answer:
            return str(answer.read().decode())

    def post(self, path: str, fields: list[tuple[str, str]], as_json: bool = False) -> tuple[int, str, str]:
        """Return status, final address and body."""
        request = urllib.request.Request(self.base + path, urllib.parse.urlencode(fields).encode())
        if as_json:
            request.add_header("Accept", "application/json")
        try:
            with self.opener.open(request, timeout=30) as answer:
                return answer.status, answer.url, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.url or "", error.read().decode()

    def token(self, path: str) -> str:
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(path))
        assert found, f"no form at {path}"
        return found[1]

    def sign_in(self, email: str, password: str) -> None:
        path = "/konto/logowanie/"
        fields = [("email", email), ("password", password), ("csrf_token", self.token(path))]
        status, address, body = self.post(path, fields)
        assert status == 200, body[:2000]
        assert "logowanie" not in address, body[:2000]

    def save(self, attempt_id: int, token: str, place: int, chosen: list[int]) -> dict[str, Any] | None:
        """Save one answer as the page's script does; None when it was not acknowledged."""
        fields = [("csrf_token", token), ("pytanie", str(place)), *((f"q{place}", str(one)) for one in chosen)]
        try:
            status, _, body = self.post(f"/edukacja/podejscia/{attempt_id}/odpowiedz", fields, as_json=True)
        except (OSError, http.client.HTTPException):  # killed before its answer, or in the middle of it
            return None
        return json.loads(body) if status == 200 else None
