"""Codes of open answers, and what may not stand in a quotation from one."""

import re
from collections.abc import Sequence

from akademia.core.text import slugify
from akademia.research.surveys.rules.tables import Code

MOST_CODES = 40
LONGEST_CODE = 80
LONGEST_QUOTATION = 500
_ADDRESS = re.compile(r"\S+@\S+|https?://|www\.", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\d[\s-]?){7,}")


def codes_of(lines: Sequence[str], known: Sequence[Code]) -> list[Code]:
    """Return codes for their words, each once; words that are known keep their key."""
    keys = {code.words: code.key for code in known}
    taken = set(keys.values())
    found: dict[str, Code] = {}
    for line in lines:
        words = " ".join(line.split())
        if words and words not in found:
            key = keys.get(words) or _free(slugify(words)[:40] or "kod", taken)
            taken.add(key)
            found[words] = Code(key, words)
    return list(found.values())


def _free(key: str, taken: set[str]) -> str:
    numbers = iter(range(2, len(taken) + 3))
    free = key
    while free in taken:
        free = f"{key}-{next(numbers)}"
    return free


def tells_of_person(quotation: str) -> bool:
    """Say whether a quotation holds an address of the net or a long number (a telephone, PESEL, NIP)."""
    return bool(_ADDRESS.search(quotation) or _NUMBER.search(quotation))
