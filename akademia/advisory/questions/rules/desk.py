"""Words of the experts' desk, and the place in its queue after which a page goes on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

PRIORITIES = {0: "pilna", 1: "zwykła", 2: "może poczekać"}
STEPS = {
    "claim": "wzięcie sprawy",
    "release": "oddanie sprawy do kolejki",
    "hand_over": "przekazanie sprawy",
    "ask_back": "dopytanie",
    "answer": "odpowiedź",
    "reply": "odpowiedź pytającego",
    "close": "zamknięcie",
    "reopen": "ponowne otwarcie",
}
SPEAKERS = {"question": "Pytanie", "reply": "Pytający odpisuje", "ask_back": "Dopytanie", "answer": "Odpowiedź"}
# A view of the queue -> the states it shows.
VIEW_STATES = {
    "": ("new", "claimed", "waiting"),
    "po-terminie": ("new", "claimed"),
    "czekaja": ("waiting",),
    "z-odpowiedzia": ("answered",),
    "zamkniete": ("closed",),
    "wszystkie": ("new", "claimed", "waiting", "answered", "closed"),
}
DUE_STATES = ("new", "claimed")  # the promise runs while the answer is ours to give


@dataclass(frozen=True, order=True)
class QueuePlace:
    """What the queue is sorted by."""

    due_on: date
    priority: int
    id: int

    def __str__(self) -> str:
        return f"{self.due_on.isoformat()}.{self.priority}.{self.id}"


def queue_place(said: str) -> QueuePlace | None:
    """Return the place that an address means; None for the beginning of the queue."""
    parts = said.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 11 for part in parts[1:]):
        return None
    try:
        return QueuePlace(date.fromisoformat(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None


def is_late(state: str, due_on: date, today: date) -> bool:
    """Say whether the promised day of a case has passed while its answer is ours to give."""
    return state in DUE_STATES and due_on < today


def told_step(act: str, details: Mapping[str, object], words: Mapping[str, str]) -> str:
    """Return an act of the trail in words; a change of state by the step that made it."""
    return STEPS.get(str(details.get("step")), "") or words.get(act, act)
