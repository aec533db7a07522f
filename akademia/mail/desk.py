"""The postmaster's place at the staff desk."""

from akademia.core.area import DeskCard, WaitingRow
from akademia.core.doors import Permission
from akademia.mail.queries import latest_failed


def _waiting(_user_id: int) -> list[WaitingRow]:
    """Undelivered letters are everybody's who may send them again; the newest few stand for all."""
    return [
        WaitingRow(letter.subject, "mail.show_letters", {"stan": "niedoreczone"}, "list niedoręczony", letter.queued_at)
        for letter in latest_failed(3)
    ]


CARDS = (DeskCard("Listy", "mail.show_letters", Permission.LettersManage, waiting=_waiting),)
