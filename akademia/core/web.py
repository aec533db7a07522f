"""The little that every view needs: a page, its status, where to go next."""

from typing import Any

from flask import Response, make_response, redirect, render_template, url_for

from akademia.core.forms import Form


def page(template: str, status: int = 200, **context: Any) -> Response:
    """Render a page; 422 when its form has errors, so that nobody takes a refusal for a success."""
    form = context.get("form")
    if status == 200 and isinstance(form, Form) and form.errors:
        status = 422
    return make_response(render_template(template, **context), status)


def go(endpoint: str, **place: Any) -> Response:
    """Send the reader on after a POST (303: the next request is a GET)."""
    return make_response(redirect(url_for(endpoint, **place), 303))
