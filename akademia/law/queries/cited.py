"""Where in the texts of one kind some provisions are cited."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select, tuple_

from akademia.core.db import db, rows
from akademia.law.models import Act, Citation, Provision
from akademia.law.rules import DEFAULT_ACT, reference


@dataclass(frozen=True)
class CitedAt:
    """A citation in a text of some version. `start` counts characters in its words; None: only a link tells of it."""

    provision: int
    ref: str
    start: int | None
    version: int


@dataclass(frozen=True)
class CitedProvision:
    """A provision that a text cites. `ref` is how addresses call it („uzs:art-15”)."""

    act_key: str
    key: str
    label: str
    act_title: str

    @property
    def ref(self) -> str:
        return f"{self.act_key}:{self.key}"


_ARTICLE = re.compile(r"art-([0-9]+[a-z]*)")
_CITED: Any = (
    select(Citation.ref, Citation.provision_id, Act.key, Provision.key, Citation.start, Citation.version)
    .join(Provision, Provision.id == Citation.provision_id)
    .join(Act, Act.id == Provision.act_id)
    .where(Citation.kind == bindparam("kind"), Citation.provision_id.in_(bindparam("provisions", expanding=True)))
    .order_by(Citation.ref, Citation.id)
)


def articles_of_text(kind: str, ref: int) -> dict[str, str]:
    """Return the articles whose units a text cites, in the order of their acts: as addresses call one -> its label."""
    found = {}
    for one in provisions_of_text(kind, ref):
        article = _ARTICLE.match(one.key)
        if article:
            label = f"art.\u00a0{article[1]}"
            found[reference(one.act_key, article[0])] = (
                label if one.act_key == DEFAULT_ACT else f"{label} ({one.act_title})"
            )
    return found


def cited_at(kind: str, provisions: Collection[int]) -> dict[int, list[CitedAt]]:
    """Return number of text -> where it cites any of some provisions."""
    found: dict[int, list[CitedAt]] = {}
    for ref, provision, act, key, start, version in rows(_CITED, kind=kind, provisions=list(provisions)):
        found.setdefault(ref, []).append(CitedAt(provision, reference(act, key), start, version))
    return found


def provisions_cited(texts: Iterable[tuple[str, int]]) -> set[int]:
    """Return the numbers of all provisions that some texts (kind, number) cite."""
    wanted = tuple_(Citation.kind, Citation.ref).in_(list(texts))
    found = db.session.scalars(select(Citation.provision_id).where(wanted, Citation.provision_id.is_not(None)))
    return {number for number in found if number is not None}


def provisions_of_text(kind: str, ref: int) -> tuple[CitedProvision, ...]:
    """Return the provisions that a text cites, each once, in the order of their acts."""
    found = db.session.execute(
        select(Act.key, Provision.key, Provision.label, Act.title, Act.id, Provision.position)
        .join(Citation, Citation.provision_id == Provision.id)
        .join(Act, Act.id == Provision.act_id)
        .where(Citation.kind == kind, Citation.ref == ref)
        .distinct().order_by(Act.id, Provision.position)
    )  # fmt: skip
    return tuple(CitedProvision(*told) for *told, _act, _position in found)
