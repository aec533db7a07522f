"""The asker's consent to a publication."""

from akademia.advisory.questions.models import Case
from akademia.audit.services import record
from akademia.core import clock
from akademia.core.errors import RuleBroken


class NotAsked(RuleBroken):
    message = "Nie pytamy teraz o zgodę na publikację w tej sprawie."


def give(case: Case) -> None:
    """Note that the asker agrees.

    :raises NotAsked: nobody ever asked.
    """
    _note(case, "given")
    record("consent.given", "case", case.id)


def refuse(case: Case) -> None:
    """Note that the asker does not agree.

    :raises NotAsked: nobody ever asked.
    """
    _note(case, "refused")
    record("consent.refused", "case", case.id)


def withdraw(case: Case) -> None:
    """Take a consent back."""
    _note(case, "withdrawn")
    record("consent.withdrawn", "case", case.id)


def _note(case: Case, consent: str) -> None:
    if case.consent == "none":
        raise NotAsked
    case.consent, case.consent_at = consent, clock.now()
