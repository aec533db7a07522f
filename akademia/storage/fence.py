"""Foreign files are opened behind a fence: in a child process with limits of memory, CPU, time and written bytes.

`run` starts the child with an empty environment (no keys, no address of the database); the child sets its own limits
before it imports what opens the file. It keeps no compiled modules: one cut at the limit would break every later
child. Whatever the file does to it, the server and the worker live on.
"""

import importlib
import json
import resource
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from akademia.core.errors import RuleBroken

PROJECT = Path(__file__).resolve().parents[2]
MEMORY_BYTES = 1_500_000_000
WRITTEN_BYTES = 200_000_000
OPEN_FILES = 64
AT_ONCE = threading.BoundedSemaphore(2)


class FenceBroken(RuleBroken):
    """The child was stopped at one of its limits, or broke down over the file."""

    message = "Nie udało się bezpiecznie otworzyć tego pliku. Zapisz go od nowa w innym programie i wgraj jeszcze raz."


def run(
    module: str, *words: str, cpu_seconds: int = 60, seconds: int = 120, written_bytes: int = WRITTEN_BYTES
) -> dict[str, Any]:
    """Call `module.work(*words)` in a fenced child and return what it returned (plain data).

    :param written_bytes: how long a file it may write.
    :raises RuleBroken: the child refused the file, with its sentence.
    :raises FenceBroken: it ran into a limit or broke down.
    """
    limits = (str(cpu_seconds), str(written_bytes))
    command = [sys.executable, "-s", "-E", "-B", "-m", "akademia.storage.fence", *limits, module, *words]
    try:
        with AT_ONCE:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module
                command, cwd=PROJECT, env={"LC_ALL": "C.UTF-8"}, stdin=subprocess.DEVNULL, capture_output=True,
                timeout=seconds, check=False,
            )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise FenceBroken from late
    if done.returncode != 0:
        raise FenceBroken
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        raise RuleBroken(str(answer["refused"]))
    return answer


def main(cpu_seconds: str, written_bytes: str, module: str, *words: str) -> None:
    """Be the child: take the limits on, do the work, tell the outcome on the standard output."""
    for limit, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, int(cpu_seconds)),
        (resource.RLIMIT_FSIZE, int(written_bytes)),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    ):
        resource.setrlimit(limit, (value, value))
    try:
        outcome = importlib.import_module(module).work(*words)
    except RuleBroken as refusal:
        outcome = {"refused": refusal.message}
    sys.stdout.write(json.dumps(outcome))


if __name__ == "__main__":
    main(*sys.argv[1:])
