"""Who may do what with cards: a club's worker with the cards of that club, a learner with their own."""

from akademia.accounts.cards.models import ClubCard, ClubWorker


def may_handle(worker: ClubWorker | None, card: ClubCard) -> bool:
    """Say whether a worker may see a card and change it.

    :param worker: the grant that the person holds for the card's organisation, if any.
    """
    return worker is not None and worker.organisation_id == card.organisation_id
