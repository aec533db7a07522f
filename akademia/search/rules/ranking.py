"""How results are ordered, all of it: what a word weighs in a document, and what a document is worth to a question.

A word's weight in a document (its impact) is BM25's: it grows with each time the word stands there, ever more slowly,
and falls with the length of the field. Fields are weighed before (BM25F). The lengths it is measured by are constants,
so that a document's weights never depend on the other documents.

A document's score: for each asked word the rarer it is, the more it counts (`rarity`), times its impact; the sum is
lowered by what is missing (`coverage` squared) and multiplied by the weight of its kind. Both databases hold whole
numbers only; everything else is computed here.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_HITS = 1_000
MUST_COVER = 0.6  # of what was asked, by weight: a document with less is no result while others have more
LARGEST_IMPACT = 1_000
_SATURATION = 1.2


@dataclass(frozen=True)
class FieldRule:
    """`weight` of a word in the field; a field longer than `usual` words weighs less by the share `slope`."""

    weight: float
    usual: int
    slope: float


TITLE, SUMMARY, HEADINGS, BODY = "title", "summary", "headings", "body"
FIELDS: Mapping[str, FieldRule] = {
    TITLE: FieldRule(5.0, 5, 0.35),
    SUMMARY: FieldRule(2.0, 18, 0.4),
    HEADINGS: FieldRule(2.0, 25, 0.4),
    BODY: FieldRule(1.0, 250, 0.6),
}
# A provision asked for by its number: itself, what cites it, what lies under it or cites what lies under it.
IS_PROVISION, CITES_PROVISION, UNDER_PROVISION, CITES_UNDER = 1_000, 600, 500, 250


def impact(counts: Mapping[str, int], lengths: Mapping[str, int]) -> int:
    """Return what a term weighs in a document, 1 to 1,000.

    :param counts: field -> how often the term stands in it; `lengths`: field -> its words.
    """
    weighed = sum(_field(FIELDS[name], count, lengths[name]) for name, count in counts.items())
    return max(1, round(LARGEST_IMPACT * weighed / (_SATURATION + weighed)))


def _field(rule: FieldRule, count: int, length: int) -> float:
    return rule.weight * count / (1 - rule.slope + rule.slope * length / rule.usual)


def rarity(holding: int, documents: int) -> float:
    """Return how much a word counts that so many of all documents hold."""
    return math.log(1 + (documents - min(holding, documents) + 0.5) / (holding + 0.5))


def score(impacts: Sequence[int], rarities: Sequence[float], weight: float) -> float:
    """Return a document's worth.

    :param impacts: of each asked word, 0 where it is missing.
    """
    total = sum(part * worth / LARGEST_IMPACT for part, worth in zip(impacts, rarities, strict=True))
    return total * coverage(impacts, rarities) ** 2 * weight


def coverage(impacts: Sequence[int], rarities: Sequence[float]) -> float:
    """Return which share of the question a document holds, by weight of words."""
    asked = sum(rarities)
    return sum(worth for part, worth in zip(impacts, rarities, strict=True) if part) / asked if asked else 0.0
