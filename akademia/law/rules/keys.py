"""Keys of provisions: „art-15-ust-4”, „rozdz-7a”. A key tells the steps to its unit; a chapter stands by itself."""

import re

from akademia.law.rules.locators import Item, Level, written
from akademia.law.rules.resolving import steps_of

KINDS = {"rozdz": "rozdzial", "art": "art", "par": "par", "ust": "ust", "pkt": "pkt", "lit": "lit", "tiret": "tiret"}
_KEY = re.compile(r"(?:rozdz-\d+[a-z]*)|(?:art|par)-\d+[a-z]*(?:\^\d+)?(?:-(?:par|ust|pkt|lit|tiret)-[0-9a-z^]+)*")
_NUMBER = re.compile(r"(\d*)([a-z]*)(?:\^(\d+))?")


def is_key(words: str) -> bool:
    """Say whether some words have the form of a provision's key."""
    return _KEY.fullmatch(words) is not None


def outer_key(key: str) -> str | None:
    """Return the key of the unit in which one lies; None for an article and for a chapter."""
    return key.rsplit("-", 2)[0] if key.count("-") > 1 else None


def kind_of(key: str) -> str:
    """Return the kind of unit a key names: „ust”, „rozdzial”."""
    return KINDS[key.rsplit("-", 2)[-2]]


def label_of(key: str) -> str:
    """Return the label of a key: „art. 15 ust. 4”, „rozdział 7a”."""
    steps = tuple(steps_of(key))
    if steps[0].level is Level.Chapter:
        return f"rozdział {steps[0].number}"
    return written((Item(steps),))


def place_among_siblings(key: str) -> tuple[int, str, int]:
    """Return where a unit stands among its siblings: 5 before 5a before 6, 10 after 9, a before b."""
    found = _NUMBER.match(key.rpartition("-")[2])
    number, letters, raised = found.groups() if found is not None else ("", "", None)
    return int(number or 0), letters, int(raised or 0)
