"""What the library keeps about a person: that they put a medium in. The medium itself belongs to the academy."""

from collections.abc import Mapping, Sequence
from typing import Any

from akademia.core.area import PrivacyCard
from akademia.core.text import counted, moment_words
from akademia.media import queries


def _export(user_id: int) -> Mapping[str, Any]:
    return {
        "materiały": [
            {"tytuł": media.title, "opis": media.alt, "wgrano": moment_words(media.made_at)}
            for media in queries.media_of(user_id)
        ]
    }


def _tally(user_id: int) -> Sequence[str]:
    count = len(queries.media_of(user_id))
    return [counted(count, "materiał", "materiały", "materiałów")] if count else []


def _erase(user_id: int) -> None:
    for media in queries.media_of(user_id):
        media.made_by_number = None


CARD = PrivacyCard(
    "media",
    "Materiały wgrane przez Ciebie do biblioteki",
    ("media",),
    _export,
    _erase,
    purpose="Żeby redakcja wiedziała, kogo zapytać o obraz, film albo nagranie.",
    basis="Prawnie uzasadniony interes redakcji (art. 6 ust. 1 lit. f RODO).",
    kept="Dopóki materiał jest w bibliotece.",
    removes="Twój numer przy materiałach.",
    keeps="Same materiały z opisami. Używają ich teksty Akademii.",
    tally=_tally,
)
