"""Handing a report on a study over to the library, where it is finished and published."""

from akademia.audit.services import record
from akademia.core.area import Found, inlet
from akademia.core.errors import RuleBroken
from akademia.core.handed import Handed
from akademia.research.surveys.formats.report import ReportFigure, ReportGroup, report
from akademia.research.surveys.queries.figures import Figure
from akademia.research.surveys.queries.result_pages import figures_of
from akademia.research.surveys.queries.results import counted_results
from akademia.research.surveys.queries.rows import STUDY_KIND
from akademia.research.surveys.rules.method import METHOD

INLET = "library.draft"


class NobodyTakes(RuleBroken):
    message = "W tej Akademii nie ma biblioteki, która przyjęłaby raport."


def hand_in(study_id: int, address: str, actor: int) -> Found:
    """Hand in the report on a study and return where its draft lies. `address`: of the results.

    :raises Missing: nothing was counted.
    :raises NobodyTakes: no area takes drafts of texts.
    """
    take = inlet(INLET)
    if take is None:
        raise NobodyTakes
    results = counted_results(study_id)
    groups = [
        ReportGroup(part.group.name, part.group.people, [_figure(one) for one in part.figures])
        for part in figures_of(results) if part.group.people is not None
    ]  # fmt: skip
    team = dict(results.facts).get("Zespół badawczy", "")
    draft = take(
        Handed(
            title=f"Raport: {results.title}", summary=results.summary,
            source=report(results.summary, METHOD, groups, results.digest, address),
            credits=(f"instytucja: {' '.join(team.split())[:140]}",) if team else (),
            legal_state_on=results.legal_state_on, actor=actor,
        )
    )  # fmt: skip
    record("results.report_handed", STUDY_KIND, study_id, actor=actor)
    return draft


def _figure(figure: Figure) -> ReportFigure:
    return ReportFigure(figure.title, figure.about, figure.said, " ".join(figure.notes), figure.rows, figure.query)
