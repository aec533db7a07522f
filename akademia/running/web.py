"""The server's main process: granian with two web processes of sixteen threads. It never imports the app itself.

granian's web processes go on serving when their parent is killed, and the next server would share the port with them;
so each process here watches the one that started it.
"""

import argparse
import multiprocessing
import os
from functools import partial
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from akademia.core import parent
from akademia.running.supervisor import HOST, PROJECT

PROCESSES = 2
THREADS = 16
STOP_SECONDS = 10


def load(parent_pid: int) -> Any:
    """Give a web process its app."""
    parent.follow(parent_pid)
    from wsgi import app

    return app


def main() -> None:
    reader = argparse.ArgumentParser()
    reader.add_argument("--port", type=int, required=True)
    reader.add_argument("--parent", type=int, required=True)
    asked = reader.parse_args()
    parent.follow(asked.parent)
    os.chdir(PROJECT)
    multiprocessing.set_start_method("spawn")
    server = Granian(
        "wsgi:app",
        address=HOST,
        port=asked.port,
        interface=Interfaces.WSGI,
        workers=PROCESSES,
        blocking_threads=THREADS,
        websockets=False,
        log_access=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    )
    server.serve(target_loader=partial(load, os.getpid()), wrap_loader=False)


if __name__ == "__main__":
    main()
