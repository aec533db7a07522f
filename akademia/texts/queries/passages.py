"""The parts of public texts that cite some provisions, for whoever gathers them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from akademia.core.area import Item
from akademia.core.passages import Passage
from akademia.law.queries.cited import cited_at
from akademia.texts.formats.parts import Cited, parts_citing

Items = Callable[[Collection[int]], Iterable[Item]]
Sources = Callable[[Collection[int]], Mapping[int, tuple[str, bool]]]


def passages_of(kind: str, provisions: Collection[int], items: Items, sources: Sources) -> Iterator[Passage]:
    """Give the parts of the public texts of a kind that cite some provisions.

    :param items: as on the kind's calling card.
    :param sources: numbers -> (stored HTML, whether every visitor may read it).
    """
    places = cited_at(kind, provisions)
    if not places:
        return
    html = sources(list(places))
    for item in items(list(places)):
        at = places[item.ref]
        source, is_open = html.get(item.ref, ("", False))
        for part in parts_citing(source, [Cited(one.provision, one.ref, one.start) for one in at]):
            yield Passage(
                kind, item.ref, part.anchor, item.title, part.heading, part.html, item.place, at[0].version,
                part.numbers, item.endpoint, item.legal_state_on, part.shortened, is_open, item.facts,
            )  # fmt: skip
