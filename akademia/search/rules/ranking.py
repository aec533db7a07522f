"""How results are ordered, all of it: what a word weighs in a document, and what a document is worth to a question.

A word's weight in a document (its impact) is BM25's: it grows with each time the word stands there, ever more slowly,
and falls with the length of a field that is longer than usual. Fields are weighed before (BM25F). The lengths it is
measured by are constants, so that a document's weights never depend on the other documents.

A document's score: for each asked word, the rarer it is, the more it counts (`rarity`), times its impact; the sum is
lowered by what is missing (`coverage` squared) and multiplied by the weight of its kind. Among the first thirty, from
the third part of one thing (an article's paragraphs, a lesson and its easy twin) each stands back (`standing_back`).
Both databases hold whole numbers only; everything else is computed here.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_HITS = 1_000
MUST_COVER = 0.4  # of what was asked: a document that holds less is no result while others hold more
LARGEST_IMPACT = 1_000
ARRANGED, NEAR_PARTS, STEP_BACK = 30, 2, 0.8  # how many results are arranged; so many parts of one thing stay; by what
_SATURATION = 3.0


@dataclass(frozen=True)
class FieldRule:
    """`weight` of a word in the field. In a field longer than `usual` words it weighs less, by the share `slope`.

    `short_counts`: in a shorter one it weighs more, so that a title of little else comes before a long one.
    """

    weight: float
    usual: int
    slope: float
    short_counts: bool = False


TITLE, SUMMARY, HEADINGS, BODY, KIND = "title", "summary", "headings", "body", "kind"
FIELDS: Mapping[str, FieldRule] = {
    TITLE: FieldRule(8.0, 5, 0.4, short_counts=True),
    SUMMARY: FieldRule(2.5, 18, 0.4),
    HEADINGS: FieldRule(3.0, 25, 0.4),
    BODY: FieldRule(1.0, 250, 0.6),
    KIND: FieldRule(1.0, 2, 0.0),
}
# A provision asked for by its number: itself, what cites it, its own parts, their parts. A text that cites it weighs
# the more the more often it comes back to it among all that it cites; one that cites parts of it, the more of them.
IS_PROVISION, PART_OF_PROVISION, DEEPER_PART = 1_000, 500, 300
_CITES, _CITES_OFTEN, _USUALLY_CITED = 300, 700, 8
_CITES_PART, _CITES_ANOTHER_PART, _CITES_PARTS = 250, 50, 550


def cites(times: int, different: int) -> int:
    """Return what a provision weighs in a text that cites it so many times, among so many different provisions."""
    stretch = max(1.0, (1 + different / _USUALLY_CITED) / 2)
    return round(_CITES + (_CITES_OFTEN - _CITES) * times / (times + stretch))


def cites_parts(count: int) -> int:
    """Return what a provision weighs in a text that cites so many of its parts."""
    return min(_CITES_PARTS, _CITES_PART + _CITES_ANOTHER_PART * (count - 1))


def impact(counts: Mapping[str, int], lengths: Mapping[str, int]) -> int:
    """Return what a term weighs in a document, 1 to 1,000.

    :param counts: field -> how often the term stands in it; `lengths`: field -> its words.
    """
    weighed = sum(_field(FIELDS[name], count, lengths[name]) for name, count in counts.items())
    return max(1, round(LARGEST_IMPACT * weighed / (_SATURATION + weighed)))


def _field(rule: FieldRule, count: int, length: int) -> float:
    stretch = 1 - rule.slope + rule.slope * length / rule.usual
    return rule.weight * count / (stretch if rule.short_counts else max(1.0, stretch))


def rarity(holding: int, documents: int) -> float:
    """Return how much a word counts that so many of all documents hold."""
    return math.log(1 + (documents - min(holding, documents) + 0.5) / (holding + 0.5))


def shares(rarities: Sequence[float]) -> list[float]:
    """Return which part of a question each word is, together 1: the mean of its part of the words and of the rarity."""
    total = sum(rarities)
    return [(rarity / total + 1 / len(rarities)) / 2 for rarity in rarities] if total else []


def score(worth: float, coverage: float, weight: float) -> float:
    """Return a document's worth to a question.

    :param worth: the sum of rarity times impact over the words that it holds.
    :param coverage: which share of the question these are.
    """
    return worth / LARGEST_IMPACT * coverage**2 * weight


def standing_back(scores: Sequence[float], families: Sequence[str]) -> list[float]:
    """Lower the scores of further parts of one thing, in the order of scores; what has no family stands alone."""
    met: dict[str, int] = {}
    lowered = []
    for worth, family in zip(scores, families, strict=True):
        before = met.get(family, 0) if family else 0
        met[family] = before + 1
        lowered.append(worth * STEP_BACK ** max(0, before + 1 - NEAR_PARTS))
    return lowered
