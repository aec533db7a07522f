"""Forgetting accounts that were to take a card's place and that nobody confirmed."""

from akademia.accounts.cards import services
from akademia.jobs.services import Task, every


@every("cards.tidy", minutes=24 * 60, label="porządki w prośbach o konto zamiast karty")
def tidy(_task: Task) -> None:
    services.drop_stale_leavings()
