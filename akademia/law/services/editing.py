"""What staff write by hand: acts by name, and what provisions say."""

from collections.abc import Mapping
from typing import Any

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.law import queries
from akademia.law.models import Act, Provision
from akademia.law.rules.addresses import eli_of
from akademia.law.rules.keys import outer_key
from akademia.law.services.entering import add_provision
from akademia.law.services.ordering import put_in_order
from akademia.law.services.reviewing import settle_act, settle_summary

RESERVED = frozenset({"zmiany", "szukaj", "nowy"})


class ChangedMeanwhile(RuleBroken):
    message = "Ktoś inny zapisał to, gdy ta strona była otwarta. To, co wpisano, jest w polach; zapis zastąpi tamten."


class KeyTaken(RuleBroken):
    message = "Taki skrót adresu ma już inny akt."


class ProvisionThere(RuleBroken):
    message = "Rejestr ma już taki przepis."


class NoPlace(RuleBroken):
    message = "Rejestr nie ma jednostki, w której ten przepis miałby leżeć."


def save_act(key: str, values: Mapping[str, Any], opened: int, actor: int | None = None) -> Act:
    """Write what staff know of an act; `opened` 0 makes a new one. Commits nothing.

    :param values: the columns to set.
    :raises KeyTaken: a new act would have another's key, or a word that addresses use.
    :raises ChangedMeanwhile: somebody saved it since it was opened.
    """
    act = queries.act(key)
    if opened == 0 and (act is not None or key in RESERVED):
        raise KeyTaken
    if act is not None and act.version != opened:
        raise ChangedMeanwhile
    is_new = act is None
    act = act or Act(key=key, version=0)
    day = act.legal_state_on
    for name, value in values.items():
        setattr(act, name, value)
    if not act.eli:
        act.eli = eli_of(act.display_address or "")
    act.origin, act.version = "person", act.version + 1
    db.session.add(act)
    db.session.flush()
    if act.legal_state_on != day:
        settle_act(act.id)
    record("act.added" if is_new else "act.changed", "act", act.key, actor=actor)
    return act


def save_provision(provision: Provision, values: Mapping[str, Any], opened: int, actor: int | None = None) -> Provision:
    """Write what a provision says in our words; its own review is closed when `described_on` knows of the change.

    Commits nothing.

    :raises ChangedMeanwhile: somebody saved it since it was opened.
    """
    db.session.refresh(provision, with_for_update=True)
    if provision.version != opened:
        raise ChangedMeanwhile
    for name, value in values.items():
        setattr(provision, name, value)
    provision.origin, provision.version = "person", provision.version + 1
    settle_summary(provision.id, actor)
    record("provision.changed", "provision", provision.id, actor=actor, key=provision.key)
    return provision


def make_provision(act: Act, key: str, summary: str, heading: str | None, actor: int | None = None) -> Provision:
    """Add a provision that the register lacks, at its place in the act. Commits nothing.

    :raises ProvisionThere: it has it already.
    :raises NoPlace: it has not the unit in which the provision would lie.
    """
    known = queries.gists(act.key)
    if key in known:
        raise ProvisionThere
    outer = outer_key(key)
    if outer is None and not key.startswith("rozdz"):
        before = queries.article_before(act.key, key)
        outer = before.parent_key if before else None
    elif outer is not None and outer not in known:
        raise NoPlace
    provision = add_provision(act, key, outer, summary, heading, described_on=clock.today())
    put_in_order(act)
    record("provision.added", "provision", provision.id, actor=actor, key=key)
    return provision
