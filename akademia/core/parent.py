"""A process that was started by another ends when that one is gone, even when it was killed without a word."""

import ctypes
import os
import signal
import threading
import time
from contextlib import suppress

PR_SET_NAME = 15
LOOK_SECONDS = 0.2
GRACE_SECONDS = 0.5


def is_gone(parent: int | None) -> bool:
    """Say whether the process that started this one has ended. Without a number there is nobody to follow."""
    return parent is not None and os.getppid() != parent


def follow(parent: int) -> None:
    """Watch the parent from a thread; when it is gone ask this process to end, and end it when it does not."""
    threading.Thread(target=_watch, args=(parent,), name="parent-watch", daemon=True).start()


def _watch(parent: int) -> None:
    while not is_gone(parent):
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(1)


def call_itself(title: str) -> None:
    """Give this process a title of at most 15 letters for `ps -o comm` and `top`; elsewhere than on Linux it has none.

    Forked processes all have the command of the one they came from.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_NAME, title.encode(), 0, 0, 0)
