"""Reading citations: what the register knows of names and units, and what a text's citations mean in it."""

from collections.abc import Sequence

from sqlalchemy import select

from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.law.models import Act, ActText, Amendment, Provision
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
