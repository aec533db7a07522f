"""What has changed in an act since a day, in short: for whoever was told of the law on that day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from akademia.core import clock
from akademia.core.db import db
from akademia.law.models import Act, Amendment, ProvisionChange
from akademia.law.rules import DEFAULT_ACT


@dataclass(frozen=True)
class Since:
    """How many provisions changed, by how many amendments, and when the last change took force."""

    provisions: int
    amendments: int
    last_on: date


def changed_since(day: date, act_key: str = DEFAULT_ACT) -> Since | None:
    """Return what took force in an act after a day, until today; None for nothing."""
    columns = (
        func.count(ProvisionChange.provision_id.distinct()), func.count(ProvisionChange.amendment_id.distinct()),
        func.max(ProvisionChange.in_force_on),
    )  # fmt: skip
    provisions, amendments, last_on = db.session.execute(
        select(*columns)
        .join(Amendment, Amendment.id == ProvisionChange.amendment_id)
        .join(Act, Act.id == Amendment.act_id)
        .where(Act.key == act_key, ProvisionChange.in_force_on > day, ProvisionChange.in_force_on <= clock.today())
    ).one()
    return Since(provisions, amendments, last_on) if provisions else None
