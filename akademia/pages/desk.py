"""The settings' place at the staff desk, and what the law asks for and nobody filled in."""

from akademia.core import clock
from akademia.core.area import DeskCard, WaitingRow
from akademia.core.doors import Permission
from akademia.core.operator import OPERATOR
from akademia.pages.rules import missing


def _waiting(_user_id: int) -> list[WaitingRow]:
    empty = missing(OPERATOR)
    if not empty:
        return []
    names = ", ".join(entry.label for entry in empty)
    return [WaitingRow(f"Dane operatora: {names}", "pages.show_settings", {}, "do uzupełnienia", clock.now())]


CARDS = (DeskCard("Ustawienia", "pages.show_settings", Permission.SettingsChange, waiting=_waiting),)
