"""The documents that answer a question, best first, at most a thousand.

For each asked word its heaviest documents are read off the index, a thousand for one word, fewer for each of many; a
word that fewer hold is known whole. What is missing of a word that was cut off is asked for the first pages of
documents; those after them stand by what is known.
"""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from akademia.core.db import db
from akademia.core.kept import each_same_for_all
from akademia.search.queries.terms import Group
from akademia.search.rules import ranking
from akademia.search.rules.ranking import MOST_HITS

ROWS_READ = 1_000  # of all words together
LEAST_READ = 150  # of each word
_KEPT_HEADS = 300  # of terms, in each process
_KEPT_FAMILIES = 5_000  # of documents, in each process
COMPLETED = 100  # the first documents, of which everything is asked


class Hit(NamedTuple):
    """A document that answers a question."""

    document_id: int
    shelf_id: int
    score: float


@dataclass(frozen=True)
class Hits:
    """`more`: there are more than these. `enough`: they hold enough of what was asked."""

    found: list[Hit]
    more: bool = False
    enough: bool = False


@dataclass(frozen=True)
class Packed:
    """Hits as rows of numbers: 16 KB for a thousand, a tenth of what they take as tuples."""

    documents: "array[int]"
    shelves: "array[int]"
    scores: "array[float]"
    more: bool
    enough: bool

    @classmethod
    def of(cls, hits: Hits) -> "Packed":
        documents, shelves, scores = zip(*hits.found, strict=True) if hits.found else ((), (), ())
        return cls(array("i", documents), array("i", shelves), array("d", scores), hits.more, hits.enough)

    def hits(self) -> Hits:
        found = [Hit(*one) for one in zip(self.documents, self.shelves, self.scores, strict=True)]
        return Hits(found, self.more, self.enough)


class _Head(NamedTuple):
    """The heaviest documents of a term, in that order, as three rows of small numbers: 12 KB for a common word."""

    documents: "array[int]"
    impacts: "array[int]"
    shelves: "array[int]"


@dataclass
class _Word:
    """One asked word: what it counts, and the documents that hold it as far as they are known.

    :param share: of the whole question; :param impacts: document -> its weight there.
    :param cut_at: 0 when all of its documents are known, else the smallest weight that was read.
    """

    rarity: float
    share: float
    terms: tuple[int, ...]
    impacts: dict[int, int]
    cut_at: int


def find(
    groups: Sequence[Group], documents: int, weights: Mapping[int, float], shelves: Collection[int] | None
) -> Hits:
    """Return the best documents for some words; those that hold too little of them only where no other is.

    A word that nothing holds counts as one that every document lacks.

    :param documents: how many the index holds.
    :param weights: shelf -> the weight of its kind.
    :param shelves: only on these; None: on all.
    """
    if not any(group.term_ids for group in groups) or (shelves is not None and not shelves):
        return Hits([])
    words, shelf_of = _heaviest(groups, documents, shelves)
    first, rest, hopeful = _likely(words, shelf_of)
    _complete(words, first)
    worth, held = _sums(words, first)
    enough = [number for number in first if held[number] >= ranking.MUST_COVER]
    found = [
        Hit(number, shelf_of[number], ranking.score(worth[number], held[number], weights.get(shelf_of[number], 1.0)))
        for number in enough or first
    ]
    found.sort(key=lambda hit: (-hit[2], hit[0]))
    if hopeful or not enough:
        least = found[-1].score if found else 0.0
        found += [Hit(number, shelf_of[number], least) for number in rest]
    # A document past what was read holds only words that were cut off.
    beyond = sum(word.share for word in words if word.cut_at) >= ranking.MUST_COVER
    return Hits(found[:MOST_HITS], beyond or len(found) >= MOST_HITS, enough=bool(enough))


def _heaviest(
    groups: Sequence[Group], documents: int, shelves: Collection[int] | None
) -> tuple[list[_Word], dict[int, int]]:
    """Read the heaviest documents of every term; also on which shelf each lies."""
    terms = sorted({term for group in groups for term in group.term_ids})
    most = min(MOST_HITS, max(LEAST_READ, ROWS_READ // len(terms)))
    found: dict[int, dict[int, int]] = {}
    shelf_of: dict[int, int] = {}
    cuts: dict[int, int] = {}
    for term, head in zip(terms, _heads(terms, shelves, most + 1), strict=True):
        numbers, impacts, on = head.documents[: most + 1], head.impacts[: most + 1], head.shelves[: most + 1]
        found[term] = dict(zip(numbers, impacts, strict=True))
        shelf_of.update(zip(numbers, on, strict=True))
        cuts[term] = impacts[-1] if len(impacts) > most else 0
    rarities = [ranking.rarity(group.documents, documents) for group in groups]
    return [
        _Word(rarity, share, group.term_ids, _joined([found[term] for term in group.term_ids]),
              max((cuts[term] for term in group.term_ids), default=0))
        for group, rarity, share in zip(groups, rarities, ranking.shares(rarities), strict=True)
    ], shelf_of  # fmt: skip


def _heads(terms: Sequence[int], shelves: Collection[int] | None, most: int) -> Sequence[_Head]:
    """Return the heaviest documents of terms, at least `most` of each that has them.

    Those of the whole index are kept until it or anything public changes, since the same words are asked again and
    again; what is narrowed to some shelves is read.
    """
    if shelves is not None:
        read = _read_heads(terms, most, f" AND shelf_id IN ({_listed(shelves)})")
        return [read[term] for term in terms]
    return each_same_for_all("search heads", terms, lambda missing: _read_heads(missing, MOST_HITS + 1), _KEPT_HEADS)


def _read_heads(terms: Sequence[int], most: int, narrowed: str = "") -> dict[int, _Head]:
    parts = " UNION ALL ".join(
        "SELECT * FROM (SELECT term_id, document_id, impact, shelf_id FROM search_postings"  # noqa: S608 - numbers
        f" WHERE term_id = {int(term)}{narrowed} ORDER BY impact DESC, document_id DESC LIMIT {most})"
        f" AS t{int(term)}"
        for term in terms
    )
    heads = {term: _Head(array("i"), array("i"), array("i")) for term in terms}
    for term, document, impact, shelf in _raw(parts):
        head = heads[term]
        head.documents.append(document)
        head.impacts.append(impact)
        head.shelves.append(shelf)
    return heads


def _joined(parts: Sequence[dict[int, int]]) -> dict[int, int]:
    """Join terms of one word; of two that a document holds the heavier counts."""
    joined = dict(parts[0]) if parts else {}
    for part in parts[1:]:
        for document, impact in part.items():
            if impact > joined.get(document, 0):
                joined[document] = impact
    return joined


def _likely(words: Sequence[_Word], shelf_of: Mapping[int, int]) -> tuple[list[int], list[int], bool]:
    """Return the few documents that are likely the best, those after them in their likely order, and whether these
    may hold enough of the question.

    What is not known yet is hoped for: a word that was cut off counts as if it stood there with the smallest weight.
    """
    if len(shelf_of) <= COMPLETED:
        return list(shelf_of), [], False
    worth, held = _sums(words, shelf_of, hoped=True)
    hopes = [number for number in shelf_of if held[number] >= ranking.MUST_COVER]
    order = [(-worth[number] * held[number] ** 2, number) for number in hopes or shelf_of]
    order.sort()
    numbers = [number for _, number in order[:MOST_HITS]]
    return numbers[:COMPLETED], numbers[COMPLETED:], bool(hopes)


def _sums(
    words: Sequence[_Word], documents: Iterable[int], hoped: bool = False
) -> tuple[dict[int, float], dict[int, float]]:
    """Return for each document the sum of its words' worths, and which share of the question it holds."""
    cut = [word for word in words if hoped and word.cut_at]
    worth = dict.fromkeys(documents, sum(word.rarity * word.cut_at for word in cut))
    held = dict.fromkeys(worth, sum(word.share for word in cut))
    for word in words:
        less, share = (word.cut_at, 0.0) if hoped and word.cut_at else (0, word.share)
        rarity = word.rarity
        for number, impact in word.impacts.items():
            if number in worth:
                worth[number] += rarity * (impact - less)
                held[number] += share
    return worth, held


def _complete(words: Sequence[_Word], chosen: Sequence[int]) -> None:
    """Ask what is missing of words that were cut off, in one query."""
    lacking = [word for word in words if word.cut_at]
    missing = sorted({number for word in lacking for number in chosen if number not in word.impacts})
    homes: dict[int, list[_Word]] = {}
    for word in lacking:
        for term in word.terms:
            homes.setdefault(term, []).append(word)
    if not missing:
        return
    query = (
        "SELECT document_id, term_id, impact FROM search_postings"  # noqa: S608 - numbers of our own rows
        f" WHERE document_id IN ({_listed(missing)}) AND term_id IN ({_listed(homes)})"
    )
    for document, term, impact in _raw(query):
        for word in homes[term]:
            word.impacts[document] = max(impact, word.impacts.get(document, 0))


def families(numbers: Sequence[int]) -> dict[int, str]:
    """Return what documents are parts of; empty: of nothing. Kept like the heads: the same are the best again."""
    found = each_same_for_all("search families", numbers, _read_families, _KEPT_FAMILIES)
    return dict(zip(numbers, found, strict=True))


def _read_families(numbers: Sequence[int]) -> dict[int, str]:
    asked = f"SELECT id, family FROM search_documents WHERE id IN ({_listed(numbers)})"  # noqa: S608 - numbers
    return dict.fromkeys(numbers, "") | dict(_raw(asked)) if numbers else {}


def _listed(numbers: Collection[int]) -> str:
    return ",".join(str(int(number)) for number in sorted(numbers))


def _raw(query: str) -> Any:
    """Ask by a text that holds nothing but numbers: thousands of bound ones would cost more than the answer."""
    driver: Any = db.session.connection().connection.driver_connection
    return driver.execute(query).fetchall()
