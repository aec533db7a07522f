"""The whole way from what was typed to what is shown."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from akademia.core.db import rows
from akademia.core.kept import each_same_for_all, same_for_all
from akademia.search.models import Build, IndexedDocument, Shelf
from akademia.search.queries import law, phrases
from akademia.search.queries.hits import Hit, Hits, Packed, families, find
from akademia.search.queries.kinds import PROVISION, searched
from akademia.search.queries.showing import Result, shown
from akademia.search.queries.terms import Group, groups_of, provision_groups, suggestions
from akademia.search.rules import ranking
from akademia.search.rules.asking import Question, question
from akademia.search.rules.ranking import MOST_HITS
from akademia.search.rules.words import provision_key

RESULTS_A_PAGE = 10
_KEPT_ANSWERS = 100  # of questions, in each process


@dataclass(frozen=True)
class Narrowing:
    """What results are narrowed to; empty: not at all."""

    area: str = ""
    kind: str = ""
    year: str = ""


@dataclass(frozen=True)
class Choice:
    """A value by which results may be narrowed, and how many of them it would leave."""

    value: str
    label: str
    count: int
    area: str = ""


@dataclass(frozen=True)
class Facet:
    """`name`: of the field in the address; `chosen`: its value there."""

    name: str
    label: str
    choices: Sequence[Choice]
    chosen: str = ""

    @property
    def chosen_label(self) -> str:
        return next((choice.label for choice in self.choices if choice.value == self.chosen), self.chosen)


@dataclass(frozen=True)
class Answer:
    """What a question brings.

    :param typed: what was asked, as it is shown in the box; `used`: what was searched for, when that differs.
    :param number: the page, from 1; `total`: at most 1,000; `more`: there are more.
    :param meant: what may have been meant, the whole question put right; empty for nothing.
    :param unknown: words that no document holds.
    :param ready: there is an index at all.
    """

    typed: Question
    results: Sequence[Result] = ()
    facets: Sequence[Facet] = ()
    number: int = 1
    total: int = 0
    more: bool = False
    used: str = ""
    meant: str = ""
    unknown: tuple[str, ...] = ()
    ready: bool = True

    @property
    def last(self) -> int:
        return max(1, -(-self.total // RESULTS_A_PAGE))

    @property
    def first_row(self) -> int:
        return (self.number - 1) * RESULTS_A_PAGE + 1


@dataclass(frozen=True)
class _Index:
    """The live index and its shelves: number -> (kind, year), and the weight of the kind."""

    build_id: int
    documents: int
    shelves: Mapping[int, tuple[str, int]]
    weights: Mapping[int, float]


@dataclass(frozen=True)
class _Asked:
    """A question read with the index: groups of terms, provisions to be shown first, words to be marked."""

    groups: tuple[Group, ...]
    pinned: tuple[Hit, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()


def _index() -> _Index | None:
    return same_for_all("search", _read_index)


def _read_index() -> _Index | None:
    found = rows(select(Build.id, Build.documents).where(Build.live).order_by(Build.id.desc()).limit(1)).first()
    if found is None:
        return None
    shelves = {number: (kind, year) for number, kind, year in rows(select(Shelf.id, Shelf.kind, Shelf.year))}
    kinds = searched()
    weights = {number: kinds[kind].kind.weight for number, (kind, _) in shelves.items() if kind in kinds}
    return _Index(found[0], found[1], shelves, weights)


def answer(typed: str, narrowing: Narrowing, number: int = 1) -> Answer:
    """Search. Where nothing is found and a word looks mistyped, what was meant is searched for instead."""
    asked, index = question(typed), _index()
    if index is None or asked.is_blank:
        return Answer(asked, ready=index is not None)
    first, unknown = _read(index, asked)
    meant = _meant(index, asked, unknown)
    found = _hits(index, first)
    if found.enough or not meant:
        return _paged(index, Answer(asked, meant=meant, unknown=unknown), first, found, narrowing, number)
    second, _ = _read(index, question(meant))
    return _paged(index, Answer(asked, used=meant, unknown=unknown), second, _hits(index, second), narrowing, number)


def best(typed: str, most: int) -> list[Result]:
    """Return the best results without pages or facets, for programs."""
    index, asked = _index(), question(typed)
    if index is None or asked.is_blank:
        return []
    read, unknown = _read(index, asked)
    found = _hits(index, read)
    if not found.enough and (meant := _meant(index, asked, unknown)):
        read, _ = _read(index, question(meant))
        found = _hits(index, read)
    return shown(found.found[:most], read.groups)


def _read(index: _Index, asked: Question) -> tuple[_Asked, tuple[str, ...]]:
    """Return the terms of a question, and its words that no document holds."""
    named, rest = law.named(asked.text)
    plain = question(rest) if named else asked
    groups = groups_of(index.build_id, plain.words)
    unknown = tuple(group.asked for group in groups if not group.term_ids)
    groups = _different(groups)
    if not named:
        return _Asked(tuple(groups), (), tuple(plain.phrases)), unknown
    terms = {named[0][1]: tuple(provision_key(*one) for one in named)}
    pinned = tuple(_documents_of(index.build_id, law.provision_numbers(named)))
    return _Asked((*provision_groups(index.build_id, terms), *groups), pinned, tuple(plain.phrases)), unknown


def _different(groups: Sequence[Group]) -> list[Group]:
    """Leave out a word that leads to the very terms of an earlier one."""
    first = {group.term_ids or (group.asked,): group for group in reversed(groups)}
    return list(first.values())[::-1]


def _documents_of(build_id: int, refs: Sequence[int]) -> list[Hit]:
    """Return the documents of provisions in the given order."""
    columns = (IndexedDocument.ref, IndexedDocument.id, IndexedDocument.shelf_id)
    query = select(*columns).where(
        IndexedDocument.build_id == build_id, IndexedDocument.kind == PROVISION, IndexedDocument.ref.in_(refs)
    )
    found = {ref: Hit(number, shelf, 0.0) for ref, number, shelf in rows(query)} if refs else {}
    return [found[ref] for ref in refs if ref in found]


def _meant(index: _Index, asked: Question, unknown: Collection[str]) -> str:
    """Return the question with its mistyped words put right; empty when none can be."""
    others = suggestions(index.build_id, unknown) if unknown else {}
    text, at = "", 0
    for word in asked.words:
        if word.form in others:
            text, at = f"{text}{asked.text[at : word.start]}{others[word.form]}", word.end
    return f"{text}{asked.text[at:]}" if others else ""


def _hits(index: _Index, asked: _Asked, shelves: Collection[int] | None = None) -> Hits:
    """Return the hits of a question. Those on all shelves are kept for its next pages and for whoever asks it again."""
    if shelves is not None:
        return _ranked(index, asked, shelves)

    def read(missing: Sequence[_Asked]) -> dict[_Asked, Packed]:
        return {one: Packed.of(_ranked(index, one)) for one in missing}

    return each_same_for_all(("search hits", index.build_id), [asked], read, _KEPT_ANSWERS)[0].hits()


def _ranked(index: _Index, asked: _Asked, shelves: Collection[int] | None = None) -> Hits:
    found = find(asked.groups, index.documents, index.weights, shelves)
    if asked.phrases:
        found = replace(found, found=phrases.holding(found.found, asked.phrases, asked.groups))
    found = replace(found, found=_arranged(found.found))
    return replace(found, found=_pinned_first(asked.pinned, found.found), enough=found.enough or bool(asked.pinned))


def _arranged(found: Sequence[Hit]) -> list[Hit]:
    """Let further parts of one thing stand back among the first results."""
    first, rest = found[: ranking.ARRANGED], found[ranking.ARRANGED :]
    parts_of = families([hit.document_id for hit in first])
    scores = ranking.standing_back([hit.score for hit in first], [parts_of.get(hit.document_id, "") for hit in first])
    lowered = [Hit(hit.document_id, hit.shelf_id, score) for hit, score in zip(first, scores, strict=True)]
    return [*sorted(lowered, key=lambda hit: (-hit.score, hit.document_id)), *rest]


def _pinned_first(pinned: Sequence[Hit], found: Sequence[Hit]) -> list[Hit]:
    """Put the provisions that were asked for before everything else, with the best score."""
    if not pinned:
        return list(found)
    top = max((hit.score for hit in found), default=0.0)
    numbers = {hit.document_id for hit in pinned}
    rest = [hit for hit in found if hit.document_id not in numbers]
    return [*(hit._replace(score=top) for hit in pinned), *rest][:MOST_HITS]


def _paged(index: _Index, told: Answer, asked: _Asked, found: Hits, narrowing: Narrowing, number: int) -> Answer:
    facets = _facets(index, found.found, narrowing)
    narrow = _narrowed(index, found.found, narrowing)
    more = found.more
    if found.more and narrowing != Narrowing():
        again = _hits(index, asked, _shelves(index, narrowing))
        narrow, more = again.found, again.more
    last = max(1, -(-len(narrow) // RESULTS_A_PAGE))
    number = min(number, last)
    start = (number - 1) * RESULTS_A_PAGE
    results = shown(narrow[start : start + RESULTS_A_PAGE], asked.groups)
    return replace(told, results=results, facets=facets, number=number, total=len(narrow), more=more)


def _shelves(index: _Index, narrowing: Narrowing, but: str = "") -> set[int]:
    """Return the shelves that are left when results are narrowed, one way of narrowing left out (`but`)."""
    kinds = searched()
    return {
        number
        for number, (kind, year) in index.shelves.items()
        if kind in kinds
        and (but == "area" or narrowing.area in ("", kinds[kind].area))
        and (but == "kind" or narrowing.kind in ("", kind))
        and (but == "year" or narrowing.year in ("", str(year)))
    }


def _narrowed(index: _Index, found: Sequence[Hit], narrowing: Narrowing) -> list[Hit]:
    if narrowing == Narrowing():
        return list(found)
    shelves = _shelves(index, narrowing)
    return [hit for hit in found if hit.shelf_id in shelves]


def _facets(index: _Index, found: Sequence[Hit], narrowing: Narrowing) -> list[Facet]:
    """Count the results by area, kind and year, each as the two other ways of narrowing leave them."""
    kinds = searched()
    on = Counter(hit.shelf_id for hit in found)

    def counted(but: str, key: int) -> dict[str, int]:
        counts: dict[str, int] = {}
        for number in _shelves(index, narrowing, but):
            kind, year = index.shelves[number]
            name = (kinds[kind].area, kind, str(year) if year else "")[key]
            counts[name] = counts.get(name, 0) + on[number]
        return {name: count for name, count in counts.items() if count and name}

    areas = counted("area", 0)
    labels = {one.area: one.area_label for one in kinds.values()}
    own = counted("kind", 1)
    years = counted("year", 2)
    return [
        Facet("obszar", "Obszar", [Choice(name, labels[name], areas[name], name) for name in labels if name in areas],
              narrowing.area),
        Facet("rodzaj", "Rodzaj", [Choice(name, one.kind.label, own[name], one.area)
                                   for name, one in kinds.items() if name in own], narrowing.kind),
        Facet("stan", "Stan prawny",
              [Choice(year, f"z {year} r.", years[year]) for year in sorted(years, reverse=True)], narrowing.year),
    ]  # fmt: skip
