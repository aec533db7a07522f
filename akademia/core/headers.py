"""Response headers of every page, and the request's number."""

import re
import secrets

from flask import Flask, Response, g, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "media-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
FIXED = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}\Z")


def name_request() -> str:
    """Give the request a number for the log and for error pages; a proxy's own is taken over when it is sane."""
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if _GIVEN.match(given) else secrets.token_hex(8)
    return str(g.request_id)


def dress(app: Flask, production: bool) -> None:
    """Put the fixed headers on every response of the app."""

    @app.after_request
    def _dress(response: Response) -> Response:
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        if production:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        if "request_id" in g:
            response.headers["X-Request-Id"] = g.request_id
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store" if request.method != "GET" else "private, no-cache"
        return response
