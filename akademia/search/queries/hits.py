"""The documents that answer a question, best first, at most a thousand.

For each asked word its thousand heaviest documents are read off the index; a word that fewer hold is known whole. What
is missing of a word that was cut off is asked for the documents that may still be among the best.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from akademia.core.db import db
from akademia.search.queries.terms import Group
from akademia.search.rules import ranking
from akademia.search.rules.ranking import MOST_HITS


@dataclass(frozen=True)
class Hit:
    document_id: int
    shelf_id: int
    score: float


@dataclass(frozen=True)
class Hits:
    """`more`: there are more than these. `enough`: they hold enough of what was asked."""

    found: list[Hit]
    more: bool = False
    enough: bool = False


@dataclass
class _Held:
    """The impacts of documents for each group, as far as they are known."""

    shelves: dict[int, int]
    impacts: list[dict[int, int]]
    cut_at: list[int]  # of each group: 0 when all of its documents are known, else the smallest impact that was read


def find(
    groups: Sequence[Group], documents: int, weights: Mapping[int, float], shelves: Collection[int] | None
) -> Hits:
    """Return the best documents for some words; those that hold too little of them only where no other is.

    A word that nothing holds counts as one that every document lacks.

    :param documents: how many the index holds.
    :param weights: shelf -> the weight of its kind.
    :param shelves: only on these; None: on all.
    """
    asked = [group for group in groups if group.term_ids]
    if not asked or (shelves is not None and not shelves):
        return Hits([])
    lost = [ranking.rarity(0, documents)] * (len(groups) - len(asked))
    rarities = [ranking.rarity(group.documents, documents) for group in asked]
    held = _heaviest(asked, shelves)
    chosen, trimmed = _likely(held, rarities)
    _complete(held, asked, chosen)
    missing, rarities = [0] * len(lost), [*rarities, *lost]
    scored = [(number, [*(known.get(number, 0) for known in held.impacts), *missing]) for number in chosen]
    enough = [one for one in scored if ranking.coverage(one[1], rarities) >= ranking.MUST_COVER]
    found = [
        Hit(number, held.shelves[number], ranking.score(impacts, rarities, weights.get(held.shelves[number], 1.0)))
        for number, impacts in enough or scored
    ]
    found.sort(key=lambda hit: (-hit.score, hit.document_id))
    more = trimmed or _may_have_more([*held.cut_at, *missing], rarities)
    return Hits(found[:MOST_HITS], more, enough=bool(enough))


def _heaviest(groups: Sequence[Group], shelves: Collection[int] | None) -> _Held:
    """Read the heaviest documents of every term, in one query."""
    terms = sorted({term for group in groups for term in group.term_ids})
    narrowed = f" AND shelf_id IN ({_listed(shelves)})" if shelves is not None else ""
    parts = " UNION ALL ".join(
        "SELECT * FROM (SELECT term_id, document_id, impact, shelf_id FROM search_postings"  # noqa: S608 - numbers
        f" WHERE term_id = {int(term)}{narrowed} ORDER BY impact DESC, document_id DESC LIMIT {MOST_HITS + 1})"
        f" AS t{int(term)}"
        for term in terms
    )
    found: dict[int, dict[int, int]] = {term: {} for term in terms}
    shelf_of: dict[int, int] = {}
    for term, document, impact, shelf in _raw(parts):
        found[term][document] = impact
        shelf_of[document] = shelf
    cuts = {term: min(own.values()) if len(own) > MOST_HITS else 0 for term, own in found.items()}
    return _Held(
        shelf_of, [_joined([found[term] for term in group.term_ids]) for group in groups],
        [max(cuts[term] for term in group.term_ids) for group in groups],
    )  # fmt: skip


def _joined(parts: Sequence[dict[int, int]]) -> dict[int, int]:
    """Join terms of one word; of two that a document holds the heavier counts."""
    joined = dict(parts[0])
    for part in parts[1:]:
        for document, impact in part.items():
            if impact > joined.get(document, 0):
                joined[document] = impact
    return joined


def _likely(held: _Held, rarities: Sequence[float]) -> tuple[list[int], bool]:
    """Return the documents that may be among the best, and whether some that may be results were left out."""
    if len(held.shelves) <= MOST_HITS:
        return list(held.shelves), False
    hopes = []
    for document in held.shelves:
        impacts = [known.get(document, cut) for known, cut in zip(held.impacts, held.cut_at, strict=True)]
        if ranking.coverage(impacts, rarities) >= ranking.MUST_COVER:
            hopes.append((-ranking.score(impacts, rarities, 1.0), document))
    if not hopes:
        return list(held.shelves)[:MOST_HITS], True
    hopes.sort()
    return [document for _, document in hopes[:MOST_HITS]], len(hopes) > MOST_HITS


def _complete(held: _Held, groups: Sequence[Group], chosen: Sequence[int]) -> None:
    """Ask what is missing of words that were cut off, in one query."""
    lacking = [place for place, cut in enumerate(held.cut_at) if cut]
    missing = sorted({number for place in lacking for number in chosen if number not in held.impacts[place]})
    if not missing:
        return
    homes: dict[int, list[int]] = {}
    for place in lacking:
        for term in groups[place].term_ids:
            homes.setdefault(term, []).append(place)
    query = (
        "SELECT document_id, term_id, impact FROM search_postings"  # noqa: S608 - numbers of our own rows
        f" WHERE document_id IN ({_listed(missing)}) AND term_id IN ({_listed(homes)})"
    )
    for document, term, impact in _raw(query):
        for place in homes[term]:
            own = held.impacts[place]
            own[document] = max(impact, own.get(document, 0))


def _may_have_more(cut_at: Sequence[int], rarities: Sequence[float]) -> bool:
    """Say whether a document past what was read could be a result: it would hold only words that were cut off."""
    return ranking.coverage(cut_at, rarities) >= ranking.MUST_COVER


def _listed(numbers: Collection[int]) -> str:
    return ",".join(str(int(number)) for number in sorted(numbers))


def _raw(query: str) -> Any:
    """Ask by a text that holds nothing but numbers: thousands of bound ones would cost more than the answer."""
    return db.session.connection().exec_driver_sql(query).fetchall()
