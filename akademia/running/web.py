"""The server: granian with two web processes of sixteen threads, forked from the process that loaded the app.

granian's web processes go on serving when their parent is killed, and the next server would share the port with them;
so each process here watches the one that started it.
"""

import multiprocessing
import os
from functools import partial
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from akademia.core import parent
from akademia.running.supervisor import HOST

PROCESSES = 2
THREADS = 16
STOP_SECONDS = 10


def serve(app: Any, port: int, parent_pid: int) -> None:
    """Serve the app until asked to stop, or until the parent is gone."""
    parent.follow(parent_pid)
    multiprocessing.set_start_method("fork", force=True)
    server = Granian(
        "wsgi:app",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=PROCESSES,
        blocking_threads=THREADS,
        websockets=False,
        log_access=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    )
    server.serve(target_loader=partial(_given, app, os.getpid()), wrap_loader=False)


def _given(app: Any, parent_pid: int) -> Any:
    """Give a web process its app."""
    parent.call_itself("akademia-web")
    parent.follow(parent_pid)
    return app
