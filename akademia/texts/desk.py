"""Places of texts at the staff desk."""

from akademia.core.area import DeskCard, WaitingRow
from akademia.core.doors import Permission
from akademia.texts.queries import waiting_drafts


def _waiting(user_id: int) -> list[WaitingRow]:
    return waiting_drafts(user_id, ("page", "term"))


CARDS = (
    DeskCard(
        "Strony", "editor.show_pages", Permission.TextEdit, new=("Nowa strona", "editor.new_page"), waiting=_waiting
    ),
    DeskCard("Słownik", "editor.show_terms", Permission.TextEdit, new=("Nowe hasło", "editor.new_term")),
    DeskCard("Kosz", "editor.show_bin", Permission.TextEdit),
)
