"""Addresses: built from endpoints, never written by hand. The host comes from settings, never from the request."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlsplit

from flask import Flask, current_app, request

from akademia.core.area import Item, Kind

LONGEST_REMEMBERED = 200  # characters that a place may have


class Paths:
    """`url_for` of templates, remembered: a page asks for some forty addresses, nearly all as the last page did.

    Only paths of this site, and only short places: one with what a reader wrote in it (`next`) may be as long as they
    like. A name that begins with a dot belongs to the blueprint of the request.
    """

    def __init__(self, app: Flask) -> None:
        self._build = lru_cache(maxsize=10_000)(lambda root, endpoint, place: _built(app, root, endpoint, place))

    def __call__(self, endpoint: str, **place: Any) -> str:
        if endpoint.startswith("."):
            endpoint = f"{request.blueprint}{endpoint}"
        build = self._build.__wrapped__ if _is_long(place) else self._build
        return build(request.environ.get("SCRIPT_NAME", ""), endpoint, tuple(place.items()))


def _is_long(place: dict[str, Any]) -> bool:
    return sum(len(part) for part in place.values() if isinstance(part, str)) > LONGEST_REMEMBERED


def _built(app: Flask, root: str, endpoint: str, place: tuple[tuple[str, Any], ...]) -> str:
    values = dict(place)
    anchor = values.pop("_anchor", None)
    path = app.url_map.bind("localhost", script_name=root or "/").build(endpoint, values)
    return f"{path}#{quote(anchor, safe='/=')}" if anchor else path


def item_url(kind: Kind, item: Item) -> str:
    """Return the path of a public thing."""
    return path_to(item.endpoint or kind.endpoint, item.place)


def path_to(endpoint: str, place: Mapping[str, Any]) -> str:
    """Return the path of a public place by its endpoint and arguments."""
    paths: Paths = current_app.extensions["akademia"].paths
    return paths(endpoint, **place)


def path_if(endpoint: str, **place: Any) -> str | None:
    """Return the path of a place that another area may have; None where this installation has no such place."""
    return path_to(endpoint, place) if endpoint in current_app.view_functions else None


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
