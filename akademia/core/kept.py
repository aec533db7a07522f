"""What is the same for every reader is made once in each process and kept until something public changes.

Pages of signed-in readers are never kept whole; a course's programme or a lesson's text, which they share, is.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

from flask import current_app, g, has_request_context
from sqlalchemy import text

from akademia.core.db import db, may_write

MOST_THINGS = 1_000
Thing = TypeVar("Thing")
Name = TypeVar("Name", bound=Hashable)


class Kept:
    """Things by key, each with the generation at which it was made; the longest unused go first."""

    def __init__(self, room: int = MOST_THINGS) -> None:
        self._room = room
        self._things: OrderedDict[Hashable, tuple[int, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, key: Hashable, generation: int) -> tuple[Any] | None:
        """Return what is kept of this very generation, in a tuple; None when nothing is."""
        found = self._things.get(key)
        if found is None or found[0] != generation:
            return None
        with self._lock:
            if key in self._things:
                self._things.move_to_end(key)
        return (found[1],)

    def put(self, key: Hashable, generation: int, thing: Any) -> None:
        with self._lock:
            self._things[key] = (generation, thing)
            self._things.move_to_end(key)
            while len(self._things) > self._room:
                self._things.popitem(last=False)

    def forget(self) -> None:
        """Drop everything, as after a change of database."""
        with self._lock:
            self._things.clear()


def same_for_all(key: Hashable, make: Callable[[], Thing]) -> Thing:
    """Return what `make` reads from the database: plain frozen values, the same whoever asks; never rows.

    A writer always reads anew: it may see what it has not committed.
    """
    if may_write():
        return make()
    house = current_app.extensions["akademia"]
    found = house.kept.find(key, generation_seen())
    if found is not None:
        return found[0]  # type: ignore[no-any-return]
    # Asked in the reader's own transaction, which may be older than the present generation: then it is made again.
    generation = db.session.scalar(text("SELECT number FROM public_generation"))
    made = make()
    house.kept.put(key, generation, made)
    return made


def each_same_for_all(
    key: Hashable, names: Sequence[Name], make: Callable[[list[Name]], dict[Name, Thing]], most: int
) -> list[Thing]:
    """Return many small things, kept as one: what `same_for_all` does, for things that are read together.

    :param make: reads those of the names that are not kept; it gives one for each.
    :param most: so many are kept, the newest.
    """
    if may_write():
        made = make(list(names))
        return [made[name] for name in names]
    kept, seen = current_app.extensions["akademia"].kept, generation_seen()
    found = kept.find(key, seen)
    held: dict[Name, Thing] = found[0] if found is not None else {}
    missing = [name for name in names if name not in held]
    if missing:
        generation = db.session.scalar(text("SELECT number FROM public_generation"))
        held = {**held, **make(missing)}
        if generation == seen:  # else the reader's own transaction is older: what it reads is nobody else's
            kept.put(key, generation, dict(list(held.items())[-most:]))
    return [held[name] for name in names]


def generation_seen() -> int:
    """Return the generation at which this request first asked; all of its page is of one state."""
    read: Callable[[], int] = current_app.extensions["akademia"].generation.read
    if not has_request_context():
        return read()
    if "generation" not in g:
        g.generation = read()
    return int(g.generation)
