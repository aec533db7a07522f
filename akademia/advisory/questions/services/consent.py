"""The asker's consent to a publication: asked for, given, refused, withdrawn. All of it stands in the trail.

A withdrawal takes the answer from readers in the same transaction. It is asked for a case that is held, so that it
cannot pass a publication by.
"""

from akademia.advisory.questions.models import Case
from akademia.advisory.questions.queries.answers import answer_of_case
from akademia.advisory.questions.rules.publishing import is_agreed
from akademia.advisory.questions.services.letters import tell_consent_asked
from akademia.advisory.questions.services.withdrawing import withdraw as withdraw_answer
from akademia.audit.services import record
from akademia.core import clock
from akademia.core.errors import RuleBroken


class AskedAlready(RuleBroken):
    message = "Pytanie o zgodę czeka już na odpowiedź pytającego."


class AgreedAlready(RuleBroken):
    message = "Pytający zgodził się już na publikację."


class NotAsked(RuleBroken):
    message = "Nie pytamy teraz o zgodę na publikację w tej sprawie."


class NobodyToAsk(RuleBroken):
    message = "Tej sprawy nikt już nie może otworzyć, więc nie ma kogo zapytać o zgodę."


def ask(case: Case, by: int) -> None:
    """Ask the asker whether the answer may be published; after a withdrawal by staff once more.

    :param case: held against other writers.
    :raises AskedAlready: the question waits for its answer.
    :raises AgreedAlready: the consent given stands.
    :raises NobodyToAsk: the case keeps nobody any more.
    """
    if case.consent == "asked":
        raise AskedAlready
    answer = answer_of_case(case.id)
    if is_agreed(case.consent, case.consent_at, answer.withdrawn_at if answer else None):
        raise AgreedAlready
    if case.anonymised_at is not None:
        raise NobodyToAsk
    _note(case, "asked")
    record("consent.asked", "case", case.id, actor=by)
    tell_consent_asked(case)


def give(case: Case) -> None:
    """Note that the asker agrees. Asked or not, now or before: who refused may change their mind.

    :raises NotAsked: nobody ever asked.
    """
    if case.consent == "none":
        raise NotAsked
    if case.consent == "given":
        return
    _note(case, "given")
    record("consent.given", "case", case.id)


def refuse(case: Case) -> None:
    """Note that the asker does not agree; of what was published it is a withdrawal.

    :raises NotAsked: nobody ever asked.
    """
    if case.consent == "none":
        raise NotAsked
    if case.consent == "given":
        withdraw(case)
    elif case.consent == "asked":
        _note(case, "refused")
        record("consent.refused", "case", case.id)


def withdraw(case: Case) -> None:
    """Take a consent back: from the end of this transaction nobody reads the answer. Again, it changes nothing."""
    if case.consent != "given":
        return
    _note(case, "withdrawn")
    record("consent.withdrawn", "case", case.id)
    answer = answer_of_case(case.id)
    if answer is not None:
        withdraw_answer(answer, "consent", None)


def _note(case: Case, consent: str) -> None:
    case.consent, case.consent_at = consent, clock.now()
