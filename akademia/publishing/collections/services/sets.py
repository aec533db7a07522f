"""Readers' own sets: kept on an account, made into files."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.jobs.services import enqueue
from akademia.publishing.collections.models import ReaderBook, ReaderSet
from akademia.publishing.collections.queries.sets import own_parts
from akademia.publishing.collections.rules import MOST_IN_SET, known_spots
from akademia.publishing.collections.services.following import drop_files

MAKE = "collections.reader_book"


class SetFull(RuleBroken):
    message = f"W zbiorze mieści się najwyżej {MOST_IN_SET} fragmentów. Usuń któryś, zanim dodasz następny."


class SetEmpty(RuleBroken):
    message = "Twój zbiór jest pusty. Najpierw dodaj do niego fragmenty."


def with_added(spots: Sequence[str], added: Sequence[str]) -> list[str]:
    """Return a set with more in it.

    :raises SetFull: it would hold too many.
    """
    made = known_spots([*spots, *added])
    if len(made) > MOST_IN_SET:
        raise SetFull
    return made


def keep_set(user_id: int, spots: Sequence[str]) -> None:
    """Keep a person's set on their account; an empty one leaves no row."""
    found = db.session.get(ReaderSet, user_id)
    if not spots:
        if found is not None:
            db.session.delete(found)
        return
    if found is None:
        db.session.add(ReaderSet(user_id=user_id, spots=list(spots)))
    else:
        found.spots, found.changed_at = list(spots), clock.now()


def ask_for_book(spots: Sequence[str]) -> ReaderBook:
    """Ask for the files of a set.

    :raises SetEmpty: there is nothing in it that readers may see.
    """
    parts = own_parts(spots)
    if not parts:
        raise SetEmpty
    book = ReaderBook(spots=[one.spot for one in parts])
    db.session.add(book)
    db.session.flush()
    book.job_id = enqueue(MAKE, {"book": book.id}, key=str(book.id)).id
    return book


def drop_old_books(before: datetime) -> int:
    """Remove readers' files asked for before a moment. Returns how many. Nothing is committed."""
    old = list(db.session.scalars(select(ReaderBook).where(ReaderBook.asked_at < before)))
    for book in old:
        drop_files(book)
        db.session.delete(book)
    return len(old)
