"""How acts on projects are told."""

from collections.abc import Collection, Mapping

from akademia.core.area import Found, Thing, TrailCard
from akademia.core.text import row_numbers
from akademia.organisations.queries.projects import project_places


def _projects(refs: Collection[str]) -> Mapping[str, Found]:
    return {str(number): found for number, found in project_places(row_numbers(refs)).items()}


CARD = TrailCard(acts={"project.saved": "zmiana projektu"}, things={"project": Thing("projekt", _projects)})
