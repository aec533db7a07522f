"""Keeping the register: an act from its file and its amendments."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import delete, insert, select

from akademia.core import clock
from akademia.core.db import db
from akademia.law import queries
from akademia.law.formats.register import ActRow, ChangeRow, History, ProvisionRow, TextRow
from akademia.law.models import (
    Act,
    ActText,
    Amendment,
    Provision,
    ProvisionChange,
    ProvisionReference,
    TransitionalNote,
)
from akademia.law.services.citing import UnknownProvision
from akademia.law.services.entering import settle
from akademia.law.services.ordering import put_in_order
from akademia.law.services.reviewing import settle_act, settle_amendment

_ACT_FIELDS = (
    "title",
    "short",
    "name",
    "said",
    "passed_on",
    "display_address",
    "eli",
    "in_force_on",
    "text_address",
    "legal_state_on",
    "newer_address",
)


def keep_act(row: ActRow) -> Act:
    """Write an act and its provisions; what exists by key is renewed, what the file no longer has is kept.

    What a person wrote by hand stays as it is; `queries.by_hand` names it.

    :raises UnknownProvision: a provision refers to one that the register does not have.
    """
    act = queries.act(row.key) or Act(key=row.key)
    day = act.legal_state_on
    if act.origin != "person":
        for name in _ACT_FIELDS:
            setattr(act, name, getattr(row, name))
        act.abbreviations = list(row.abbreviations)
    _keep_texts(act, row.texts)
    db.session.add(act)
    db.session.flush()
    known = {p.key: p for p in db.session.scalars(select(Provision).where(Provision.act_id == act.id))}
    for position, provision in enumerate(row.provisions):
        _keep_provision(known.get(provision.key) or Provision(act_id=act.id, key=provision.key), provision, position)
    db.session.flush()
    _keep_references(act, row.provisions)
    if any(provision.origin == "person" for provision in known.values()):
        put_in_order(act)
    if act.legal_state_on != day:
        settle_act(act.id)
    return act


def _keep_texts(act: Act, rows: Iterable[TextRow]) -> None:
    known = {text.eli: text for text in act.texts}
    for row in rows:
        text = known.get(row.eli) or ActText(eli=row.eli)
        for name in ("display_address", "role", "promulgated_on", "legal_state_on"):
            setattr(text, name, getattr(row, name))
        if row.eli not in known:
            act.texts.append(text)


def _keep_provision(provision: Provision, row: ProvisionRow, position: int) -> None:
    if provision.origin != "person":
        for name in ("label", "kind", "status", "heading", "summary", "parent_key", "omitted", "in_force_on"):
            setattr(provision, name, getattr(row, name))
    provision.position, provision.made_by_change = position, False
    db.session.add(provision)


def _keep_references(act: Act, rows: Sequence[ProvisionRow]) -> None:
    """Write what the provisions of a file refer to; their earlier references are replaced as a whole."""
    numbers = {key: gist.id for key, gist in queries.gists(act.key).items()}
    written = [numbers[row.key] for row in rows]
    db.session.execute(delete(ProvisionReference).where(ProvisionReference.provision_id.in_(written)))
    references = [
        {"provision_id": numbers[row.key], "target_id": target, "words": words, "position": position}
        for row in rows
        for position, (target, words) in enumerate(_targets(row, numbers))
    ]
    if references:
        db.session.execute(insert(ProvisionReference), references)


def _targets(row: ProvisionRow, numbers: Mapping[str, int]) -> Iterator[tuple[int | None, str | None]]:
    yield from ((_number(key, numbers), None) for key in row.refs)
    yield from ((None, words) for words in row.external_refs)


def _number(key: str, numbers: Mapping[str, int]) -> int:
    if key not in numbers:
        raise UnknownProvision(f"Rejestr ustawy nie zna przepisu {key}.")
    return numbers[key]


def keep_amendments(act: Act, history: History) -> None:
    """Write the history of an act; the changes of an amendment are replaced as a whole, those entered by hand kept.

    :raises UnknownProvision: a change names a provision that the register does not have.
    """
    numbers = {key: gist.id for key, gist in queries.gists(act.key).items()}
    known = {a.key: a for a in db.session.scalars(select(Amendment).where(Amendment.act_id == act.id))}
    act.known_until = max(history.known_until, act.known_until or history.known_until)
    for row in history.amendments:
        amendment = known.get(row.key) or Amendment(act_id=act.id, key=row.key)
        if amendment.origin == "person":
            continue
        for name in ("title", "display_address", "eli", "passed_on", "promulgated_on", "unit", "note"):
            setattr(amendment, name, getattr(row, name))
        amendment.changes = [_change(change, place, numbers) for place, change in enumerate(row.changes)]
        amendment.notes = [
            TransitionalNote(unit=note.unit, what=note.what, keys=list(note.keys), position=place)
            for place, note in enumerate(row.notes)
        ]
        db.session.add(amendment)
        settle_amendment(amendment)
    db.session.flush()
    settle(act, clock.today())


def _change(row: ChangeRow, position: int, numbers: Mapping[str, int]) -> ProvisionChange:
    return ProvisionChange(
        provision_id=_number(row.provision_key, numbers),
        kind=row.kind,
        what=row.what,
        unit=row.unit,
        in_force_on=row.in_force_on,
        works_from=row.works_from,
        summary=row.summary,
        position=position,
    )
