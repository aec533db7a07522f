"""The log: one line an event, with the request's number, without personal data.

A path is written as its route (`/zaswiadczenia/<code>/`), never filled in; queries, addresses and names are left out.
"""

import logging
import sys
from time import perf_counter

from flask import Flask, Response, g, has_request_context, request

from akademia.core.headers import name_request


class _WithRequest(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = getattr(g, "request_id", "-") if has_request_context() else "-"
        return True


def start(app: Flask) -> None:
    """Send the app's log to standard error and write one line for each answered request."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(request_id)s %(name)s %(message)s"))
    handler.addFilter(_WithRequest())
    app.logger.handlers[:] = [handler]
    app.logger.setLevel(logging.INFO)
    app.logger.propagate = False

    @app.before_request
    def _begin() -> None:
        name_request()
        g.begun = perf_counter()

    @app.after_request
    def _write(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "-"
        spent_ms = 1000 * (perf_counter() - g.get("begun", perf_counter()))
        if response.status_code >= 400 or request.method != "GET":
            app.logger.info("%s %s %d %.1fms", request.method, route, response.status_code, spent_ms)
        return response
