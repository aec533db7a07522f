"""The little that every view needs: a page, its status, where to go next."""

from collections.abc import Collection, Mapping
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

from akademia.core.forms import Form
from akademia.core.listing import FARTHEST_PAGE, Asked


def page(template: str, status: int = 200, **context: Any) -> Response:
    """Render a page; 422 when its form has errors, so that nobody takes a refusal for a success."""
    form = context.get("form")
    if status == 200 and isinstance(form, Form) and form.errors:
        status = 422
    return make_response(render_template(template, **context), status)


def go(endpoint: str, **place: Any) -> Response:
    """Send the reader on after a POST (303: the next request is a GET)."""
    return make_response(redirect(url_for(endpoint, **place), 303))


def send_to(path: str) -> Response:
    """Send the reader on to a path of this site that `safe_back` has let through."""
    return make_response(redirect(path, 303))


def asked(sorts: Collection[str], default: str, filters: Mapping[str, Collection[str]] | None = None) -> Asked:
    """Return how the address asks for a list; what it cannot mean is taken as not said.

    :param sorts: columns that may be sorted by; `-` before one turns the order round.
    :param filters: name in the address -> values that may be chosen.
    """
    said = request.args.get("sort", default)
    sort = said if said.removeprefix("-") in sorts else default
    number = request.args.get("strona", "1")
    chosen = {name: request.args.get(name, "") for name in filters or {}}
    return Asked(
        number=min(max(1, int(number[:9])), FARTHEST_PAGE) if number.isascii() and number.isdigit() else 1,
        sort=sort.removeprefix("-"),
        descending=sort.startswith("-"),
        words=" ".join(request.args.get("szukaj", "").replace("\0", " ").split())[:200],
        filters={name: value for name, value in chosen.items() if value in (filters or {})[name]},
    )
