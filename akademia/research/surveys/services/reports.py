"""Handing a report on a study over to the library: published at once, or as a draft to be finished there."""

from akademia.audit.services import record
from akademia.core.area import Found, inlet
from akademia.core.errors import RuleBroken
from akademia.core.handed import Handed
from akademia.research.surveys.formats.report import ReportFigure, ReportGroup, report
from akademia.research.surveys.queries.figures import Figure
from akademia.research.surveys.queries.result_pages import figures_of
from akademia.research.surveys.queries.results import counted_results
from akademia.research.surveys.queries.rows import STUDY_KIND, study_row
from akademia.research.surveys.rules.method import METHOD

INLET = "library.report"
LICENCE = "cc-by-4.0"


class NobodyTakes(RuleBroken):
    message = "W tej Akademii nie ma biblioteki, która przyjęłaby raport."


class ResultsFirst(RuleBroken):
    message = "Najpierw opublikuj wyniki. Raport do nich odsyła."


def publish(study_id: int, address: str, actor: int) -> Found:
    """Publish the report on a study in the library and return where staff have it. `address`: of the results.

    :raises Missing: nothing was counted.
    :raises ResultsFirst: readers do not see the results, to which the report leads.
    :raises NobodyTakes: no area takes reports.
    """
    study_row(study_id, lock=True)  # a second click waits, and meets what the first one made
    if counted_results(study_id).published_at is None:
        raise ResultsFirst
    return hand_in(study_id, address, actor, LICENCE)


def hand_in(study_id: int, address: str, actor: int, licence: str = "") -> Found:
    """Hand in the report on a study and return where it lies: a draft where no licence is given.

    :raises Missing: nothing was counted.
    :raises NobodyTakes: no area takes reports.
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
    lies = take(
        Handed(
            title=f"Raport: {results.title}", summary=results.summary,
            source=report(results.summary, METHOD, groups, results.digest, address),
            credits=(f"instytucja: {' '.join(team.split())[:140]}",) if team else (), licence=licence,
            legal_state_on=results.legal_state_on, actor=actor,
        )
    )  # fmt: skip
    record("results.report_published" if licence else "results.report_handed", STUDY_KIND, study_id, actor=actor)
    return lies


def _figure(figure: Figure) -> ReportFigure:
    return ReportFigure(figure.title, figure.about, figure.said, " ".join(figure.notes), figure.rows, figure.query)
