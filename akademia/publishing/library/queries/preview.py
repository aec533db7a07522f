"""An item as its readers would see what stands in its form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from akademia.core import clock
from akademia.organisations.queries.projects import project_card
from akademia.publishing.library.queries.reading import by_role, files_of, paragraphs
from akademia.publishing.library.queries.rows import department_names, item_row
from akademia.publishing.library.queries.shapes import ItemPage
from akademia.publishing.library.rules.credits import BadCredit, CreditLine, read_credits
from akademia.publishing.library.rules.works import KINDS, LANGUAGES, LICENCES

PLAIN = ("slug", "subtitle", "publisher", "place", "audience", "permission", "available_at", "isbn", "issn", "doi")


def preview_page(ref: int, values: Mapping[str, str], html: str) -> ItemPage:
    """Return the page of an item, whatever is wrong with its values; what cannot be read is left out."""
    item, now = item_row(ref), clock.now()
    plain: dict[str, Any] = {name: values[name].strip() for name in PLAIN}
    return ItemPage(
        **plain, id=ref, title=values["title"].strip() or "Bez tytułu",
        kind=KINDS.get(values["kind"], KINDS["guide"]), department=department_names().get(values["department"], ""),
        department_slug="", summary=paragraphs(values["summary"]), credits=by_role(_credits(values["credits"])),
        year=_number(values["year"]), pages=_number(values["pages"]), language_tag=values["language"],
        language=LANGUAGES.get(values["language"], values["language"]), keywords=tuple(values["keywords"].split("\n")),
        licence=LICENCES.get(values["licence"]), html=Markup(html),  # noqa: S704 - cleaned by its renderer
        legal_state_on=_day(values["legal_state_on"]), published_at=item.published_at or now, changed_at=now,
        version=item.version + 1, project=project_card(_number(values["project"])), files=files_of(ref),
    )  # fmt: skip


def _credits(typed: str) -> list[CreditLine]:
    try:
        return read_credits(typed)
    except BadCredit:
        return []


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
