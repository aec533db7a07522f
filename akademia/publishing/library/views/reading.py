"""Departments and items for readers. Nothing here posts, so that a visitor's page is kept whole."""

from typing import Any

from flask import Blueprint, Response, redirect, url_for

from akademia.core.doors import public
from akademia.core.errors import Missing
from akademia.core.links import full_url_for, path_if
from akademia.core.tally import READING, counted
from akademia.core.web import asked, page
from akademia.publishing.library.queries import lists, reading
from akademia.publishing.library.queries.records import record_of
from akademia.publishing.library.queries.rows import GUIDE_KIND
from akademia.publishing.library.queries.shapes import Tombstone
from akademia.publishing.library.services.uses import LIBRARY

bp = Blueprint("library", __name__, url_prefix="/publikacje")


@bp.get("/<slug>/")
@public
def show_department(slug: str) -> Any:
    departments = lists.departments()
    here = next((one for one in departments if one.slug == slug), None)
    if here is None:
        return redirect(url_for(".show_department", slug=lists.department_at(slug)), 301)
    choices = lists.choices_in(here.id)
    how = asked((), "", {"rodzaj": choices.kinds, "rok": choices.years})
    return page(
        "publishing/library/department.html", department=here, departments=departments, choices=choices, asked=how,
        list=lists.items_of(here.id, how),
    )  # fmt: skip


@bp.get("/pozycja/<slug>/")
@public
def show_item(slug: str) -> Any:
    return _show(slug, "publishing/library/item.html", ".show_item")


@bp.get("/pozycja/<slug>/czytaj/")
@public
def read_item(slug: str) -> Any:
    return _show(slug, "publishing/library/read.html", ".read_item")


def _show(slug: str, template: str, endpoint: str) -> Any:
    """Show an item by a template; 410 for a withdrawn one, 301 from an address it once had."""
    try:
        found = reading.item_page(slug)
    except Missing:
        return redirect(url_for(endpoint, slug=reading.moved_item(slug)), 301)
    if isinstance(found, Tombstone):
        return _gone(found)
    if endpoint == ".read_item" and not found.has_text:
        raise Missing
    share = full_url_for("library.show_item", slug=found.slug)
    files = tuple(
        (one.mime, full_url_for("library_files.send_file", key=one.key, name=one.name)) for one in found.files
    )
    answer = page(
        template, item=found, share=share, contents=found.contents, asking=path_if("asking.show_form"),
        cite=record_of(GUIDE_KIND, found.id, files),
    )  # fmt: skip
    answer.headers.extend([counted(LIBRARY, READING, found.id)])
    return answer


def _gone(found: Tombstone) -> Response:
    return page("publishing/library/withdrawn.html", 410, withdrawn=found)
