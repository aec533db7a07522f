"""Which language a text is in, told by its short common words.

A library that knows 75 languages weighs 96 MB and is loaded for each file; here a guess that staff confirm is enough.
"""

import re
from collections import Counter

FEWEST_WORDS = 20
LEAST_SHARE = 0.08
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = {
    "pl": "i w z na do się nie że jest to o dla oraz przez od za są który która które jak po lub być ich może",
    "en": "the of and to in is that for it as with are on be this by was or from which an not at have",
    "de": "der die und in das von zu den mit ist für auf des im dem nicht ein eine auch werden als sich an",
    "fr": "de la le et les des en un une est que pour dans qui sur au par pas avec plus ce sont du",
    "uk": "і в на що з до не та для у є це як від за про або його які може бути при",
    "cs": "a v se na je že s z do o k i pro jako ve by za od po jsou které nebo při jeho",
}
_SETS = {name: frozenset(words.split()) for name, words in _COMMON.items()}


def guess(text: str) -> str:
    """Return the language's tag; empty when the text is too short or none of the known ones."""
    words = [word.casefold() for word in _WORD.findall(text[:40_000])]
    if len(words) < FEWEST_WORDS:
        return ""
    counts = Counter({name: sum(word in common for word in words) for name, common in _SETS.items()})
    best, met = counts.most_common(1)[0]
    return best if met / len(words) >= LEAST_SHARE else ""
