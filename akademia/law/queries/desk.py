"""What the staff desk shows of the register, and finding a provision by the words for it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select

from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.core.listing import Asked, ListPage, list_page
from akademia.law.models import Act, Amendment, Citation, Provision, ProvisionChange
from akademia.law.queries.reading import context, law
from akademia.law.queries.shape import Unit, shape_of
from akademia.law.rules import cited
from akademia.law.rules.keys import is_key, label_of, outer_key

MOST_FOUND = 5


@dataclass(frozen=True)
class Located:
    """What words for a provision mean: its key, or what is wrong with them. `is_new`: the act does not have it yet."""

    key: str = ""
    problem: str = ""
    is_new: bool = False


@dataclass(frozen=True)
class Touched:
    """A provision that an amendment touches, and how many published texts cite it or a unit of it."""

    unit: Unit | None
    label: str
    kind: str
    what: str
    texts: int


@dataclass(frozen=True)
class AmendmentRowAtDesk:
    id: int
    key: str
    title: str
    display_address: str
    passed_on: date
    first_on: date | None
    last_on: date | None
    changes: int
    origin: str


def locator(act_key: str) -> Callable[[str], Located]:
    """Return a function that finds a provision of an act by words such as „art. 15 ust. 4”, or by its key."""
    known = law()
    where = context(act_key, known)
    units = known.registers.get(act_key)

    def find(words: str) -> Located:
        if units is None or where is None:
            return Located(problem="Ten akt nie ma rejestru przepisów")
        if is_key(words):
            return Located(words, is_new=words not in units)
        words = words.strip().rstrip(".")
        found = cited(words, known, where)
        keys = [key for one in found if one.act == act_key for key in (*one.unknown, *one.ids)]
        if not found or not keys:
            return Located(problem="Wpisz przepis tak: art. 15 ust. 4")
        if found[0].start or found[-1].end < len(words):
            return Located(problem="Nie wszystko z tego rozumiemy. Wpisz przepis tak: art. 15 ust. 4")
        return _one(found, units)

    return find


def _one(found: Sequence[Any], units: Any) -> Located:
    first = found[0]
    if len(found) > 1 or len(first.unknown or first.ids) > 1 or first.readings:
        return Located(problem="To więcej niż jeden przepis. Wpisz każdy w osobnym wierszu")
    if not first.unknown:
        return Located(first.ids[0])
    key = first.unknown[0]
    outer = outer_key(key)
    if not is_key(key) or (outer is not None and outer not in units):
        return Located(problem="Rejestr nie ma tego przepisu ani jednostki, w której miałby leżeć")
    return Located(key, is_new=True)


def touched(act_key: str, changes: Iterable[Any]) -> list[Touched]:
    """Return what some changes touch. Each has `provision_key`, `kind` and `what`."""
    shape = shape_of(act_key)
    meant = [(change, shape.by_key.get(change.provision_key)) for change in changes]
    inner = {unit.key: [unit.id, *(one.id for one in shape.below(unit))] for _, unit in meant if unit}
    texts = _texts({number for numbers in inner.values() for number in numbers})
    found = []
    for change, unit in meant:
        numbers = inner[unit.key] if unit else []
        count = len(set().union(*(texts.get(number, set()) for number in numbers)))
        label = unit.label if unit else label_of(change.provision_key)
        found.append(Touched(unit, label, change.kind, change.what, count))
    return found


def _texts(provisions: Collection[int]) -> dict[int, set[tuple[str, int]]]:
    """Return provision -> the texts that cite it, by kind and number."""
    wanted = select(Citation.provision_id, Citation.kind, Citation.ref).where(Citation.provision_id.in_(provisions))
    found: dict[int, set[tuple[str, int]]] = {}
    for number, kind, ref in db.session.execute(wanted.distinct()):
        found.setdefault(number or 0, set()).add((kind, ref))  # a citation of an act as a whole has no number
    return found


def act_row(key: str) -> Act:
    """Return an act's row.

    :raises Missing: there is none.
    """
    found = db.session.scalar(select(Act).where(Act.key == key))
    if found is None:
        raise Missing
    return found


def provision_row(act_key: str, key: str) -> Provision:
    """Return a provision's row.

    :raises Missing: there is none.
    """
    found = db.session.scalar(select(Provision).join(Act).where(Act.key == act_key, Provision.key == key))
    if found is None:
        raise Missing
    return found


def amendment_row(act_key: str, key: str) -> Amendment:
    """Return an amendment's row with its changes and notes.

    :raises Missing: there is none.
    """
    wanted = select(Amendment).join(Act, Act.id == Amendment.act_id).where(Act.key == act_key, Amendment.key == key)
    found = db.session.scalar(wanted)
    if found is None:
        raise Missing
    return found


def provision_keys(numbers: Collection[int]) -> dict[int, tuple[str, str]]:
    """Return number -> (key, label) of some provisions."""
    rows = db.session.execute(select(Provision.id, Provision.key, Provision.label).where(Provision.id.in_(numbers)))
    return {number: (key, label) for number, key, label in rows}


def desk_provisions(act_key: str, asked: Asked) -> ListPage[Provision]:
    """Return the provisions of an act for their editors, in the order of the act."""
    query = select(Provision).join(Act).where(Act.key == act_key)
    if asked.words:
        columns = (Provision.label, Provision.heading, Provision.summary)
        query = query.where(or_(*(column.icontains(asked.words, autoescape=True) for column in columns)))
    if asked.filters.get("stan") == "wlasne":
        query = query.where(Provision.origin == "person")
    elif asked.filters.get("stan") == "uchylone":
        query = query.where(Provision.status == "repealed")
    return list_page(query.order_by(Provision.position, Provision.id), asked, lambda provision: provision)


def desk_amendments(act_key: str) -> list[AmendmentRowAtDesk]:
    """Return the amendments of an act for their editors, the newest first."""
    rows = db.session.execute(
        select(
            Amendment.id, Amendment.key, Amendment.title, Amendment.display_address, Amendment.passed_on,
            func.min(ProvisionChange.in_force_on), func.max(ProvisionChange.in_force_on),
            func.count(ProvisionChange.id), Amendment.origin,
        )
        .join(Act, Act.id == Amendment.act_id)
        .outerjoin(ProvisionChange, ProvisionChange.amendment_id == Amendment.id)
        .where(Act.key == act_key)
        .group_by(Amendment.id)
        .order_by(Amendment.passed_on.desc(), Amendment.id.desc())
    )  # fmt: skip
    return [AmendmentRowAtDesk(*row) for row in rows]


def amendments_by_id(numbers: Collection[int]) -> list[tuple[int, str, str, str]]:
    """Return (number, address, key of its act, key) of some amendments."""
    columns = (Amendment.id, Amendment.display_address, Act.key, Amendment.key)
    wanted = select(*columns).join(Act, Act.id == Amendment.act_id).where(Amendment.id.in_(numbers))
    return [(row[0], row[1], row[2], row[3]) for row in db.session.execute(wanted)]


def provisions_by_id(numbers: Collection[int]) -> list[tuple[int, str, str, str]]:
    """Return (number, label, key of its act, key) of some provisions."""
    wanted = select(Provision.id, Provision.label, Act.key, Provision.key).join(Act).where(Provision.id.in_(numbers))
    return [(row[0], row[1], row[2], row[3]) for row in db.session.execute(wanted)]


def provisions_with(words: str) -> list[tuple[str, str, str, str]]:
    """Return (label, key of its act, key, gist) of the few provisions that words of a search name or mention."""
    columns = (Provision.label, Act.key, Provision.key, Provision.summary)
    holds = or_(*(c.icontains(words, autoescape=True) for c in (Provision.label, Provision.summary, Provision.heading)))
    wanted = select(*columns).join(Act).where(holds).order_by(func.length(Provision.label), Provision.position)
    return [(row[0], row[1], row[2], row[3]) for row in db.session.execute(wanted.limit(MOST_FOUND))]
