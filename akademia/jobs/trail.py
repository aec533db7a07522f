"""How acts on jobs are told."""

from collections.abc import Collection, Mapping

from akademia.core.area import Found, Thing, TrailCard


def _jobs(refs: Collection[str]) -> Mapping[str, Found]:
    return {ref: Found(f"zadanie nr {ref}", "jobs.show_jobs", {}) for ref in refs}


CARD = TrailCard(
    acts={"job.try_again": "ponowienie zadania", "job.dropped": "usunięcie nieudanego zadania"},
    things={"job": Thing("zadanie", _jobs)},
)
