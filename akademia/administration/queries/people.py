"""Lists of people. A list of 100,000 must cost no more than a page that is read: each order has its index, matches are
counted up to a limit, and a far page is read from the nearer end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, bindparam, func, select
from sqlalchemy.sql.elements import ColumnElement

from akademia.accounts.models import User
from akademia.accounts.queries import numbers_named
from akademia.accounts.roles import AUDIENCES, LABELS, Role, role_keys_with
from akademia.core.area import Found
from akademia.core.db import db, rows
from akademia.core.errors import Missing
from akademia.core.listing import ROWS_A_PAGE, Asked, ListPage
from akademia.core.text import fold

ROLES = {role.value: LABELS[role] for role in Role}
STATES = {"niepotwierdzone": "adres niepotwierdzony", "zablokowane": "konto zablokowane"}
SORTS: dict[str, Any] = {"zalozono": User.id, "adres": func.lower(User.email), "nazwisko": User.name_key}
LISTED = User.email.is_not(None)
MOST_COUNTED = 1_000
FOUND_AT_DESK = 5
SHOWN = (User.id, User.email, User.certificate_name, User.roles, User.active, User.confirmed_at, User.created_at)


@dataclass(frozen=True)
class PersonRow:
    """A person in the list."""

    id: int
    email: str
    name: str | None
    roles: tuple[str, ...]
    active: bool
    confirmed: bool
    created_at: datetime


@dataclass(frozen=True)
class PeopleList:
    """A page of people. `more`: there are more than were counted."""

    page: ListPage[PersonRow]
    more: bool


def people(asked: Asked) -> PeopleList:
    """Return one page of people who were not erased; of many matches, some thousand in the order asked for."""
    wanted = _wanted(asked)
    if not wanted:
        total = rows(_ALL).scalar_one()
        number = min(asked.number, max(1, -(-total // ROWS_A_PAGE)))
        return PeopleList(ListPage(_whole_page(asked, number, total), number, total), more=False)
    ids = _matches(asked, wanted)
    found = ids[:MOST_COUNTED]
    number = min(asked.number, max(1, -(-len(found) // ROWS_A_PAGE)))
    shown = ordered(asked.sort, asked.descending).page((number - 1) * ROWS_A_PAGE, found) if found else []
    return PeopleList(ListPage(shown, number, len(found)), more=len(ids) > MOST_COUNTED)


def _wanted(asked: Asked) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if (named := numbers_named(asked.words)) is not None:
        found.append(User.id.in_(named))
    if role := asked.filters.get("rola"):
        found.append(User.roles_key.in_(role_keys_with(Role(role))))
    if audience := asked.filters.get("kim"):
        found.append(User.audience == audience)
    if state := asked.filters.get("stan"):
        found.append(User.confirmed_at.is_(None) if state == "niepotwierdzone" else ~User.active)
    return found


def _matches(asked: Asked, wanted: Sequence[ColumnElement[bool]]) -> list[int]:
    """Return the numbers of matches, at most one more than are counted; the index decides which come first."""
    named = None if asked.filters else numbers_named(asked.words)
    found = named if named is not None else select(User.id).where(*wanted, LISTED)
    return list(db.session.scalars(found.limit(MOST_COUNTED + 1)))


# Everybody less the erased: both are counted by an index alone.
_ALL: Any = select(
    select(func.count()).select_from(User).scalar_subquery()
    - select(func.count()).select_from(User).where(User.email.is_(None)).scalar_subquery()
)


def _whole_page(asked: Asked, number: int, total: int) -> list[PersonRow]:
    """Read one page of all people, from the end that is nearer."""
    skipped, size = (number - 1) * ROWS_A_PAGE, ROWS_A_PAGE
    turned = skipped > total // 2
    if turned:
        size = min(ROWS_A_PAGE, total - skipped)
        skipped = total - skipped - size
    order = ordered(asked.sort, asked.descending != turned)
    found = order.page(0, rows(order.numbers, skipped=skipped, size=size).scalars().all())
    return found[::-1] if turned else found


class Ordered:
    """The statements that read people in one order, made ready once.

    `numbers` reads those of one page (`skipped`, `size`) off the order's index alone.
    """

    def __init__(self, sort: str, down: bool) -> None:
        columns = [SORTS[sort], User.id] if sort == "nazwisko" else [SORTS[sort]]  # many people share a name
        order = [column.desc() if down else column.asc() for column in columns]
        skipped, size = (bindparam(name, type_=Integer) for name in ("skipped", "size"))
        listed = func.lower(User.email).is_not(None) if sort == "adres" else LISTED  # as its index has it
        self.numbers: Any = select(User.id).where(listed).order_by(*order).limit(size).offset(skipped)
        chosen = User.id.in_(bindparam("numbers", expanding=True))
        self._people: Any = select(*SHOWN).where(chosen).order_by(*order).limit(ROWS_A_PAGE).offset(skipped)

    def page(self, skipped: int, numbers: Sequence[int]) -> list[PersonRow]:
        """Return a page of some people, in the order."""
        return [_person(row) for row in rows(self._people, numbers=numbers, skipped=skipped)]


@lru_cache
def ordered(sort: str, down: bool) -> Ordered:
    """Return the statements of one of the orders of `SORTS`."""
    return Ordered(sort, down)


def _person(row: Any) -> PersonRow:
    return PersonRow(
        row.id, row.email, row.certificate_name, tuple(ROLES[role] for role in row.roles if role in ROLES),
        row.active, row.confirmed_at is not None, row.created_at,
    )  # fmt: skip


def person(user_id: int, erased: bool = False) -> User:
    """Return a person.

    :raises Missing: there is none, or (unless `erased`) nothing but a number is left of them.
    """
    found = db.session.get(User, user_id)
    if found is None or (found.email is None and not erased):
        raise Missing
    return found


def chosen_people(ids: Sequence[int]) -> list[User]:
    """Return the chosen people in the order of their addresses; who is not there is left out."""
    wanted = select(User).where(User.id.in_(ids), User.email.is_not(None))
    return list(db.session.scalars(wanted.order_by(func.lower(User.email))))


def found_people(words: str) -> list[Found]:
    """Return the few newest people whose address or name holds the words."""
    named = numbers_named(words)
    if named is None or len(fold(words)) < 2:
        return []
    hits = select(*SHOWN).where(User.id.in_(named.limit(MOST_COUNTED)))
    found = db.session.execute(hits.order_by(User.id.desc()).limit(FOUND_AT_DESK)).all()
    return [
        Found(row.email, "administration.show_person", {"user_id": row.id}, tuple(filter(None, [row.certificate_name])))
        for row in found
    ]


def audience_label(user: User) -> str | None:
    return AUDIENCES.get(user.audience or "")
