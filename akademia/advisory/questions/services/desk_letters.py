"""Letters to experts and staff about cases. None tells what was asked: it is read at the desk."""

from akademia.accounts.models import User
from akademia.advisory.questions.models import Case
from akademia.advisory.questions.queries import experts
from akademia.core import clock
from akademia.core.doors import Permission
from akademia.core.links import full_url_for
from akademia.core.text import counted, date_words
from akademia.mail.rules import LetterKind, letter_kind
from akademia.mail.services import queue_letter

letter_kind(
    LetterKind(
        "case_desk",
        "Sprawy przekazane i pilne",
        "Przychodzi, gdy ktoś przekaże Ci sprawę albo gdy sprawa potrzebuje redakcji. Bez niego sprawa by czekała.",
        ("cases/handed_over", "cases/escalated", "cases/late"),
        readers=Permission.CaseRead,
    )
)
letter_kind(
    LetterKind(
        "case_new",
        "Nowe pytania z Twoich tematów",
        "Przychodzi, gdy ktoś zada pytanie z tematu, który wybierzesz w panelu.",
        ("cases/new",),
        optional=True,
        readers=Permission.CaseAnswer,
    )
)
letter_kind(
    LetterKind(
        "case_summary",
        "Codzienne podsumowanie spraw",
        "Przychodzi rano, gdy czekają na Ciebie sprawy.",
        ("cases/summary",),
        optional=True,
        readers=Permission.CaseAnswer,
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


SOME_CASES = ("sprawa", "sprawy", "spraw")


def tell_new() -> None:
    """Tell the experts of its topic of each new case of the last day; each is told once."""
    for case, person in experts.to_tell_of_new():
        told = {"number": case.number, "topic": case.topic.name, "due": date_words(case.due_on),
                "address": full_url_for("case_desk.show_case", case_id=case.id)}  # fmt: skip
        key = f"case:{case.id}:new:{person.id}"
        queue_letter(person.email or "", "cases/new", told, user_id=person.id, key=key)


def tell_morning() -> None:
    """Tell each expert what waits for them, and staff how many cases are late; nobody for whom there is nothing."""
    address = full_url_for("case_desk.show_queue", kto="moje")
    for person, told in experts.mornings():
        words = {"own": counted(told.own, *SOME_CASES) if told.own else "",
                 "late": counted(told.late, *SOME_CASES) if told.late else "",
                 "free": counted(told.free, *SOME_CASES) if told.free else "", "address": address}  # fmt: skip
        key = f"cases:summary:{clock.today()}:{person.id}"
        queue_letter(person.email or "", "cases/summary", words, user_id=person.id, key=key)
    late = experts.late_cases()
    for person in experts.staff() if late else ():
        words = {
            "late": counted(late, *SOME_CASES),
            "address": full_url_for("case_desk.show_queue", stan="po-terminie"),
        }
        key = f"cases:late:{clock.today()}:{person.id}"
        queue_letter(person.email or "", "cases/late", words, user_id=person.id, key=key)
