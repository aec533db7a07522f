"""A real academy for the browser: its own folder, the starter loaded, the server and the worker running."""

import email
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from email import policy
from functools import cached_property
from pathlib import Path
from typing import Any

from flask import Flask

from akademia.app import create_app

PROJECT = Path(__file__).resolve().parents[2]


def wait_for(look: Callable[[], Any], what: str, seconds: float = 60) -> Any:
    """Return the first thing that `look` finds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited {seconds} s for {what}")


class Academy:
    """The processes of one academy and what a test may look up behind its back: letters and right answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as chosen:
            self.port = int(chosen.getsockname()[1])
        self.address = f"http://localhost:{self.port}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AKADEMIA_")}
        self.environ = kept | {"AKADEMIA_INSTANCE": str(folder), "PORT": str(self.port)}
        self.log = folder / "processes.log"
        self.processes: list[subprocess.Popen[bytes]] = []

    @cached_property
    def app(self) -> Flask:
        """The same academy within this process, to lay rows in its database."""
        return create_app(self.environ)

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as log:
            prepare = [sys.executable, "-m", "flask", "--app", "wsgi", "prepare"]
            subprocess.run(prepare, cwd=PROJECT, env=self.environ, stdout=log, stderr=log, check=True)
        place = ["--host", "127.0.0.1", "--port", str(self.port)]
        self._run("granian", "--interface", "wsgi", *place, "--workers", "1", "--blocking-threads", "8", "wsgi:app")
        self._run("flask", "--app", "wsgi", "worker", "--parent", str(os.getpid()))
        wait_for(self._answers, f"the server; see {self.log}", seconds=60)

    def _run(self, module: str, *words: str) -> None:
        with self.log.open("ab") as log:
            command = [sys.executable, "-m", module, *words]
            self.processes.append(subprocess.Popen(command, cwd=PROJECT, env=self.environ, stdout=log, stderr=log))

    def _answers(self) -> bool:
        with socket.socket() as knock:
            return knock.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self) -> None:
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def letter(self, to: str, subject: str) -> str:
        """Return the plain text of the letter that a person got, waiting for the worker to deliver it."""
        return str(wait_for(lambda: self._letter(to, subject), f"the letter „{subject}” to {to}"))

    def _letter(self, to: str, subject: str) -> str | None:
        for path in (self.folder / "mail").glob("*.eml"):
            message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
            if to in str(message["To"]) and subject in str(message["Subject"]):
                body = message.get_body(("plain",))
                return str(body.get_content()) if body else None
        return None

    def right_answers(self, question: str) -> list[str]:
        """Return the right options of a question of the bank, by its words."""
        wanted = plain(question)
        for text, options in self.rows("SELECT text, options FROM questions WHERE current"):
            if plain(text) == wanted:
                return [plain(option["text"]) for option in json.loads(options) if option["right"]]
        raise AssertionError(f"the bank has no question „{wanted}”")

    def rows(self, query: str, *values: Any) -> list[Any]:
        connection = sqlite3.connect(self.folder / "akademia.db")
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()


def plain(text: str) -> str:
    """Return words as they are read: every kind of blank made one, what holds „e-mail” together left out."""
    return " ".join(text.replace("\u2060", "").split())
