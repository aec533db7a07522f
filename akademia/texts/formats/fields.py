"""The fields of a text's form, as plain data: what each takes, and what is wrong with what was typed."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from akademia.core.text import slugify

LINE, LINES, LONG, MARKDOWN, NUMBER, FLAG, CHOICE, MANY, DAY = (
    "line", "lines", "long", "markdown", "number", "flag", "choice", "many", "day"
)  # fmt: skip
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


@dataclass(frozen=True)
class Field:
    """One field of a text's form.

    :param kind: `line`, `lines` (one thing a line), `long`, `markdown`, `number`, `flag`, `choice`, `many` (some of
        the choices, one a line), `day`.
    :param at_most: characters, of each line in `lines`.
    :param low, high: of a number.
    :param choices: value -> words, or what gives them when they are asked for.
    :param is_wide: a choice among long words takes the whole line.
    :param is_pictures: it names pictures of the media library, as texts do; the way there stands beside it.
    :param is_address: a part of an address: small letters, digits and hyphens; a roll-back leaves it alone.
    :param fold: under what words it stands folded with its neighbours of the same; empty: it is always in sight.
    """

    name: str
    label: str
    kind: str = LINE
    hint: str | None = None
    required: bool = True
    at_most: int = 160
    low: int = 0
    high: int = 1000
    choices: Mapping[str, str] | Callable[[], Mapping[str, str]] = field(default_factory=dict)
    is_address: bool = False
    is_wide: bool = False
    is_pictures: bool = False
    fold: str = ""

    @property
    def options(self) -> Mapping[str, str]:
        """What may be chosen: value -> words."""
        return self.choices() if callable(self.choices) else self.choices

    def is_said(self, value: str) -> bool:
        """Say whether somebody put a value here: of a choice, another than the first that is offered."""
        first = next(iter(self.options), "") if self.kind == CHOICE else ""
        return bool(value.strip()) and value != first

    def complaint(self, value: str) -> str:
        """Return what is wrong with a value in itself; empty when nothing is."""
        if not value.strip():
            return f"Wypełnij pole „{self.label}”" if self.required and self.kind != FLAG else ""
        return _SHAPES.get(self.kind, _too_long)(self, value)


def _too_long(of: Field, value: str) -> str:
    if of.is_address and slugify(value) != value:
        return "Wpisz małe litery bez polskich znaków, cyfry i łączniki, na przykład statut-centrum"
    over = max(len(line) for line in (value.splitlines() if of.kind == LINES else [value])) - of.at_most
    return f"Pole „{of.label}”: skróć do {of.at_most} znaków" if over > 0 else ""


def _no_number(of: Field, value: str) -> str:
    told = value.strip()
    fits = told.isascii() and told.isdigit() and len(told) < 10 and of.low <= int(told) <= of.high
    return "" if fits else f"Pole „{of.label}”: wpisz liczbę całkowitą od {of.low} do {of.high}"


def _no_day(of: Field, value: str) -> str:
    try:
        fits = bool(_DAY.match(value)) and date.fromisoformat(value).year >= 1900
    except ValueError:
        fits = False
    return "" if fits else f"Pole „{of.label}”: wpisz datę, na przykład 2026-11-23"


def _no_choice(of: Field, value: str) -> str:
    return "" if value in of.options else f"Pole „{of.label}”: wybierz jedną z możliwości"


def _no_choices(of: Field, value: str) -> str:
    fits = all(one in of.options for one in lines_of(value))
    return "" if fits else f"Pole „{of.label}”: wybierz spośród podanych możliwości"


_SHAPES: dict[str, Callable[[Field, str], str]] = {
    NUMBER: _no_number, DAY: _no_day, CHOICE: _no_choice, MANY: _no_choices, FLAG: lambda of, value: "",
    MARKDOWN: lambda of, value: "",
}  # fmt: skip


def in_folds(fields: Sequence[Field]) -> list[tuple[str, tuple[Field, ...]]]:
    """Return fields in their order, neighbours of one fold together: (words of the fold, its fields)."""
    return [(fold, tuple(group)) for fold, group in groupby(fields, key=lambda one: one.fold)]


def lines_of(value: str) -> list[str]:
    """Return the things of a `lines` field."""
    return [line.strip() for line in value.splitlines() if line.strip()]
