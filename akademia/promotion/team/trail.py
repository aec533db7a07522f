"""How acts on the team are told."""

from collections.abc import Collection, Mapping

from akademia.core.area import Found, Thing, TrailCard
from akademia.core.text import row_numbers
from akademia.promotion.team.queries.house import member_desk


def _members(refs: Collection[str]) -> Mapping[str, Found]:
    return {str(number): found for number, found in member_desk(row_numbers(refs)).items()}


CARD = TrailCard(
    acts={
        "team.consent_given": "zapisanie zgody osoby z kadry",
        "team.consent_withdrawn": "zapisanie cofnięcia zgody osoby z kadry",
    },
    things={"member": Thing("osoba z kadry", _members)},
)
