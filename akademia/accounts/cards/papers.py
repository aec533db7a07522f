"""New cards between the moment they are made and the moment they are printed. Their PINs are nowhere else."""

from collections.abc import Sequence
from dataclasses import astuple

from akademia.accounts.cards.formats.cards import CardPaper, cards_pdf
from akademia.accounts.cards.services import Printed
from akademia.core import clock
from akademia.core.clock import WARSAW
from akademia.core.links import full_url_for
from akademia.core.operator import OPERATOR
from akademia.core.sealed import seal, unseal
from akademia.organisations.models import Organisation

SHOWN_SECONDS = 15 * 60


def sealed(club_id: int, cards: Sequence[Printed]) -> str:
    """Return new cards of a club, sealed so that a session's cookie may carry them."""
    return seal("cards", [club_id, [astuple(card) for card in cards]])


def opened(text: str, club_id: int) -> list[Printed]:
    """Return the cards sealed within a quarter for this club; none where there are none."""
    club, rows = unseal("cards", text, SHOWN_SECONDS) or (None, [])
    return [Printed(*row) for row in rows] if club == club_id else []


def pdf_of(club: Organisation, cards: Sequence[Printed]) -> bytes:
    """Return cards on paper."""
    papers = [CardPaper(card.called, card.login, card.pin) for card in cards]
    address, day = full_url_for("cards.sign_in"), clock.now().astimezone(WARSAW).date()
    return cards_pdf(papers, club.name, OPERATOR.academy, address, day)
