"""What the pages of amendments show: the timeline, and one amendment with all that it changed."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.law.models import Act, Amendment
from akademia.law.queries.acts import registers
from akademia.law.queries.history import Day, Passage, days, passages
from akademia.law.queries.shape import ActFacts, AmendmentFacts, Shape, Unit, shape_of


@dataclass(frozen=True)
class TimelineRow:
    """What an amending act changed in one act, in the timeline. `on`: the days on which its changes took force;
    `articles`: where they are; `shared`: it changed another kept act too."""

    act: ActFacts
    amendment: AmendmentFacts
    on: tuple[date, ...]
    articles: tuple[Unit, ...]
    changes: int
    coming: bool
    shared: bool

    @property
    def first_on(self) -> date:
        """The day its first change took force; of one that changed nothing, the day it was passed."""
        return self.on[0] if self.on else self.amendment.passed_on


@dataclass(frozen=True)
class AmendmentPart:
    """What an amending act changed in one act; `before` and `after` are its neighbours in that act's timeline."""

    act: ActFacts
    amendment: AmendmentFacts
    days: tuple[Day, ...]
    notes: tuple[Passage, ...]
    changes: int
    before: AmendmentFacts | None
    after: AmendmentFacts | None


@dataclass(frozen=True)
class AmendmentPage:
    """An amending act with the parts of each act that it changed, the act kept longest first."""

    parts: tuple[AmendmentPart, ...]

    @property
    def amendment(self) -> AmendmentFacts:
        return self.parts[0].amendment


def timeline() -> dict[int, list[TimelineRow]]:
    """Return the amendments of all registers by the year in which their first change took force, the newest first."""
    today = clock.today()
    pairs = [(shape, one) for shape in registers() for one in shape.amendments.values()]
    acts = Counter(one.key for _shape, one in pairs)
    rows = [_row(shape, one, today, acts[one.key] > 1) for shape, one in pairs]
    years: dict[int, list[TimelineRow]] = {}
    for row in sorted(rows, key=lambda row: (row.first_on, row.amendment.passed_on, row.amendment.id), reverse=True):
        years.setdefault(row.first_on.year, []).append(row)
    return years


def _row(shape: Shape, amendment: AmendmentFacts, today: date, shared: bool) -> TimelineRow:
    own = [change for change in shape.changes if change.amendment_id == amendment.id]
    on = tuple(sorted({change.in_force_on for change in own}))
    articles = dict.fromkeys(_article(shape, shape.by_id[change.provision_id]) for change in own)
    order = {unit.key: place for place, unit in enumerate(shape.units)}
    placed = tuple(sorted(articles, key=lambda unit: order[unit.key]))
    return TimelineRow(shape.act, amendment, on, placed, len(own), bool(on) and on[-1] > today, shared)


def _article(shape: Shape, unit: Unit) -> Unit:
    """Return the article a unit lies in; a chapter stands for itself."""
    return next((one for one in (*shape.above(unit), unit) if one.kind == "art"), unit)


def amendment_page(key: str) -> AmendmentPage:
    """Return an amending act with what it changed, act by act and day by day from the first.

    :raises Missing: there is none of that key.
    """
    found = db.session.execute(
        select(Act.key, Amendment.id).join(Act, Act.id == Amendment.act_id).where(Amendment.key == key).order_by(Act.id)
    ).all()
    if not found:
        raise Missing
    return AmendmentPage(tuple(_part(shape_of(act_key), number) for act_key, number in found))


def _part(shape: Shape, number: int) -> AmendmentPart:
    row = list(shape.amendments.values())
    amendment = shape.amendments[number]
    place = row.index(amendment)
    own = [change for change in shape.changes if change.amendment_id == amendment.id]
    return AmendmentPart(
        act=shape.act,
        amendment=amendment,
        days=tuple(reversed(days(shape, own, clock.today()))),
        notes=tuple(reversed(passages(shape, [note for note in shape.notes if note.amendment_id == amendment.id]))),
        changes=len(own),
        before=row[place - 1] if place else None,
        after=row[place + 1] if place + 1 < len(row) else None,
    )
