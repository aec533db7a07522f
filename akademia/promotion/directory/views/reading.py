"""List, map, voivodeships, entities, and the directory as a file. Nothing here posts."""

import json
from typing import Any

from flask import Blueprint, Response, request, url_for

from akademia.core import clock
from akademia.core.doors import public
from akademia.core.links import full_url_for
from akademia.core.listing import Asked
from akademia.core.sheet import csv_parts
from akademia.core.text import slugify
from akademia.core.web import asked, page
from akademia.promotion.directory.queries import finding, reading

bp = Blueprint("directory", __name__, url_prefix="/promocja/katalog")


@bp.get("/")
@public
def show_directory() -> Response:
    how, filters = _asked()
    return page(
        "promotion/directory/list.html", list=finding.entities(how), asked=how, filters=filters, said=_said(how),
        region=reading.SLUGS.get(how.filters.get("woj", ""), ""),
    )  # fmt: skip


@bp.get("/mapa/")
@public
def show_map() -> Response:
    """The same as the list, as numbers on a map; each leads to the list of its voivodeship."""
    how, filters = _asked()
    rest: dict[str, Any] = {name: value for name, value in _said(how).items() if name not in ("woj", "powiat")}
    addresses = {code: url_for(".show_directory", **rest, woj=code) for code in finding.VOIVODESHIPS}
    drawn = reading.entity_map(how)
    total = sum(finding.numbers_by_voivodeship(how).values())
    return page("promotion/directory/map.html", map=drawn, asked=how, filters=filters, said=_said(how), total=total,
                addresses=addresses)  # fmt: skip


@bp.get("/wojewodztwo/<slug>/")
@public
def show_region(slug: str) -> Response:
    region = reading.region_page(slug)
    here = Asked(number=asked((), "").number, filters={"woj": region.code})
    return page("promotion/directory/region.html", region=region, list=finding.entities(here))


@bp.get("/podmiot/<slug>/")
@public
def show_entity(slug: str) -> Response:
    entity = reading.entity_page(slug)
    return page("promotion/directory/entity.html", entity=entity, region=slugify(entity.voivodeship),
                share=full_url_for("directory.show_entity", slug=slug))  # fmt: skip


@bp.get("/katalog.csv")
@public
def send_csv() -> Response:
    how, _ = _asked()
    return _file(b"".join(csv_parts(reading.GIVEN_OUT, reading.given_out(how))), "text/csv", "csv")


@bp.get("/katalog.json")
@public
def send_json() -> Response:
    how, _ = _asked()
    told = [dict(zip(reading.GIVEN_OUT, row, strict=True)) for row in reading.given_out(how)]
    return _file(json.dumps(told, ensure_ascii=False).encode(), "application/json", "json")


def _file(body: bytes, mime: str, ending: str) -> Response:
    answer = Response(body, mimetype=mime)
    answer.headers["Content-Disposition"] = f'attachment; filename="katalog-{clock.today()}.{ending}"'
    return answer


def _asked() -> tuple[Asked, Any]:
    filters = finding.filters(request.args.get("woj", ""))
    return asked((), "", filters), filters


def _said(how: Asked) -> dict[str, str]:
    """Return how a list was asked for as arguments of an address, without its page."""
    return {**how.filters, **({"szukaj": how.words} if how.words else {})}
