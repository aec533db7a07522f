"""What the page of a provision shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup
from sqlalchemy import bindparam, select

from akademia.core import clock
from akademia.core.db import rows
from akademia.core.kept import same_for_all
from akademia.core.text import date_words
from akademia.law.models import ProvisionText
from akademia.law.queries.history import AsOn, Day, Passage, bearing_on, days, passages
from akademia.law.queries.places import CitingKind, citing_kinds
from akademia.law.queries.reviewing import Notice, notices
from akademia.law.queries.shape import ActFacts, Shape, Unit, shape_of
from akademia.law.rules.validity import NOT_YET, Span, span_on, status_on

STATUS_WORDS = {"in_force": "obowiązuje", "repealed": "uchylony", "not_yet": "jeszcze nie obowiązuje"}


@dataclass(frozen=True)
class Words:
    """The official words of a provision, cleaned when they were kept."""

    html: Markup
    source: str
    legal_state_on: date


@dataclass(frozen=True)
class Branch:
    """A unit in a tree, with its units."""

    unit: Unit
    branches: tuple["Branch", ...]


@dataclass(frozen=True)
class Link:
    """Provisions that send to each other: `unit` is the other one, `mine` that of this page which does or is meant."""

    mine: Unit
    unit: Unit


@dataclass(frozen=True, eq=False)
class ProvisionPage:
    """A provision with all that its page shows; told apart by identity, so that what is made of it is found fast.

    :param spans: since when it holds; the last one is of the present words.
    :param outer: references to other acts: (the unit that refers, the act in words).
    :param outdated: changes that the summaries of this provision and its units do not tell of yet.
    :param later: how many amendments staff have entered that the register did not know from its files.
    """

    act: ActFacts
    unit: Unit
    above: tuple[Unit, ...]
    tree: tuple[Branch, ...]
    siblings: tuple[Unit, ...]
    previous: Unit | None
    next: Unit | None
    spans: tuple[Span, ...]
    status: str
    history: tuple[Day, ...]
    notes: tuple[Passage, ...]
    refers_to: tuple[Link, ...]
    referred_by: tuple[Link, ...]
    outer: tuple[tuple[Unit, str], ...]
    official: dict[int, Words]
    citing: tuple[CitingKind, ...]
    outdated: tuple[Notice, ...]
    later: int

    @property
    def status_words(self) -> str:
        return STATUS_WORDS[self.status]

    @property
    def coming(self) -> tuple[Day, ...]:
        """Return the changes that are known and not yet in force, the nearest first."""
        return tuple(reversed([day for day in self.history if day.coming]))

    @property
    def since_words(self) -> str:
        """Since when it holds, in one line of words; what is to come counts only for what is not here yet."""
        now = [span for span in self.spans if span.since <= clock.today()] or [self.spans[0]]
        return _since(now, self.status)

    @property
    def article(self) -> Unit:
        """The article it lies in, or is; of a chapter the chapter itself."""
        return next((unit for unit in (*self.above, self.unit) if unit.kind == "art"), self.unit)

    @property
    def from_beginning(self) -> bool:
        """Whether it came with the act itself."""
        return self.spans[0].since == (self.unit.in_force_on or self.act.in_force_on)

    def on(self, day: date) -> AsOn:
        """Return what it was on a day."""
        known = self.act.known_until
        return AsOn(
            day=day,
            status=status_on(self.spans, day),
            span=span_on(self.spans, day),
            since=tuple(change for change in self.history if change.on > day),
            beyond=known is not None and day > known,
        )


def _since(spans: Sequence[Span], status: str) -> str:
    first, last = spans[0], spans[-1]
    if status == NOT_YET:
        return f"wejdzie w życie {date_words(first.since)}"
    if not last.in_force:
        return f"od {date_words(last.since)}; wcześniej obowiązywał od {date_words(first.since)}"
    back = f", z mocą od {date_words(last.works_from)}" if last.works_from else ""
    if first is last:
        return f"od {date_words(first.since)}{back}"
    return f"od {date_words(first.since)}, obecne brzmienie od {date_words(last.since)}{back}"


def provision_page(act_key: str, key: str) -> ProvisionPage:
    """Return a provision with its place, history, references, and what cites it; a constant number of queries.

    :raises Missing: there is no such act, or no such provision in it.
    """
    shape = shape_of(act_key)
    shape.unit(key)
    today = clock.today()
    return same_for_all(("provision", act_key, key, today), lambda: _made(shape, key, today))


def _made(shape: Shape, key: str, today: date) -> ProvisionPage:
    unit = shape.unit(key)
    below = list(shape.below(unit))
    above = shape.above(unit)
    inner = [unit.id, *(one.id for one in below)]
    spans = shape.spans_of(unit)
    before, after = _neighbours(shape, unit)
    return ProvisionPage(
        act=shape.act,
        unit=unit,
        above=tuple(above),
        tree=_tree(shape, unit),
        siblings=tuple(shape.children.get(unit.parent_key, ())),
        previous=before,
        next=after,
        spans=spans,
        status=status_on(spans, today),
        history=days(shape, bearing_on(shape, unit, below), today),
        notes=_notes(shape, unit, above, below),
        refers_to=tuple(_refers_to(shape, set(inner))),
        referred_by=tuple(_referred_by(shape, set(inner))),
        outer=tuple(_outer(shape, set(inner))),
        official=_official(inner),
        citing=citing_kinds(inner),
        outdated=tuple(one for told in notices("provision", inner).values() for one in told),
        later=later_count(shape),
    )


def later_count(shape: Shape) -> int:
    """Return how many amendments that took force after the day the register is known until staff have entered."""
    known = shape.act.known_until
    after = {c.amendment_id for c in shape.changes if known is not None and c.in_force_on > known}
    return len(after)


def _tree(shape: Shape, unit: Unit) -> tuple[Branch, ...]:
    return tuple(Branch(child, _tree(shape, child)) for child in shape.children.get(unit.key, ()))


def _neighbours(shape: Shape, unit: Unit) -> tuple[Unit | None, Unit | None]:
    """Return the provisions of the same kind before and after one, in the order of the act."""
    row = [one for one in shape.units if one.kind == unit.kind]
    place = row.index(unit)
    return (row[place - 1] if place else None), (row[place + 1] if place + 1 < len(row) else None)


def _notes(shape: Shape, unit: Unit, above: Iterable[Unit], below: Iterable[Unit]) -> tuple[Passage, ...]:
    keys = {unit.key, *(one.key for one in above), *(one.key for one in below)}
    return passages(shape, [note for note in shape.notes if keys & set(note.keys)])


def _refers_to(shape: Shape, inner: set[int]) -> Iterable[Link]:
    for reference in shape.references:
        target = shape.by_id.get(reference.target_id or 0)
        if reference.provision_id in inner and target is not None and target.id not in inner:
            yield Link(shape.by_id[reference.provision_id], target)


def _referred_by(shape: Shape, inner: set[int]) -> Iterable[Link]:
    for reference in shape.references:
        if reference.target_id in inner and reference.provision_id not in inner:
            yield Link(shape.by_id[reference.target_id or 0], shape.by_id[reference.provision_id])


def _outer(shape: Shape, inner: set[int]) -> Iterable[tuple[Unit, str]]:
    for reference in shape.references:
        if reference.provision_id in inner and reference.words:
            yield shape.by_id[reference.provision_id], reference.words


_OFFICIAL = select(
    ProvisionText.provision_id, ProvisionText.html, ProvisionText.source, ProvisionText.legal_state_on
).where(ProvisionText.provision_id.in_(bindparam("provisions", expanding=True)))


def _official(inner: Sequence[int]) -> dict[int, Words]:
    return {
        number: Words(Markup(html), source, day)  # noqa: S704 - cleaned when it was kept
        for number, html, source, day in rows(_OFFICIAL, provisions=list(inner))
    }
