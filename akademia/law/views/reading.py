"""The register: acts, provisions, amendments, and what in the academy cites a provision."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, request

from akademia.core import clock
from akademia.core.doors import public
from akademia.core.links import item_url
from akademia.core.text import date_words
from akademia.core.web import asked, page
from akademia.law import queries

bp = Blueprint("law", __name__, url_prefix="/prawo")


@bp.get("/")
@public
def show_register() -> Response:
    return page("law/register.html", acts=queries.acts())


@bp.get("/zmiany/")
@public
def show_amendments() -> Response:
    years = queries.timeline()
    return page("law/amendments.html", years=years, count=sum(map(len, years.values())), acts=queries.acts())


@bp.get("/zmiany/<key>/")
@public
def show_amendment(key: str) -> Response:
    found = queries.amendment_page(key)
    return page("law/amendment.html", found=found, amendment=found.amendment)


@bp.get("/<act_key>/")
@public
def show_act(act_key: str) -> Response:
    shape = queries.shape_of(act_key)
    if not shape.units:
        return page(
            "law/name.html", act=shape.act, texts=shape.texts, senders=queries.senders(act_key),
            citing=queries.citing_act(shape.act.id), item_url=item_url,
        )  # fmt: skip
    return page("law/act.html", act=shape.act, shape=shape, later=queries.later_count(shape))


@bp.get("/<act_key>/<key>/")
@public
def show_provision(act_key: str, key: str) -> Response:
    found = queries.provision_page(act_key, key)
    said = request.args.get("na")
    day, complaint = _day(said)
    return page(
        "law/provision.html", 422 if complaint else 200, found=found, unit=found.unit, act=found.act,
        on=found.on(day) if day else None, said=said, complaint=complaint, today=clock.today(), item_url=item_url,
    )  # fmt: skip


def _day(said: str | None) -> tuple[date | None, str]:
    """Return the day asked for, or what is wrong with it; neither where none was asked for."""
    if not said:
        return None, ""
    try:
        day = date.fromisoformat(said.strip()[:10]) if len(said.strip()) == 10 else None
    except ValueError:
        day = None
    if day is None:
        example = "na przykład 2022-02-15"
        return None, f"Wpisz dzień jako rok, miesiąc i dzień, {example}."
    if day > clock.today():
        return None, f"Ten dzień jeszcze nie nastąpił. Wybierz dzień nie późniejszy niż {date_words(clock.today())}"
    return day, ""


@bp.get("/<act_key>/<key>/powolania/<kind>/")
@public
def show_citing(act_key: str, key: str, kind: str) -> Any:
    found = queries.provision_page(act_key, key)
    chosen, rows = queries.citing_of_kind(found.citing, kind, asked(set(), ""))
    return page(
        "law/citing.html", found=found, unit=found.unit, act=found.act, kind=chosen, list=rows, item_url=item_url
    )
