"""What one subscribes to and agrees to, how sending is paced, and what a refusal means. No table, no request."""

import re
from collections.abc import Collection
from datetime import datetime, timedelta

TOPICS = {
    "education": "Kursy i szkolenia",
    "advisory": "Odpowiedzi praktyków",
    "publishing": "Poradniki i kwartalnik",
    "promotion": "Aktualności",
    "research": "Badania i statystyki",
}
CONSENT_VERSION = "2026-11-28"
CONSENT = (
    "Zgadzam się, aby operator Akademii Zatrudnienia Socjalnego przetwarzał mój adres e-mail oraz wybrane tematy "
    "i województwo, żeby wysyłać mi newsletter. Zgodę mogę wycofać w każdej chwili, jednym kliknięciem w każdym liście."
)
PREFERENCES_HOURS = 24
LIST_NAME = "newsletter"

ISSUE_STATES = {"draft": "szkic", "planned": "zaplanowany", "out": "wysłany"}
RUN_STATES = {
    "queueing": "przygotowujemy listy", "sending": "wysyłamy", "paused": "wstrzymana", "ended": "zakończona",
}  # fmt: skip

SLICE_SECONDS = 10
BUSY_SECONDS = 10  # other letters wait so long at most
ANSWER_SECONDS = 60
UNSURE_AFTER = timedelta(seconds=150)
QUEUED_AT_ONCE = 2_000
LETTER_ATTEMPTS = 12
SOFT_IN_A_ROW = 3
FIRST_DELAY_SECONDS = 15
LONGEST_DELAY_SECONDS = 2 * 3600
PER_MINUTE = (1, 60_000)

_ADDRESS = re.compile(r"\S+@\S+")
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
# Of codes that say „for good”: a full box, a letter too large or of a kind not wanted, the server's own trouble, a
# policy against what is sent (RFC 3463). They say nothing of whether the address is there.
_PASSING = (("2", "2"), ("2", "3"), ("2", "4"))
_PASSING_SUBJECTS = frozenset({"3", "6", "7"})


def packed(topics: Collection[str]) -> str:
    """Return topics as a row keeps them, each between blanks; none or all of them: empty."""
    chosen = [key for key in TOPICS if key in topics]
    return "" if len(chosen) == len(TOPICS) or not chosen else f" {' '.join(chosen)} "


def unpacked(kept: str) -> list[str]:
    return kept.split()


def topic_words(kept: str) -> str:
    """Return the topics of a row in words."""
    return ", ".join(TOPICS[key] for key in unpacked(kept) if key in TOPICS) or "wszystkie tematy"


def slice_size(per_minute: int) -> int:
    """Return how many letters may go in one slice of time."""
    return max(1, per_minute * SLICE_SECONDS // 60)


def slice_seconds(per_minute: int, sent: int) -> float:
    """Return how long a number of letters should take at most at a pace."""
    return 60 * sent / per_minute


def delay(attempts: int) -> timedelta:
    """Return how long to wait after a number of failed attempts (1 or more): each time twice as long."""
    return timedelta(seconds=min(LONGEST_DELAY_SECONDS, FIRST_DELAY_SECONDS * 2 ** min(attempts - 1, 20)))


def is_hard(words: str, of_address: bool) -> bool:
    """Say whether a refusal means that nothing will ever reach an address.

    Source: RFC 3463: class 5, subjects of the address, the mailbox and the way to it.

    :param words: what a server or a report said; its enhanced code decides where there is one.
    :param of_address: the address was refused, not the letter.
    """
    found = _STATUS.search(words)
    if found is None:
        return of_address
    kind, subject, detail = found.groups()
    return kind == "5" and subject not in _PASSING_SUBJECTS and (subject, detail) not in _PASSING


def without_addresses(words: str) -> str:
    """Return a server's words with addresses taken out of them."""
    return _ADDRESS.sub("(adres)", words)[:300]


def is_fresh(issued_at: int, now: datetime) -> bool:
    """Say whether a link made at a moment (seconds since 1970) still opens the preferences."""
    return 0 <= now.timestamp() - issued_at <= PREFERENCES_HOURS * 3600


def file_start(issue_id: int) -> str:
    """Return how the names of the files of an issue's letters begin."""
    return f"newsletter-{issue_id:05}-"


def file_name(issue_id: int, letter_id: int) -> str:
    """Return the name of the file of an issue's letter."""
    return f"{file_start(issue_id)}{letter_id:08}.eml"
