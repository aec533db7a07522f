"""The worker from the command line."""

import click
from flask import current_app
from flask.cli import with_appcontext

from akademia.jobs.worker import Clock, call_clock, run_due, run_worker


@click.command("worker")
@click.option("--once", is_flag=True, help="Zrób to, co czeka, i zakończ.")
@click.option("--parent", type=int, help="Numer procesu, z którego końcem kończy się ten.")
@with_appcontext
def worker(once: bool, parent: int | None) -> None:
    """Rób zadania w tle: listy, terminy, porządki."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if not once:
        run_worker(app, parent)
        return
    call_clock(app, Clock())
    click.echo(f"Zrobione zadania: {run_due(app)}.")


COMMANDS = (worker,)
