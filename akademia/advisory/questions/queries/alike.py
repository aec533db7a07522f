"""What may answer a question before it is sent."""

from collections.abc import Sequence

from akademia.search.queries.finding import best
from akademia.search.queries.showing import Result

MOST_ALIKE = 5
_READ_FIRST = 20
_KINDS = frozenset({"answer", "lesson", "twin", "provision", "tool", "term"})


def alike(title: str) -> Sequence[Result]:
    """Return published answers first, then lessons, provisions and tools that a question's words lead to."""
    found = [one for one in best(title, _READ_FIRST) if one.kind in _KINDS]
    return sorted(found, key=lambda one: one.kind != "answer")[:MOST_ALIKE]
