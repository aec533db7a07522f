"""Beginning a collection, describing it, and choosing what its next number will hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.core.text import slugify
from akademia.publishing.collections.models import Collection
from akademia.publishing.collections.queries.gathering import gathered, live_spots, subjects_in
from akademia.publishing.collections.rules import MOST_SUBJECTS, Seated, known_spots
from akademia.texts.services.rendering import Rendering, keep_slug, lexicon, render

KIND = "collection"
OWN_ADDRESSES = frozenset({"moj-zbior"})


class Outdated(RuleBroken):
    message = "W tym czasie ktoś inny zapisał ten zbiór. Porównaj i zapisz jeszcze raz."


class NoSuchProvision(RuleBroken):
    message = "Rejestr prawa nie zna takiego przepisu."


class SlugReserved(RuleBroken):
    message = "Ten tytuł daje adres, który jest zajęty. Zmień tytuł."


@dataclass(frozen=True)
class Values:
    """A collection as its form sends it. `provisions`: a line for each; `source`: the introduction's Markdown."""

    title: str
    summary: str
    provisions: str
    source: str


def rendered(source: str) -> Rendering:
    """Render an introduction; slow, so call it before the writing transaction.

    :raises BrokenSource: it cites or shows what does not exist.
    """
    return render(source, lexicon(), "Wprowadzenie", explain=False, listed=False, page="wprowadzenie")


def subjects_of(provisions: str) -> list[str]:
    """Read the provisions of a collection.

    :raises NoSuchProvision: a line names none that the register knows, or there are none or too many.
    """
    found, strange = subjects_in(provisions)
    if strange:
        raise NoSuchProvision(
            f"Nie znamy przepisu „{strange[0][:80]}”. Napisz na przykład „art. 15” albo „rozdział 5”."
        )
    if not found or len(found) > MOST_SUBJECTS:
        raise NoSuchProvision(f"Wpisz od 1 do {MOST_SUBJECTS} przepisów, każdy w osobnym wierszu.")
    return found


def begin(values: Values, made: Rendering, actor: int | None, origin: str = "person", slug: str = "") -> Collection:
    """Begin a collection. Chosen for its first number is what every visitor may read; the house's own starter gives
    away its lessons' parts too.

    :raises NoSuchProvision: its provisions are not known.
    :raises SlugReserved: its title gives an address that is taken.
    """
    subjects = subjects_of(values.provisions)
    name = slug or slugify(values.title)[:80].strip("-")
    taken = db.session.scalar(select(Collection.id).where(Collection.slug == name))
    if not name or name in OWN_ADDRESSES or taken is not None:
        raise SlugReserved
    collection = Collection(
        slug=name, title=values.title, summary=values.summary, subjects=subjects, source=values.source,
        html=str(made.html), origin=origin,
    )  # fmt: skip
    db.session.add(collection)
    db.session.flush()
    keep_slug(KIND, name, collection.id)
    found = gathered(subjects)
    collection.seen = live_spots(found)
    collection.chosen = [one.spot for one in found if one.passage.is_open or origin == "starter"]
    record("collection.begun", KIND, collection.id, actor=actor)
    return collection


def describe(collection: Collection, opened: int, values: Values, made: Rendering, actor: int) -> None:
    """Change a collection's words and provisions; what was chosen and is still there stays chosen.

    :param opened: the version that the person saw.
    :raises Outdated: it was saved since.
    :raises NoSuchProvision: its provisions are not known.
    """
    _check(collection, opened)
    subjects = subjects_of(values.provisions)
    if subjects != collection.subjects:
        found = gathered(subjects)
        collection.chosen = [one.spot for one in found if one.spot in collection.chosen or _is_new(one, collection)]
        collection.seen, collection.news, collection.news_at = live_spots(found), {}, None
    collection.title, collection.summary, collection.subjects = values.title, values.summary, subjects
    collection.source, collection.html = values.source, str(made.html)
    _saved(collection)
    record("collection.described", KIND, collection.id, actor=actor, version=collection.version)


def _is_new(one: Seated, collection: Collection) -> bool:
    return one.spot not in collection.seen and one.passage.is_open


def choose(collection: Collection, opened: int, spots: Sequence[str], actor: int | None) -> None:
    """Choose what the next number holds; whoever chooses has seen all that there is now.

    :raises Outdated: it was saved since it was opened.
    """
    _check(collection, opened)
    found = live_spots(gathered(collection.subjects))
    wanted = set(known_spots(spots))
    collection.chosen = [one for one in found if one in wanted]
    collection.seen, collection.news, collection.news_at = found, {}, None
    _saved(collection)
    record("collection.chosen", KIND, collection.id, actor=actor, count=len(collection.chosen))


def _check(collection: Collection, opened: int) -> None:
    if collection.version != opened:
        raise Outdated


def _saved(collection: Collection) -> None:
    collection.version += 1
    collection.origin = "person"
    collection.changed_at = clock.now()
