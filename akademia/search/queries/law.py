"""What the search asks of the register: which provisions texts cite, what lies above each, what a question names."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select

from akademia.core.db import db
from akademia.core.kept import same_for_all
from akademia.law import queries as register
from akademia.law.models import Act, Citation, Provision
from akademia.law.rules import Context, Law, cited
from akademia.search.rules.asking import names_law, spaced_law
from akademia.search.rules.words import provision_key

MOST_NAMED = 10


def cited_by(kind: str, refs: Collection[int]) -> Mapping[int, list[str]]:
    """Return which provisions texts cite: number -> terms."""
    found: dict[int, list[str]] = {}
    query = (
        select(Citation.ref, Act.key, Provision.key)
        .join(Provision, Provision.id == Citation.provision_id)
        .join(Act, Act.id == Provision.act_id)
        .where(Citation.kind == kind, Citation.ref.in_(refs))
        .order_by(Citation.ref, Provision.id)
    )
    for ref, act, key in db.session.execute(query):
        found.setdefault(ref, []).append(provision_key(act, key))
    return found


def lying_above() -> Mapping[str, Sequence[str]]:
    """Return for each provision's term the terms of what it lies in, the nearest first; chapters are left out."""
    query = select(Act.key, Provision.key, Provision.parent_key).join(Act, Act.id == Provision.act_id)
    parents = {provision_key(act, key): provision_key(act, parent) if parent else None
               for act, key, parent in db.session.execute(query)}  # fmt: skip
    return {key: _chain(key, parents) for key in parents}


def _chain(key: str, parents: Mapping[str, str | None]) -> list[str]:
    found: list[str] = []
    at = parents.get(key)
    while at is not None and at not in found and "/rozdz-" not in at:
        found.append(at)
        at = parents.get(at)
    return found


def _law() -> Law:
    return same_for_all("law", register.law)


def named(text: str) -> tuple[list[tuple[str, str]], str]:
    """Return the provisions that a question names (act, key), and what it asks besides.

    What the register does not know is left among the words.
    """
    if not names_law(text) and not names_law(spaced_law(text)):
        return [], text
    spaced = spaced_law(text)
    found = [one for one in cited(spaced, _law(), Context("uzs")) if one.ids]
    rest, at = "", 0
    for one in found:
        rest, at = f"{rest}{spaced[at : one.start]} ", one.end
    keys = dict.fromkeys((one.act, key) for one in found for key in one.ids if one.act)
    return list(keys)[:MOST_NAMED], f"{rest}{spaced[at:]}".strip() if found else text


def provision_numbers(named_keys: Sequence[tuple[str, str]]) -> list[int]:
    """Return the numbers of provisions in the order in which they were named."""
    acts = dict.fromkeys(act for act, _ in named_keys)
    known = {act: register.numbers([key for own, key in named_keys if own == act], act) for act in acts}
    return [known[act][key] for act, key in named_keys if key in known[act]]
