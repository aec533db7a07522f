"""Gathering the parts of public texts that speak of some provisions, in the order of the act."""

import re
from collections.abc import Collection as Some
from collections.abc import Iterable, Sequence

from akademia.core.area import Kind, house_kinds
from akademia.core.errors import Missing
from akademia.core.passages import Passage
from akademia.law.queries import acts_by_name, citations, shape_of
from akademia.law.queries.cited import provisions_cited
from akademia.law.queries.shape import Shape, Unit
from akademia.law.rules import DEFAULT_ACT
from akademia.publishing.collections.rules import Seat, Seated, known_spots, spot, text_of

_CHAPTER = re.compile(r"rozdz(?:iał|\.)\s+(\w+)\Z", re.IGNORECASE)


def kinds_by_name() -> dict[str, tuple[str, Kind]]:
    """Return the kinds of the house: name -> (area, kind)."""
    return {kind.name: (area, kind) for area, kind in house_kinds()}


def public_texts(texts: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
    """Return those of some texts (kind, number) that are public at this moment; a question for each kind."""
    asked: dict[str, set[int]] = {}
    for kind, ref in texts:
        asked.setdefault(kind, set()).add(ref)
    known = kinds_by_name()
    found = ((name, known[name][1].items(refs)) for name, refs in asked.items() if name in known)
    return {(name, item.ref) for name, items in found for item in items}


def units_of(subject: str) -> tuple[Shape, Unit]:
    """Return the provision that a subject („uzs:art-15”) names, in its act.

    :raises Missing: the register does not know it.
    """
    act, _, key = subject.rpartition(":")
    shape = shape_of(act or DEFAULT_ACT)
    return shape, shape.unit(key)


def subject_label(subject: str) -> str:
    """Return what a subject is called; its own name where the register does not know it any more."""
    try:
        return units_of(subject)[1].title
    except Missing:
        return subject


def subjects_in(words: str) -> tuple[list[str], list[str]]:
    """Read provisions as people write them, one to a line: (subjects, lines that say nothing known)."""
    found: list[str] = []
    strange: list[str] = []
    for line in (" ".join(one.split()) for one in words.splitlines()):
        known = [one for one in _chapter(line) or _cited(line) if _is_known(one)]
        found += _outermost(known)
        strange += [line] if line and not known else []
    return list(dict.fromkeys(found)), strange


def _chapter(line: str) -> list[str]:
    said = _CHAPTER.match(line)
    return [f"{DEFAULT_ACT}:rozdz-{said[1].lower()}"] if said else []


def _cited(line: str) -> list[str]:
    return [f"{one.act}:{key}" for one in citations(line, None) for key in one.ids]


def _is_known(subject: str) -> bool:
    try:
        units_of(subject)
    except Missing:
        return False
    return True


def _outermost(subjects: Sequence[str]) -> list[str]:
    """Leave out what lies in another one of the same line: „art. 15 ust. 4–6” stays, parts of „art. 15” go."""
    inside = [f"{one}-" for one in subjects]
    return [one for one in subjects if not one.startswith(tuple(inside))]


def gathered(subjects: Sequence[str]) -> list[Seated]:
    """Return the parts of public texts that cite the subjects or what lies in them, in the order of the act."""
    seats: dict[int, tuple[int, Shape, Unit]] = {}
    for subject in subjects:
        try:
            shape, unit = units_of(subject)
        except Missing:
            continue
        for one in (unit, *shape.below(unit)):
            seats.setdefault(one.id, (shape.units.index(one), shape, one))
    return _seated(seats, (kind for _area, kind in house_kinds()))


def everything_in(spots: Sequence[str]) -> list[Seated]:
    """Return the named parts that are public now, in the order of the act; at most one for each name."""
    wanted = known_spots(spots)
    kinds = {text_of(one)[0] for one in wanted}
    numbers = provisions_cited([text_of(one) for one in wanted]) if wanted else set()
    seats = {
        unit.id: (place, shape, unit)
        for act in acts_by_name() for shape in [shape_of(act)] for place, unit in enumerate(shape.units)
        if unit.id in numbers
    } if numbers else {}  # fmt: skip
    found = _seated(seats, (kind for _area, kind in house_kinds() if kind.name in kinds))
    return [one for one in found if one.spot in wanted]


def _seated(seats: dict[int, tuple[int, Shape, Unit]], kinds: Iterable[Kind]) -> list[Seated]:
    if not seats:
        return []
    found = [
        (number, place, Seated(passage, _seat(passage, seats)))
        for number, kind in enumerate(kinds) for place, passage in enumerate(kind.passages(list(seats)))
    ]  # fmt: skip
    found.sort(key=lambda one: (one[2].seat.position, one[0], one[1]))
    return list({spot(one.passage): one for _number, _place, one in found}.values())


def _seat(passage: Passage, seats: dict[int, tuple[int, Shape, Unit]]) -> Seat:
    cited = sorted((seats[one] for one in passage.provisions if one in seats), key=lambda one: one[:1])
    position, shape, first = cited[0]
    outer = [*shape.above(first), first]
    article = next((unit for unit in outer if unit.kind == "art"), first)
    heading = f"{article.title}. {article.heading}" if article.kind == "art" and article.heading else article.title
    names = tuple((f"{own.act.key}:{unit.key}", unit.label) for _place, own, unit in cited)
    return Seat(position, f"{shape.act.key}:{article.key}", heading, first.label, names)


def live_spots(seated: Some[Seated]) -> dict[str, str]:
    """Return spot -> digest of some parts."""
    return {one.spot: one.digest for one in seated}
