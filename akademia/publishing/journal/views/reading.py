"""The quarterly for its readers."""

from typing import Any

from flask import Blueprint, Response, redirect, url_for

from akademia.core.doors import public
from akademia.core.errors import Missing
from akademia.core.operator import TO_FILL_IN
from akademia.core.web import page
from akademia.publishing.journal.queries import reading
from akademia.publishing.library.queries.records import record_of
from akademia.storage.queries import kind_of
from akademia.storage.views import serve

bp = Blueprint("journal", __name__, url_prefix="/publikacje/kwartalnik")


@bp.get("/")
@public
def show_front() -> Response:
    return page(
        "publishing/journal/front.html", journal=reading.settings(), years=reading.years(), to_fill_in=TO_FILL_IN
    )


@bp.get("/<int:year>/<int:number>/")
@public
def show_issue(year: int, number: int) -> Response:
    return page("publishing/journal/issue.html", issue=reading.issue_at(year, number))


@bp.get("/<int:year>/<int:number>/<slug>/")
@public
def show_article(year: int, number: int, slug: str) -> Any:
    try:
        article = reading.article_at(year, number, slug)
    except Missing:
        present = reading.moved_article(year, number, slug)
        if present is None:
            raise
        return redirect(url_for(".show_article", year=year, number=number, slug=present), 301)
    return page("publishing/journal/article.html", article=article, cite=record_of("article", article.id))


@bp.get("/pliki/<key>/<name>")
@public(cached=False)
def show_file(key: str, name: str) -> Response:
    """Send a file of a whole number; one that a newer file replaced is gone, and its address says so."""
    place = reading.file_at(key)
    if place.file is None:
        return page("publishing/journal/replaced.html", 410, place=place)
    return serve(place.file, kind_of(place.file), place.file.name)
