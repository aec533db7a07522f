"""Sending load with wrk and reading what it cost the server, from outside."""

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

REPLAY = Path(__file__).with_name("replay.lua")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Ask:
    """One request as it is sent again and again."""

    path: str
    cookie: str = ""
    body: str = ""

    @property
    def line(self) -> str:
        return "\t".join(("POST" if self.body else "GET", self.path, self.cookie, self.body))


@dataclass(frozen=True)
class Measured:
    requests_per_s: float
    cpu_ms: float
    p50_ms: float
    p99_ms: float


def send(port: int, pid: int, asks: Sequence[Ask], seconds: float, connections: int = 16) -> Measured:
    """Send requests in turn over kept connections for some seconds, after one second of warming up.

    :param pid: the server's first process; the processor time of its whole tree is counted.
    :raises RuntimeError: an answer was not 2xx or 3xx, or did not come.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as lines:
        lines.write("".join(f"{ask.line}\n" for ask in asks))
        lines.flush()
        _wrk(port, lines.name, 1, connections)
        _settle(pid)
        before = cpu_seconds(pid)
        told = _wrk(port, lines.name, seconds, connections)
        spent = cpu_seconds(pid) - before
    if told["wrong"] or not told["requests"]:
        raise RuntimeError(f"{asks[0].path}: {told['wrong']} of {told['requests']} answers were wrong")
    rate = told["requests"] / told["seconds"]
    return Measured(rate, 1000 * spent / told["requests"], told["p50_ms"], told["p99_ms"])


def _settle(pid: int) -> None:
    """Wait, at most ten seconds, until the server has ended what the warming up left it with."""
    for _ in range(50):
        before = cpu_seconds(pid)
        time.sleep(0.2)
        if cpu_seconds(pid) - before < 0.02:
            return


def _wrk(port: int, lines: str, seconds: float, connections: int) -> dict[str, float]:
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:g}s", "--timeout", "10s", "-s", str(REPLAY)]
    done = subprocess.run(
        [*command, f"http://127.0.0.1:{port}", "--", lines], capture_output=True, text=True, check=True, timeout=120
    )
    told: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def tree(pid: int) -> list[int]:
    """Return a process and everything it started."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has just ended
            continue
        parents.setdefault(parent, []).append(int(stat.parent.name))
    found = [pid]
    for one in found:
        found += parents.get(one, [])
    return found


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a tree of processes has used."""
    fields = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in tree(pid)]
    return sum(int(field[11]) + int(field[12]) for field in fields) / TICKS


def pss_mb(pid: int) -> float:
    """Return the memory of a tree of processes; what they share is counted once."""
    total = 0
    for one in tree(pid):
        for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024
