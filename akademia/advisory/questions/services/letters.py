"""Letters to the asker."""

from typing import Any

from akademia.advisory.questions.models import Case
from akademia.mail.rules import LetterKind, letter_kind
from akademia.mail.services import queue_letter

letter_kind(
    LetterKind(
        "questions",
        "Twoje pytania do praktyków",
        "Potwierdzenie pytania, odpowiedź, dopytanie i zamknięcie sprawy. Bez nich odpowiedź by nie dotarła.",
        ("questions/",),
    )
)


def tell_moved(case: Case, what: str, **more: Any) -> None:
    """Write to a case's asker about what has just become of it, once for each of its versions."""
    address = case.asker_email or (case.asker.email if case.asker is not None else None)
    if address is not None:
        told = {"number": case.number, "title": case.title, **more}
        key = f"case:{case.id}:{case.version}:{what}"
        queue_letter(address, f"questions/{what}", told, user_id=case.asker_id, key=key)


def tell_answer(case: Case) -> None:
    tell_moved(case, "answered")


def tell_asked_back(case: Case) -> None:
    tell_moved(case, "asked_back")


def tell_merged(case: Case, into_number: str) -> None:
    """Write that the same was asked before and the answer will come in the other case."""
    tell_moved(case, "merged", into=into_number)


def tell_closed(case: Case) -> None:
    tell_moved(case, "closed")
