"""The dictionary of Polish word forms (Morfeusz with SGJP): one for a process, loaded at first use."""

import threading
from functools import lru_cache
from typing import Any, NamedTuple

_lock = threading.Lock()


class Reading(NamedTuple):
    """One way to read a word: `tag` as Morfeusz writes it („subst:sg:gen.acc:m1”), `labels` („imię”, „nazwisko”).

    `whole`: the reading takes in the whole word, not its first part only („mia-łem”).
    """

    lemma: str
    tag: str
    labels: tuple[str, ...]
    whole: bool


def readings(word: str) -> list[Reading]:
    """Return how a word of letters only can be read, small and capital letters alike; none when it is not known.

    Takes some 50 microseconds: who asks for the same words again keeps what he makes of the answer.
    """
    with _lock:
        found = _dictionary().analyse(word)
    last = max((end for _, end, _ in found), default=0)
    return [
        Reading(lemma, tag, tuple(labels), end == last)
        for begin, end, (_, lemma, tag, labels, _) in found
        if begin == 0 and tag != "ign"
    ]


def load() -> None:
    """Load the dictionary (37 MB, a tenth of a second), so that processes forked after it share it."""
    _dictionary()


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    import morfeusz2

    return morfeusz2.Morfeusz(generate=False, case_handling=morfeusz2.IGNORE_CASE)
