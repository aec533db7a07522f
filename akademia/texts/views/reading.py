"""Static pages and the glossary."""

from typing import Any

from flask import Blueprint, redirect, url_for
from markupsafe import Markup

from akademia.core.doors import public
from akademia.core.errors import Missing
from akademia.core.web import page
from akademia.law.queries import notices
from akademia.texts import queries

bp = Blueprint("texts", __name__)


@bp.get("/<any(" + ", ".join(f'"{slug}"' for slug in queries.HOUSE_PAGES) + "):slug>/")
@public
def show_page(slug: str) -> Any:
    return _show(slug)


@bp.get("/strony/<slug>/")
@public
def show_other_page(slug: str) -> Any:
    if slug in queries.HOUSE_PAGES:
        return redirect(url_for(".show_page", slug=slug), 301)
    return _show(slug)


def _show(slug: str) -> Any:
    try:
        found = queries.page_at(slug)
    except Missing:
        present = queries.moved_page(slug)
        if present is None:
            raise
        endpoint, place = queries.page_place(present)
        return redirect(url_for(endpoint, **place), 301)
    told = notices("page", [found.id]).get(found.id, ())
    return page("texts/page.html", page=found, notices=told, html=Markup(found.html))  # noqa: S704 - cleaned when it was saved


@bp.get("/slownik/")
@public
def show_glossary() -> Any:
    return page("texts/glossary.html", terms=queries.glossary())
