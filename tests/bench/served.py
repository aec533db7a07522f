"""The academy as the bench serves it: the product's own processes, and its app with two things changed around it.

Each request comes from an address of its own (so that limits are counted as always, and never reached), and
`BENCH_CACHE=off` takes the page cache out of the way.
"""

import os
import sys
from collections.abc import Iterable
from itertools import count
from typing import Any

from akademia.running import supervisor


def dress(app: Any) -> None:
    """Change the two things."""
    if os.environ.get("BENCH_CACHE") == "off":
        app.wsgi_app.application = app.extensions["pagecache"].inner
    numbers, inner = count(), app.wsgi_app

    def from_elsewhere(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        environ["REMOTE_ADDR"] = f"bench-{os.getpid()}-{next(numbers)}"
        return inner(environ, start)

    app.wsgi_app = from_elsewhere


def main(port: int, worker: str) -> None:
    app = supervisor.load()
    dress(app)
    supervisor.keep(supervisor.children_of(app, port, worker == "beside"), port, "", None)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
