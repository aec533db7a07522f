"""Starting what is measured: granian as `make run` starts it, the worker beside it, a PostgreSQL of the bench's own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError, URLError

import psycopg

from tests.postgres import start_postgres

PROJECT = Path(__file__).resolve().parent.parent.parent
Environ = dict[str, str]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def academy(environ: Environ, worker: str) -> Iterator[tuple[int, int]]:
    """Serve the academy as `make run` does, the worker `beside` or `off`; give its port and its first process."""
    port = free_port()
    with running([sys.executable, "-m", "tests.bench.served", str(port), worker], environ) as process:
        _wait_for(port, process)
        yield port, process.pid


@contextmanager
def granian(target: str, environ: Environ) -> Iterator[tuple[int, int]]:
    """Serve an app on two processes of sixteen threads; give its port and the number of the first process."""
    port = free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "2", "--blocking-threads", "16", "--no-ws", "--log-level", "error", target,
    ]  # fmt: skip
    with running(command, environ) as process:
        _wait_for(port, process)
        yield port, process.pid


@contextmanager
def running(command: list[str], environ: Environ) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command in a group of its own until the block ends."""
    process = subprocess.Popen(
        command, env={**os.environ, **environ}, cwd=PROJECT, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until twenty new connections were answered: both web processes have then come up."""
    answered, until = 0, time.monotonic() + 60
    while answered < 20:
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError("the server does not answer")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/robots.txt", timeout=30)
            answered += 1
        except HTTPError:
            answered += 1
        except (URLError, ConnectionError):
            time.sleep(0.1)


def flask(environ: Environ, *words: str) -> None:
    """Run a command of the academy."""
    subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", *words], env={**os.environ, **environ}, cwd=PROJECT, check=True
    )


class Postgres:
    """A PostgreSQL with its settings as they come: what is committed is on the disk."""

    def __init__(self, folder: Path) -> None:
        self.server = start_postgres(folder, "pg")

    def make(self, name: str) -> str:
        self.server.psql(f"CREATE DATABASE {name};")
        return str(self.server.get_uri(database=name)).replace("postgresql://", "postgresql+psycopg://")

    @staticmethod
    def settle(url: str) -> None:
        """Do at once what autovacuum does in the minutes after a large write."""
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
            connection.execute("CHECKPOINT")

    def stop(self) -> None:
        self.server.cleanup()
