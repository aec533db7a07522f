"""What a reader typed: words, phrases in quotes, and what is left out."""

import re
from dataclasses import dataclass

from akademia.search.rules.words import ASKING_WORDS, Token, cleaned, is_stop, tokens

LONGEST_QUESTION = 200
MOST_WORDS = 12
_QUOTED = re.compile(r"[\"„”“«»]([^\"„”“«»]*)[\"„”“«»]")
_LAW = re.compile(r"(?:\b(?:art|artyku\w*|ust|ust[eę]p\w*|pkt|punkt\w*|lit|rozdz\w*)\b|§)\D{0,3}\d", re.IGNORECASE)
_ORDINAL_LAW = re.compile(r"(?<![^\W\d_])(art|ust|pkt|lit|rozdz)\.?(\d+[a-z]{0,2})(?=ust|pkt|lit|\W|\Z)", re.IGNORECASE)


@dataclass(frozen=True)
class Question:
    """What was asked.

    :param text: as it is shown again.
    :param words: in their order, each once, without stop words; at most twelve.
    :param phrases: words that must stand side by side, stop words too.
    :param shortened: something of it was left out.
    """

    text: str
    words: tuple[Token, ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    shortened: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.text


def question(typed: str) -> Question:
    """Read what was typed; nothing is refused."""
    text = cleaned(typed)
    short = text[:LONGEST_QUESTION].strip()
    words = {token.form: token for token in tokens(short) if not is_stop(token.form)}
    words = {form: token for form, token in words.items() if form not in ASKING_WORDS} or words
    chosen = tuple(words.values())[:MOST_WORDS]
    return Question(short, chosen, _phrases(short), len(text) > len(short) or len(words) > len(chosen))


def _phrases(text: str) -> tuple[tuple[str, ...], ...]:
    said = (tuple(token.form for token in tokens(part))[:MOST_WORDS] for part in _QUOTED.findall(text))
    return tuple(phrase for phrase in said if len(phrase) > 1)


def names_law(text: str) -> bool:
    """Say whether a text may name a provision, so that it is worth asking the register."""
    return bool(_LAW.search(text))


def spaced_law(text: str) -> str:
    """Return a text with the blanks that hurried hands leave out: „art.15ust.4” is „art. 15 ust. 4”."""
    return " ".join(_ORDINAL_LAW.sub(r" \1. \2 ", text).split())


def without(asked: Question, places: list[tuple[int, int]]) -> Question:
    """Return a question without the words that stand at some places of its text."""
    kept = tuple(w for w in asked.words if not any(start <= w.start < end for start, end in places))
    return Question(asked.text, kept, asked.phrases, asked.shortened)
