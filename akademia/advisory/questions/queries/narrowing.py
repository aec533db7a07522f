"""By what the list of published answers may be narrowed."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import exists, func, select

from akademia.advisory.questions.models import PublishedAnswer, Topic
from akademia.core.db import db
from akademia.law.models import Act, Citation, Provision
from akademia.law.rules import DEFAULT_ACT
from akademia.organisations.models import Territory

ANSWER = "answer"
_PUBLIC = PublishedAnswer.withdrawn_at.is_(None)


def provision_label(provision: str) -> str:
    """Return what a provision is called; empty when the register does not have it."""
    act, _, key = provision.partition(":")
    wanted = select(Provision.label).join(Act, Act.id == Provision.act_id).where(Act.key == act, Provision.key == key)
    return db.session.scalar(wanted) or ""


@dataclass(frozen=True)
class Choices:
    """By what the list may be narrowed: value -> words, only what there are answers of."""

    topics: Mapping[str, str]
    provisions: Mapping[str, str]
    regions: Mapping[str, str]
    years: Mapping[str, str]


def choices() -> Choices:
    """Return what the list of answers may be narrowed by."""
    year = func.extract("year", PublishedAnswer.published_at)
    topics = db.session.execute(
        select(Topic.slug, Topic.name).where(exists().where(PublishedAnswer.topic_id == Topic.id, _PUBLIC))
        .order_by(Topic.position, Topic.id)
    )  # fmt: skip
    regions = db.session.execute(
        select(Territory.code, Territory.name)
        .where(exists().where(PublishedAnswer.region_code == Territory.code, _PUBLIC)).order_by(Territory.name_key)
    )  # fmt: skip
    years = sorted({int(one) for one in db.session.scalars(select(year).where(_PUBLIC).distinct())}, reverse=True)
    return Choices(
        {row.slug: row.name for row in topics},
        _cited_provisions(),
        {row.code: row.name for row in regions},
        {str(one): str(one) for one in years},
    )


def _cited_provisions() -> dict[str, str]:
    """Return the provisions that answers cite, in the order of the acts: „uzs:art-15” -> „art. 15”."""
    named = select(Act.key, Provision.key, Provision.label, Act.short, Act.id, Provision.position)
    found = db.session.execute(
        named.join(Provision, Provision.act_id == Act.id)
        .join(Citation, Citation.provision_id == Provision.id)
        .join(PublishedAnswer, PublishedAnswer.id == Citation.ref)
        .where(Citation.kind == ANSWER, _PUBLIC)
        .distinct()
        .order_by(Act.id, Provision.position, Provision.key)
    )
    return {f"{act}:{key}": label if act == DEFAULT_ACT else f"{label}, {short}"
            for act, key, label, short, _, _ in found}  # fmt: skip
