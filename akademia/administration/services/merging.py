"""Joining a person's second account to the one that is kept, in one transaction, by the packages' own cards."""

from collections.abc import Sequence
from dataclasses import dataclass

from akademia.accounts.models import User
from akademia.administration.policy import may_change
from akademia.audit.services import record
from akademia.core.area import Merged, PrivacyCard
from akademia.core.errors import RuleBroken


class NotToBeMerged(RuleBroken):
    message = "Tych kont nie można połączyć."


@dataclass(frozen=True)
class Part:
    """What a merge does in one package."""

    label: str
    merged: Merged


def merge(actor: User, second: User, kept: User, cards: Sequence[PrivacyCard]) -> list[Part]:
    """Move what the second account has to the kept one and make the second nameless. Nothing is committed.

    Undone instead of committed, it is a preview. The accounts' own card comes last: the others still find the address.

    :raises NotToBeMerged: it is one account, one's own is to go, or one of them is erased.
    :raises LastAdmin: the second account is the last administrator.
    """
    if second.id == kept.id:
        raise NotToBeMerged("To jest to samo konto. Podaj adres drugiego.")
    if not may_change(actor, second) or kept.email is None:
        raise NotToBeMerged("Własnego konta nie możesz dołączyć do innego. Poproś innego administratora.")
    second_id, kept_id = second.id, kept.id
    parts = [Part(card.label, _by_card(card, second_id, kept_id)) for card in reversed(cards)]
    record("user.merged", "user", second_id, actor=actor.id, into=kept_id)
    return [part for part in parts if part.merged.moved or part.merged.left]


def _by_card(card: PrivacyCard, second_id: int, kept_id: int) -> Merged:
    if card.merge is not None:
        return card.merge(second_id, kept_id)
    return Merged(left=("zostaje przy drugim koncie",) if _holds(card.export(second_id)) else ())


def _holds(told: object) -> bool:
    """Say whether what a card gives out holds anything at all."""
    if isinstance(told, dict):
        return any(_holds(value) for value in told.values())
    return bool(told)
