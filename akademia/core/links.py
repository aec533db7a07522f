"""Addresses: built from endpoints, never written by hand. The host comes from settings, never from the request."""

from urllib.parse import urlsplit

from flask import current_app, url_for

from akademia.core.area import Item, Kind


def item_url(kind: Kind, item: Item) -> str:
    """Return the path of a public thing."""
    return url_for(kind.endpoint, **dict(item.place))  # type: ignore[arg-type]


def absolute_url(path: str) -> str:
    """Return the full address of a path on this installation."""
    return str(current_app.extensions["akademia"].settings.issuer_base + path)


def full_url_for(endpoint: str, **place: object) -> str:
    """Return the full address of an endpoint; works in commands and jobs too."""
    return absolute_url(current_app.url_map.bind("localhost").build(endpoint, place))


def safe_back(target: str | None, default: str) -> str:
    """Return a path to go back to, only if it stays on this site."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return default
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or "\\" in target or any(ord(sign) < 32 for sign in target):
        return default
    return target
