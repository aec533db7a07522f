"""How well personal data is found: recall and precision over invented sentences, whole and of each kind.

A part counts as found only when its kind and both its ends are right. `covered`: the share of what should be found
whose every character was found as something, which is what a redacted text depends on.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from akademia.advisory.questions.rules.personal.detecting import detect

Part = tuple[str, int, int]
PARTS = ("tuning", "held_out", "blind")
_MARK = re.compile(r"\{([a-z]+)\|([^}]*)\}")


@dataclass(frozen=True)
class Sentence:
    """A sentence and the parts of it that should be found: (kind, start, end)."""

    text: str
    wanted: frozenset[Part]


@dataclass(frozen=True)
class Outcome:
    """What one sentence brought."""

    sentence: Sentence
    found: frozenset[Part]

    @property
    def missed(self) -> frozenset[Part]:
        return self.sentence.wanted - self.found

    @property
    def wrong(self) -> frozenset[Part]:
        return self.found - self.sentence.wanted

    @property
    def covered(self) -> int:
        seen = {place for _, start, end in self.found for place in range(start, end)}
        return sum(seen.issuperset(range(start, end)) for _, start, end in self.sentence.wanted)


@dataclass(frozen=True)
class Score:
    """Shares of one; a share of nothing is one."""

    kind: str
    wanted: int
    recall: float
    precision: float


def sentences(part: str) -> list[Sentence]:
    lines = Path(__file__).with_name(f"{part}.txt").read_text("utf-8").splitlines()
    return [_sentence(line) for line in lines if line and not line.startswith("#")]


def _sentence(marked: str) -> Sentence:
    text, wanted, at = "", set(), 0
    for one in _MARK.finditer(marked):
        text += marked[at : one.start()]
        wanted.add((one[1], len(text), len(text) + len(one[2])))
        text, at = text + one[2], one.end()
    return Sentence(text + marked[at:], frozenset(wanted))


def outcomes(asked: Iterable[Sentence]) -> list[Outcome]:
    return [Outcome(one, frozenset((f.kind, f.start, f.end) for f in detect(one.text))) for one in asked]


def scores(found: Sequence[Outcome]) -> list[Score]:
    """Return the score of the whole first, then of each kind."""
    kinds = sorted({kind for one in found for kind, _, _ in one.sentence.wanted | one.found})
    return [_score("whole", found, kinds), *(_score(kind, found, [kind]) for kind in kinds)]


def _score(name: str, found: Sequence[Outcome], kinds: Sequence[str]) -> Score:
    wanted = sum(part[0] in kinds for one in found for part in one.sentence.wanted)
    had = sum(part[0] in kinds for one in found for part in one.found)
    right = sum(part[0] in kinds for one in found for part in one.found & one.sentence.wanted)
    return Score(name, wanted, right / wanted if wanted else 1.0, right / had if had else 1.0)


def covered(found: Sequence[Outcome]) -> float:
    return sum(one.covered for one in found) / sum(len(one.sentence.wanted) for one in found)
