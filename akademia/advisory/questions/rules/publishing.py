"""When a text may become public, and what of it counts as its words."""

import hashlib
import json
from collections.abc import Collection, Mapping
from datetime import datetime

# What readers get, and what a second expert therefore reads; ticks and plans of the form are no words.
WORDS = ("title", "summary", "question", "source", "topic", "region", "legal_state_on", "default_act", "reason")
SEARCHED = ("title", "summary", "question", "source")  # for personal data that is left


def mark_of(values: Mapping[str, str]) -> str:
    """Return what differs whenever a word of a text does."""
    told = {name: values.get(name, "").strip() for name in WORDS}
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def is_agreed(consent: str, consent_at: datetime | None, withdrawn_at: datetime | None) -> bool:
    """Say whether the asker agrees to a publication. What was withdrawn comes back by a later consent only."""
    if consent != "given" or consent_at is None:
        return False
    return withdrawn_at is None or consent_at > withdrawn_at


def may_read(person: int, writers: Collection[int]) -> bool:
    """Say whether a person is a second one: has neither written the text nor replied in the case."""
    return person not in writers


def region_of(territory: str | None) -> str:
    """Return the voivodeship of a commune by its TERC number; empty for none."""
    return (territory or "")[:2]
