"""Lists of people. A list of 100,000 must cost no more than a page that is read: each order has its index, matches are
counted up to a limit, and a far page is read from the nearer end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.sql.elements import ColumnElement

from akademia.accounts.models import User
from akademia.accounts.roles import AUDIENCES, LABELS, Role, role_keys_with
from akademia.core.area import Found
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.listing import ROWS_A_PAGE, Asked, ListPage
from akademia.core.text import fold

ROLES = {role.value: LABELS[role] for role in Role}
STATES = {"niepotwierdzone": "adres niepotwierdzony", "zablokowane": "konto zablokowane"}
SORTS: dict[str, Any] = {"zalozono": User.id, "adres": func.lower(User.email), "nazwisko": User.name_key}
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
    """Return one page of people who were not erased."""
    wanted = _wanted(asked)
    total = _count_all() if not wanted else _count(wanted)
    counted = min(total, MOST_COUNTED) if wanted else total
    number = min(asked.number, max(1, -(-counted // ROWS_A_PAGE)))
    rows = _rows(wanted, asked, number, total if not wanted else None)
    return PeopleList(ListPage(rows, number, counted), bool(wanted) and total > MOST_COUNTED)


def _wanted(asked: Asked) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.words:
        found.append(User.search_key.contains(fold(asked.words), autoescape=True))
    if role := asked.filters.get("rola"):
        found.append(User.roles_key.in_(role_keys_with(Role(role))))
    if audience := asked.filters.get("kim"):
        found.append(User.audience == audience)
    if state := asked.filters.get("stan"):
        found.append(User.confirmed_at.is_(None) if state == "niepotwierdzone" else User.active.is_(False))
    return found


def _count_all() -> int:
    """Count everybody, less the erased: each by what an index can tell."""
    everybody = db.session.scalar(select(func.count()).select_from(User)) or 0
    erased = db.session.scalar(select(func.count()).select_from(User).where(func.lower(User.email).is_(None))) or 0
    return everybody - erased


def _count(wanted: Sequence[ColumnElement[bool]]) -> int:
    some = select(User.id).where(*wanted, User.email.is_not(None)).limit(MOST_COUNTED + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0


def _rows(wanted: Sequence[ColumnElement[bool]], asked: Asked, number: int, total: int | None) -> list[PersonRow]:
    """Read one page; with a known total, from the end that is nearer."""
    skipped = (number - 1) * ROWS_A_PAGE
    size = ROWS_A_PAGE
    turned = total is not None and skipped > total // 2
    if total is not None and turned:
        size = min(ROWS_A_PAGE, total - skipped)
        skipped = total - skipped - size
    column, down = SORTS[asked.sort], asked.descending != turned
    order = [column.desc(), User.id.desc()] if down else [column, User.id]
    chosen = select(User.id).where(*wanted, func.lower(User.email).is_not(None))
    page = _ordered(chosen, order).limit(size).offset(skipped).subquery()
    shown: Any = select(*SHOWN)
    rows = db.session.execute(_ordered(shown.join(page, page.c.id == User.id), order)).all()
    made = [_person(row) for row in rows]
    return made[::-1] if turned else made


def _ordered(query: Select[Any], order: list[Any]) -> Select[Any]:
    return query.order_by(*order[1:] if order[0].compare(order[1]) else order)


def _person(row: Any) -> PersonRow:
    return PersonRow(
        row.id, row.email, row.certificate_name, tuple(LABELS.get(Role(r), r) for r in row.roles if r in ROLES),
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
    if len(fold(words)) < 2:
        return []
    hits = select(*SHOWN).where(User.search_key.contains(fold(words), autoescape=True))
    rows = db.session.execute(hits.order_by(User.id.desc()).limit(FOUND_AT_DESK)).all()
    return [
        Found(row.email, "administration.show_person", {"user_id": row.id}, tuple(filter(None, [row.certificate_name])))
        for row in rows
    ]


def audience_label(user: User) -> str | None:
    return AUDIENCES.get(user.audience or "")
