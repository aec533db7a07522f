"""The server's threads come and go: when they have been idle, and when the server is stopped. No process dies of it."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.proof.academy import PROJECT, Academy

pytestmark = pytest.mark.proof
IDLE_SECONDS = 5  # the least that granian takes
ROUNDS = 3


def test_threads_that_end_take_no_process_with_them(academy: Academy, free_port: int) -> None:
    """Connections that threads kept for themselves were closed while the thread was taken apart, and that crashed."""
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(free_port), "--workers", "1",
        "--blocking-threads", "16", "--blocking-threads-idle-timeout", str(IDLE_SECONDS), "wsgi:app",
    ]  # fmt: skip
    environ = {**os.environ, **academy.own, "PYTHONFAULTHANDLER": "1"}
    with subprocess.Popen(command, cwd=PROJECT, env=environ, stderr=subprocess.PIPE, text=True) as server:
        for _ in range(ROUNDS):
            ask_from_many(free_port)
            time.sleep(IDLE_SECONDS + 3)
        ask_from_many(free_port)
        server.send_signal(signal.SIGTERM)
        _, said = server.communicate(timeout=30)

    assert "Fatal Python error" not in said
    assert "Unexpected exit" not in said


def ask_from_many(port: int) -> None:
    with ThreadPoolExecutor(16) as many:
        statuses = list(many.map(lambda _: ask(port), range(160)))
    assert set(statuses) == {200}


def ask(port: int) -> int:
    for _ in range(50):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/zaswiadczenia/", timeout=20) as answer:
                return int(answer.status)
        except urllib.error.URLError:
            time.sleep(0.2)  # it is still starting
    return 0
