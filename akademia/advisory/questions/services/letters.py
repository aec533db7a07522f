"""Letters to the asker. Each carries the private link and says that replies by e-mail are not read yet."""

from datetime import date
from typing import Any

from akademia.advisory.questions.models import Case
from akademia.advisory.questions.queries.cases import address_of
from akademia.advisory.questions.rules.states import STATES
from akademia.advisory.questions.services.links import give_link, link_secret, reaches_someone
from akademia.core.links import full_url_for
from akademia.core.operator import OPERATOR
from akademia.core.text import date_words
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


def keys_of(case: Case) -> str:
    """Return how the keys of all letters about a case begin."""
    return f"case:{case.id}:"


def tell(case: Case, what: str, key: str, **more: Any) -> None:
    """Write to a case's asker, if there is one to write to.

    :param what: a template in `mail/questions/`.
    :param key: asked again with the same key for the same case, nothing is sent twice.
    """
    address = address_of(case)
    if address is None or not reaches_someone(case):
        return
    told = {
        "number": case.number,
        "title": case.title,
        "state": STATES[case.state],
        "link": full_url_for("cases.show_case", secret=link_secret(case)),
        "lost": full_url_for("cases.ask_link"),
        "due": date_words(case.due_on),
        "kept_days": OPERATOR.cases_kept_days,
        **more,
    }
    queue_letter(address, what, told, user_id=case.asker_id, key=keys_of(case) + key)


def tell_moved(case: Case, what: str, **more: Any) -> None:
    """Write about what has just become of a case, once for each of its versions."""
    tell(case, what, f"{case.version}:{what}", **more)


def tell_answer(case: Case) -> None:
    tell_moved(case, "questions/answered")


def tell_asked_back(case: Case) -> None:
    tell_moved(case, "questions/asked_back")


def tell_merged(case: Case, into_number: str) -> None:
    """Write that the same was asked before and the answer will come in the other case.

    :param case: the one that ends.
    """
    tell_moved(case, "questions/merged", into=into_number)


def tell_closed(case: Case) -> None:
    tell_moved(case, "questions/closed")


def tell_asked(case: Case) -> None:
    tell(case, "questions/asked", "asked")


def tell_consent_asked(case: Case) -> None:
    """Write that the answer may help others, and ask whether it may be published."""
    tell(case, "questions/consent", f"consent:{case.consent_at}")


def tell_closing(case: Case, on: date) -> None:
    """Write that a case in which nothing happens will be closed on a day."""
    tell(case, "questions/closing", _closing(case), on=date_words(on))


def closing_key(case: Case) -> str:
    """Return by what the letter about a case's coming end is known, while nothing moves in it."""
    return keys_of(case) + _closing(case)


def _closing(case: Case) -> str:
    return f"{case.version}:closing"


def send_link(case: Case) -> None:
    """Give a case a new link and send it to the address that the case has. The old one ends."""
    give_link(case)
    tell(case, "questions/link", f"link:{case.token_hash}")
