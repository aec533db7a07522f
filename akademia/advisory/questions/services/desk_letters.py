"""Letters to experts and staff about cases. None tells what was asked: it is read at the desk."""

from akademia.accounts.models import User
from akademia.advisory.questions.models import Case
from akademia.advisory.questions.queries import experts
from akademia.core.links import full_url_for
from akademia.core.text import date_words
from akademia.mail.rules import LetterKind, letter_kind
from akademia.mail.services import queue_letter

letter_kind(
    LetterKind(
        "case_desk",
        "Sprawy przekazane i pilne",
        "Przychodzi, gdy ktoś przekaże Ci sprawę albo gdy sprawa potrzebuje redakcji. Bez niego sprawa by czekała.",
        ("cases/handed_over", "cases/escalated"),
    )
)


def tell_handed_over(case: Case, to: User, words: str) -> None:
    """Tell an expert that a case is theirs from now on."""
    _tell(to, "handed_over", case, words)


def tell_escalated(case: Case, why: str) -> None:
    """Tell staff that a case needs them."""
    for person in experts.staff():
        _tell(person, "escalated", case, why)


def _tell(to: User, what: str, case: Case, words: str) -> None:
    told = {
        "number": case.number, "words": words, "due": date_words(case.due_on), "topic": case.topic.name,
        "address": full_url_for("case_desk.show_case", case_id=case.id),
    }  # fmt: skip
    if to.email:
        key = f"case:{case.id}:{case.version}:{what}:{to.id}"
        queue_letter(to.email, f"cases/{what}", told, user_id=to.id, key=key)
