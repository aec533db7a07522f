"""Cards on paper: eight on a sheet of A4, to be cut out."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from akademia.core.paper import one_line, printed
from akademia.core.text import tidy

SHEET = Path(__file__).parent / "cards.typ"
STEPS = "Wejdź na tę stronę, wpisz login i PIN. Gdy skończysz, naciśnij „Wyloguj się”."
KEEP = "Nie pokazuj nikomu PIN-u. Możesz go zmienić po zalogowaniu: „Moja karta”. Zgubiona karta? Powiedz w klubie."


@dataclass(frozen=True)
class CardPaper:
    """What stands on one card. `pin` is nowhere else."""

    called: str
    login: str
    pin: str


def cards_pdf(cards: Sequence[CardPaper], club: str, academy: str, address: str, day: date) -> bytes:
    """Return cards as tagged A4 pages. The same values give the same bytes.

    :param address: of the page where the card is used, with scheme.
    :param day: when they were issued.
    """
    words = {
        "title": f"Karty do nauki: {one_line(club)}",
        "club": tidy(one_line(club)),
        "academy": academy,
        "address": address.partition("://")[2].rstrip("/"),
        "steps": tidy(STEPS),
        "keep": tidy(KEEP),
        "cards": [{name: one_line(value) for name, value in asdict(card).items()} for card in cards],
    }
    return printed(SHEET, {"sheet": json.dumps(words, ensure_ascii=False)}, day)
