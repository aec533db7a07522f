"""Nothing leaves the machine: a test that asks another host, by name or by number, is refused and fails.

Python tells an audit hook of every connection before it is made, whoever makes it. A refusal that the asking code
swallows is remembered, so that the test fails all the same.
"""

import sys
from ipaddress import ip_address
from typing import Any

HOME = {"", "localhost", "localhost.localdomain"}
asked: list[str] = []


class OtherHost(OSError):
    """A test asked another host."""


def is_home(host: Any) -> bool:
    """Say whether a host is this machine. None stands for it; a name is judged as written, never looked up."""
    if host is None:
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    try:
        return ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return name.casefold() in HOME


def _hear(event: str, values: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.sendto"):
        host = values[1][0] if isinstance(values[1], tuple) else None  # a path: a socket of this machine
    elif event == "socket.getaddrinfo":
        host = values[0]
    else:
        return
    if not is_home(host):
        asked.append(f"{event} {host}")
        raise OtherHost(f"a test asked another host: {host}")


def refuse_other_hosts() -> None:
    """Listen from now on until the process ends."""
    sys.addaudithook(_hear)
