"""The academy as the bench serves it: the product's own app with two things changed around it.

Each request comes from an address of its own (so that limits are counted as always, and never reached), and
`BENCH_CACHE=off` takes the page cache out of the way.
"""

import os
from collections.abc import Iterable
from itertools import count
from typing import Any

from wsgi import app

if os.environ.get("BENCH_CACHE") == "off":
    app.wsgi_app.application = app.extensions["pagecache"].inner
_numbers, _inner = count(os.getpid() << 20), app.wsgi_app


def _from_elsewhere(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    environ["REMOTE_ADDR"] = f"bench-{next(_numbers)}"
    return _inner(environ, start)


app.wsgi_app = _from_elsewhere
