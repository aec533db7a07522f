"""Who runs this installation. What the operator has not filled in stays empty and is shown as such.

The values stand in one row. A process keeps them until anything public changes: the generation is the only thing that
it asks for, on a connection of its own, and a page that the cache holds asks for nothing.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, cast

from flask import current_app, g, has_app_context, has_request_context
from werkzeug.local import LocalProxy

from akademia.core.kept import generation_seen

TO_FILL_IN = "do uzupełnienia przez operatora"
_QUERY = 'SELECT "values" FROM operator_values'


@dataclass(frozen=True)
class Operator:
    """What staff say about the operator and the academy. `*_links` hold a line per link: „Napis = adres”."""

    academy: str = "Akademia Zatrudnienia Socjalnego"
    name: str = ""
    place: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""
    controller: str = ""
    controller_contact: str = ""
    protection_officer: str = ""
    processors: str = ""
    outside_area: str = ""
    accessibility_person: str = ""
    accessibility_email: str = ""
    accessibility_phone: str = ""
    building: str = ""
    issn: str = ""
    menu_links: str = ""
    footer_links: str = ""
    letters_kept_days: int = 7
    jobs_kept_days: int = 30
    cases_kept_days: int = 365  # how long after its end a case of the advisory window keeps its words and its asker
    consultations_kept_days: int = 180
    # The newsletter: an address nobody confirmed, one whose reader left, and which addresses got an issue.
    newsletter_unconfirmed_days: int = 7
    newsletter_stopped_days: int = 30
    newsletter_letters_days: int = 180
    # After how many days without a sign-in an account is erased, a letter going first; 0: never.
    unused_account_days: int = 0
    # The academy's own mark instead of the five beams: where its PNG lies, its sides in pixels, its words.
    logo_key: str = ""
    logo_width: int = 0
    logo_height: int = 0
    logo_alt: str = ""

    @property
    def issuer(self) -> str:
        """Who issues certificates: the operator, or the academy while no operator is named."""
        return self.name or self.academy

    @property
    def logo_name(self) -> str:
        """The last part of the logo's address: other bytes have another one. Empty without a logo."""
        return f"{self.logo_key.partition('/')[2][:16]}.png" if self.logo_key else ""

    @property
    def menu(self) -> list[tuple[str, str]]:
        return links_in(self.menu_links)

    @property
    def footer(self) -> list[tuple[str, str]]:
        return links_in(self.footer_links)

    def shown(self, name: str) -> str:
        """Return a value as texts show it; the words for what is not filled in where it is empty."""
        return str(getattr(self, name) or TO_FILL_IN)


NAMES = frozenset(field.name for field in fields(Operator))
LOGO_NAMES = frozenset({"logo_key", "logo_width", "logo_height", "logo_alt"})


def links_in(text: str) -> list[tuple[str, str]]:
    """Return (label, address) of each whole line „Napis = adres”."""
    pairs = [line.partition("=")[::2] for line in text.splitlines()]
    return [(label.strip(), address.strip()) for label, address in pairs if label.strip() and address.strip()]


def operator_of(values: Mapping[str, Any]) -> Operator:
    """Return an operator from stored values; names that this version does not know are left out."""
    return Operator(**{name: value for name, value in values.items() if name in NAMES})


def values_of(operator: Operator) -> dict[str, Any]:
    """Return what is to be stored: only what differs from an installation where nothing was said."""
    plain = asdict(Operator())
    return {name: value for name, value in asdict(operator).items() if value != plain[name]}


def present_operator() -> Operator:
    """Return the operator as stored now; where nothing can be read, as it was read last."""
    if not has_app_context():
        return Operator()
    if not has_request_context():
        return _kept()
    if "operator" not in g:
        g.operator = _kept()
    found: Operator = g.operator
    return found


def _kept() -> Operator:
    number, operator = current_app.extensions.get("operator", (None, Operator()))
    try:
        now = generation_seen()
        if now != number:
            rows = current_app.extensions["akademia"].generation.rows(_QUERY)
            operator = operator_of(_plain(rows[0][0])) if rows else Operator()
            current_app.extensions["operator"] = (now, operator)
    except Exception:  # error pages and the first steps of an installation have no tables to ask
        return cast(Operator, operator)
    return cast(Operator, operator)


def _plain(stored: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(stored) if isinstance(stored, str) else stored
    return found


# Read at each use, so that templates, letters and papers show what is stored now.
OPERATOR: Operator = LocalProxy(present_operator)  # type: ignore[assignment]
