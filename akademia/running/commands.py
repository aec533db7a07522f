"""`flask prepare` and `flask serve`: what `make run` does."""

import os
import sys

import click
from flask.cli import with_appcontext
from flask_migrate import upgrade
from sqlalchemy.exc import OperationalError

from akademia.accounts.services import make_samples
from akademia.core import db, settings
from akademia.core.settings import Settings
from akademia.running.preparing import copy_aside, has_pending_migrations
from akademia.running.supervisor import PROJECT
from akademia.starter.commands import load


@click.command("prepare")
@with_appcontext
@click.pass_context
def prepare(context: click.Context) -> None:
    """Przygotuj bazę, treści startowe i (lokalnie) konta przykładowe. Nic, co jest, nie przepada."""
    chosen = settings.here()
    try:
        pending = has_pending_migrations()
    except OperationalError as error:
        raise click.ClickException(f"Nie można otworzyć bazy danych: {error.orig}") from error
    if pending:
        copy = copy_aside(chosen)
        if copy is not None:
            click.echo(f"Kopia bazy sprzed zmiany tabel: {copy}")
        upgrade()
    context.invoke(load)
    if not chosen.production:
        _show_samples(chosen)


def _show_samples(chosen: Settings) -> None:
    path = chosen.instance / "sample-accounts.txt"
    with db.writing():
        samples = make_samples(path, chosen.env)
        db.commit()
    click.echo(f"Konta przykładowe (są też w pliku {path}):")
    for sample in samples:
        click.echo(f"  {sample.email:<28} {sample.password:<24} {sample.role}")


@click.command("serve")
@click.option("--parent", type=int, help="Numer procesu, z którego końcem kończy się ten.")
@with_appcontext
def serve(parent: int | None) -> None:
    """Uruchom serwer i obok niego zadania w tle; działa do Ctrl+C."""
    chosen = settings.here()
    asked = ["--port", str(chosen.port), "--address", chosen.issuer_base]
    asked += ["--no-worker"] if chosen.worker == "off" else []
    asked += ["--parent", str(parent)] if parent is not None else []
    os.chdir(PROJECT)
    # The supervisor takes this process over, so that the whole app does not stay in memory for nothing.
    os.execv(sys.executable, [sys.executable, "-m", "akademia.running.supervisor", *asked])  # noqa: S606


COMMANDS = (prepare, serve)
