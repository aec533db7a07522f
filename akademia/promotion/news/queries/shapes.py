"""What readers' pages show of the news, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from akademia.core.clock import WARSAW
from akademia.core.listing import ListPage
from akademia.law.queries import Notice
from akademia.law.queries.cited import CitedProvision
from akademia.promotion.news.queries.abouts import About


@dataclass(frozen=True)
class NewsRow:
    """An article as lists show it."""

    id: int
    slug: str
    title: str
    lead: str
    published_on: date
    regions: tuple[About, ...] = ()
    areas: tuple[About, ...] = ()


@dataclass(frozen=True)
class Month:
    """A month of the archive with how many articles came out in it. `name`: „listopad 2026”."""

    year: int
    month: int
    count: int
    name: str


@dataclass(frozen=True)
class MonthPage:
    """One month: a page of its list, and the months with news before and after it."""

    month: Month
    list: ListPage[NewsRow]
    earlier: Month | None
    later: Month | None


@dataclass(frozen=True)
class Shot:
    """A picture of a gallery: its HTML, and who made it and by what right, in words."""

    html: Markup
    credit: str


@dataclass(frozen=True)
class ArticlePage:
    """An article as its page shows it.

    :param cover: the HTML of its cover; empty where it has none. `picture`: the cover's widest JPEG or PNG, a path.
    :param share_key: of the picture that other sites show; empty until it is made.
    """

    id: int
    slug: str
    title: str
    lead: str
    html: Markup
    published_at: datetime
    changed_at: datetime
    version: int
    legal_state_on: date | None
    regions: tuple[About, ...]
    areas: tuple[About, ...]
    people: tuple[str, ...]
    cover: Markup
    cover_credit: str
    picture: str
    gallery: tuple[Shot, ...]
    share_key: str = ""
    notices: tuple[Notice, ...] = ()
    cited: tuple[CitedProvision, ...] = ()
    related: Sequence[NewsRow] = ()

    @property
    def published_on(self) -> date:
        """Its day in Poland."""
        return self.published_at.astimezone(WARSAW).date()

    @property
    def changed_on(self) -> date | None:
        """The day in Poland on which it was last changed; None where it is that on which it came out."""
        day = self.changed_at.astimezone(WARSAW).date()
        return day if day > self.published_on else None


@dataclass(frozen=True)
class Tombstone:
    """What is told of a withdrawn article."""

    title: str
    why: str
    on: date
