"""Remarks as staff read them."""

from sqlalchemy import func, select

from akademia.accounts.models import User
from akademia.core.area import WaitingRow
from akademia.core.db import db, row_of
from akademia.core.listing import Asked, ListPage, list_page
from akademia.remarks.models import Remark
from akademia.remarks.rules import own_place

STATES = {"": "czekające", "wszystkie": "wszystkie"}
_MOST_WAITING = 20


def remark_by_id(remark_id: int, lock: bool = False) -> Remark:
    """Return a remark.

    :param lock: hold it until the transaction ends.
    :raises Missing: there is none.
    """
    return row_of(Remark, remark_id, lock)


def remarks(asked: Asked) -> ListPage[Remark]:
    """Return the remarks that wait, or all, the newest first."""
    query = select(Remark).order_by(Remark.sent_at.desc(), Remark.id.desc())
    if asked.filters.get("stan") != "wszystkie":
        query = query.where(Remark.done_at.is_(None))
    return list_page(query, asked, lambda row: row)


def waiting_remarks(_user_id: int) -> list[WaitingRow]:
    """Return the remarks that nobody has settled, the oldest first."""
    query = select(Remark).where(Remark.done_at.is_(None)).order_by(Remark.sent_at, Remark.id).limit(_MOST_WAITING)
    return [
        WaitingRow(_beginning(one.words), "remarks.show_remark", {"remark_id": one.id}, "zgłoszony błąd", one.sent_at)
        for one in db.session.scalars(query)
    ]


def _beginning(words: str) -> str:
    return f"{words[:80].rstrip()}…" if len(words) > 80 else words


def remarks_of(user_id: int) -> list[Remark]:
    """Return the remarks that were sent with a person's address."""
    own = select(func.lower(User.email)).where(User.id == user_id).scalar_subquery()
    return list(db.session.scalars(select(Remark).where(Remark.email == own).order_by(Remark.id)))


def place_named(said: str) -> str:
    """Return the path of the page that an address names; empty when it names none of ours."""
    return own_place(said)
