"""Since when a provision holds: from its changes to spans of days, and what it was on one day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

ADDED, CHANGED, REPEALED = "added", "changed", "repealed"
NOT_YET, IN_FORCE, GONE = "not_yet", "in_force", "repealed"


@dataclass(frozen=True)
class Turn:
    """One change as it bears on a provision. `own`: the change names it, and not a unit that it lies in."""

    on: date
    kind: str
    works_from: date | None = None
    own: bool = True


@dataclass(frozen=True)
class Span:
    """Days over which a provision stayed as it was: from `since` to the day before `until`, or with no end known.

    `works_from`: what began then was to be applied from this earlier day.
    """

    since: date
    until: date | None
    in_force: bool
    works_from: date | None = None


def spans(begins_on: date, turns: Iterable[Turn]) -> tuple[Span, ...]:
    """Return what became of a provision, oldest first, without gaps; a change of its words begins a new span.

    :param begins_on: since when it holds if nothing tells that it was added later.
    :param turns: its own changes, and of units that it lies in only their being added and repealed. Those of one day
        stand in the order of their amendment.
    """
    ordered = sorted(turns, key=lambda turn: turn.on)
    begin, rest = _beginning(begins_on, ordered)
    made = [begin]
    for turn in rest:
        last = made[-1]
        if not turn.own and (turn.kind == ADDED) == last.in_force:
            continue  # its article was added though it stood already, or fell when it was gone
        made.append(Span(turn.on, None, turn.kind != REPEALED, turn.works_from))
    return tuple(_closed(made))


def _beginning(begins_on: date, turns: Sequence[Turn]) -> tuple[Span, Sequence[Turn]]:
    """Return the first span and the changes after it."""
    place = _added_at(turns)
    if place is None:
        return Span(begins_on, None, True), turns
    first = turns[place]
    return Span(first.on, None, True, first.works_from), turns[place + 1 :]


def _added_at(turns: Sequence[Turn]) -> int | None:
    """Return the place of the change that brought the provision in; None where it was there from the beginning."""
    own = next((place for place, turn in enumerate(turns) if turn.own), None)
    if own is not None and turns[own].kind == ADDED:
        return own
    if turns and turns[0].kind == ADDED:
        return 0
    return None


def _closed(made: Sequence[Span]) -> Iterable[Span]:
    """End each span where the next begins; of those that begin on one day the last counts, and two ends are one."""
    kept: list[Span] = []
    for span in made:
        if kept and kept[-1].since == span.since:
            kept.pop()
        if kept and not kept[-1].in_force and not span.in_force:
            continue
        kept.append(span)
    for place, span in enumerate(kept):
        yield replace(span, until=kept[place + 1].since if place + 1 < len(kept) else None)


def span_on(found: Sequence[Span], day: date) -> Span | None:
    """Return the span in which a day lies; None before the first."""
    return next((span for span in reversed(found) if span.since <= day), None)


def status_on(found: Sequence[Span], day: date) -> str:
    """Return what a provision was on a day: `not_yet`, `in_force` or `repealed`."""
    span = span_on(found, day)
    if span is None:
        return NOT_YET
    return IN_FORCE if span.in_force else GONE
