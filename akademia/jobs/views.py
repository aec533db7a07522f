"""The page of jobs: what waits, what runs and how far, what failed and why."""

from flask import Blueprint, Response, flash

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import commit
from akademia.core.doors import Permission, me, requires
from akademia.core.web import asked, go, page
from akademia.jobs import queries, services

bp = Blueprint("jobs", __name__, url_prefix="/panel/zadania")
BLUEPRINTS = (bp,)


@bp.get("/")
@requires(Permission.JobsManage)
def show_jobs() -> Response:
    how, now = asked(set(), "", {"stan": queries.STATES}), clock.now()
    labels = {kind: work.label or kind for kind, work in services.WORKS.items()}
    return page(
        "jobs_desk/jobs.html",
        jobs=queries.jobs(how, now),
        asked=how,
        states=queries.STATES,
        labels=labels,
        workers=queries.workers(now),
    )


@bp.post("/<int:job_id>/ponow/")
@requires(Permission.JobsManage)
def try_again(job_id: int) -> Response:
    job = queries.job(job_id)
    services.try_again(job)
    record("job.try_again", "job", job_id, actor=me().id, kind=job.kind)
    commit()
    flash("Zadanie czeka na kolejną próbę.", "success")
    return go(".show_jobs", stan="nieudane")


@bp.post("/<int:job_id>/usun/")
@requires(Permission.JobsManage)
def drop_job(job_id: int) -> Response:
    job = queries.job(job_id)
    kind = job.kind
    services.drop_failed(job)
    record("job.dropped", "job", job_id, actor=me().id, kind=kind)
    commit()
    flash("Zadanie usunięte. Nikt już do niego nie wróci.", "success")
    return go(".show_jobs", stan="nieudane")
