"""Counting the results of closed studies."""

from akademia.core.db import let_go
from akademia.jobs.services import Task, handler
from akademia.research.surveys.services import results


@handler(results.COUNT, lease_seconds=300, label="liczenie wyników ankiety")
def count_results(task: Task) -> None:
    """Count the results of a study. While they are counted no transaction is open."""
    study = task.payload["study"]
    slug, secret, groups = results.count_study(study)
    let_go()
    results.keep(study, results.count(slug, secret, groups))
