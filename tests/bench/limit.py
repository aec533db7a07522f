"""What a page is compared with: a bare Flask view and a bare WSGI reply that return the same bytes."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flask import Flask, Response

BODIES = {path.name: path.read_bytes() for path in Path(os.environ["BENCH_BODIES"]).iterdir()}
HTML = "text/html; charset=utf-8"
app = Flask(__name__)


@app.get("/flask/<name>")
def reply(name: str) -> Response:
    return Response(BODIES[name], content_type=HTML)


_flask = app.wsgi_app


def _bare(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    path = environ["PATH_INFO"]
    if not path.startswith("/wsgi/"):
        return _flask(environ, start)
    body = BODIES[path[6:]]
    start("200 OK", [("Content-Type", HTML), ("Content-Length", str(len(body)))])
    return [body]


app.wsgi_app = _bare  # type: ignore[method-assign]
