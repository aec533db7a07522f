"""The postmaster's place at the staff desk."""

from akademia.core.area import DeskCard, Found, WaitingRow
from akademia.core.doors import Permission
from akademia.mail.queries import found_letters, latest_failed


def _waiting(_user_id: int) -> list[WaitingRow]:
    """Undelivered letters are everybody's who may send them again; the newest few stand for all."""
    return [
        WaitingRow(letter.subject, "mail.show_letters", {"stan": "niedoreczone"}, "list niedoręczony", letter.queued_at)
        for letter in latest_failed(3)
    ]


def _found(words: str) -> list[Found]:
    return [
        Found(
            letter.subject,
            "mail.show_letters",
            {"stan": "wszystkie", "szukaj": letter.to_address},
            (letter.to_address,),
        )
        for letter in found_letters(words, 5)
    ]


CARDS = (DeskCard("Listy", "mail.show_letters", Permission.LettersManage, waiting=_waiting, find=_found),)
