"""Reading the register."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select

from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.law.models import Act, ActText, Amendment, Citation, Provision
from akademia.law.rules import (
    ROLES,
    ActName,
    AmendingAct,
    Cited,
    Context,
    Law,
    Publication,
    Register,
    Shelf,
    cited,
    publication,
)


@dataclass(frozen=True)
class Gist:
    """A provision as a text shows it: its number, label and what it says in our words."""

    id: int
    key: str
    label: str
    summary: str
    repealed: bool


def gists(act_key: str = "uzs") -> dict[str, Gist]:
    """Return all provisions of an act by key, in the order of the act."""
    return _gists(select(Provision).join(Act).where(Act.key == act_key))


def some_gists(keys: Collection[str], act_key: str = "uzs") -> dict[str, Gist]:
    """Return the named provisions by key, in the order of the act; a key that is not known is left out."""
    return _gists(select(Provision).join(Act).where(Act.key == act_key, Provision.key.in_(keys)))


def _gists(wanted: Select[Provision]) -> dict[str, Gist]:
    columns = (Provision.id, Provision.key, Provision.label, Provision.summary, Provision.status)
    rows = db.session.execute(wanted.with_only_columns(*columns).order_by(Provision.position))
    return {row.key: Gist(row.id, row.key, row.label, row.summary, row.status == "repealed") for row in rows}


def numbers(keys: Sequence[str], act_key: str = "uzs") -> dict[str, int]:
    """Return the row numbers of provisions by key; a key that is not known is left out."""
    rows = db.session.execute(
        select(Provision.key, Provision.id).join(Act).where(Act.key == act_key, Provision.key.in_(set(keys)))
    )
    return {row.key: row.id for row in rows}


def act(key: str = "uzs") -> Act | None:
    return db.session.scalar(select(Act).where(Act.key == key))


def law() -> Law:
    """Return all that reading citations needs: the names of acts and the registers kept, in four queries."""
    acts = list(db.session.scalars(select(Act).order_by(Act.id)))
    return Law(_shelf(acts), _registers(acts))


def _registers(acts: Sequence[Act]) -> dict[str, Register]:
    keys = {act.id: act.key for act in acts}
    parents: dict[str, dict[str, str | None]] = {}
    columns = (Provision.act_id, Provision.key, Provision.parent_key)
    for row in db.session.execute(select(*columns).order_by(Provision.act_id, Provision.position)):
        parents.setdefault(keys[row.act_id], {})[row.key] = row.parent_key
    return {key: Register(tree) for key, tree in parents.items()}


def _shelf(acts: Sequence[Act]) -> Shelf:
    keys = {act.id: act.key for act in acts}
    texts: dict[int, list[tuple[Publication, str]]] = {}
    for text in db.session.scalars(select(ActText).order_by(ActText.id)):
        texts.setdefault(text.act_id, []).append((publication(text.eli), ROLES[text.role]))
    amending = db.session.scalars(select(Amendment).order_by(Amendment.passed_on, Amendment.id))
    return Shelf(
        tuple(
            ActName(a.key, a.name, a.said, a.passed_on, tuple(a.abbreviations), tuple(texts.get(a.id, ())))
            for a in acts
        ),
        tuple(AmendingAct(a.key, keys[a.act_id], a.passed_on, publication(a.eli)) for a in amending),
    )


def context(place: str | None, known: Law, default: str = "uzs") -> Context | None:
    """Return where a text stands, by the key of a provision or of an act; None where neither is known.

    :param place: „art-18e”, „uzs”, the key of an amending act, or None for the default act.
    """
    if place is None:
        return Context(default)
    if place in known.shelf.by_key or place in known.amending:
        return Context(place, said=True)
    act = next((key for key, register in known.registers.items() if place in register), None)
    return Context(act, place, said=True) if act else None


def citations(text: str, place: str | None) -> list[Cited]:
    """Return the citations of a text, resolved.

    :param place: as in `context`.
    :raises Missing: the register does not know the place.
    """
    known = law()
    where = context(place, known)
    if where is None:
        raise Missing
    return cited(text, known, where)


def orphans(kind: str, living: Sequence[int]) -> list[Citation]:
    """Return citations of texts of a kind that are no more."""
    return list(db.session.scalars(select(Citation).where(Citation.kind == kind, Citation.ref.not_in(living))))
