"""Long lists: one page of a query, and how a reader asked for it (`?szukaj=…&sort=-data&strona=2`)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import Integer, Select, bindparam, func, select

from akademia.core.db import db, rows

ROWS_A_PAGE = 50
FARTHEST_PAGE = 100_000
MOST_AHEAD = 1_000  # rows counted from the page that is open
Row = TypeVar("Row")


@dataclass(frozen=True)
class Asked:
    """How a reader asked for a list.

    :param sort: the name of a column to sort by; `descending` from the highest down.
    :param words: what is searched for; empty for everything.
    :param filters: name -> chosen value; only chosen ones.
    """

    number: int = 1
    sort: str = ""
    descending: bool = False
    words: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ListPage(Generic[Row]):
    """One page of a list. `number` counts from 1; a page past the end is the last one.

    `more`: there are more rows than `total`, which counts only to some way past this page.
    """

    rows: Sequence[Row]
    number: int
    total: int
    size: int = ROWS_A_PAGE
    more: bool = False

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first_row(self) -> int:
        """The place of this page's first row in the whole list, from 1."""
        return (self.number - 1) * self.size + 1


def list_page(query: Select[Any], asked: Asked, make: Callable[[Any], Row], size: int = ROWS_A_PAGE) -> ListPage[Row]:
    """Read one page of an ordered query in two statements.

    :param make: a row of the query (a tuple; a lone entity comes as it is) -> what the page shows.
    """
    total = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    number = min(asked.number, max(1, -(-total // size)))
    found = db.session.execute(query.limit(size).offset((number - 1) * size)).all()
    return ListPage([make(row[0] if len(row) == 1 else row) for row in found], number, total, size)


class LongList:
    """An ordered query of very many numbers, made ready once. It is read page by page, in one statement each.

    Rows far behind the page are not counted. What lies before it is skipped once, in an index, and only a page is
    brought. Both databases give a materialized part in the order in which it was made.
    """

    def __init__(self, query: Select[Any]) -> None:
        most, start, size = (bindparam(name, type_=Integer) for name in ("most", "start", "size"))
        ahead = query.limit(most).offset(start).cte("ahead").prefix_with("MATERIALIZED")
        further = select(func.count()).select_from(ahead).scalar_subquery()
        self.statement = select(*ahead.c, further).limit(size)
        self._total = select(func.count()).select_from(query.order_by(None).subquery())

    def page(self, number: int, size: int = ROWS_A_PAGE, **values: Any) -> ListPage[int]:
        """Return one page of the numbers; one past the end is the last.

        :param values: of the query's own parameters.
        """
        start = (number - 1) * size
        found = rows(self.statement, most=MOST_AHEAD + 1, start=start, size=size, **values).all()
        if start and not found:
            total = rows(self._total, **values).scalar_one()
            return self.page(max(1, -(-total // size)), size, **values)
        count = found[0][1] if found else 0
        return ListPage([row[0] for row in found], number, start + min(count, MOST_AHEAD), size, count > MOST_AHEAD)
