"""`flask prepare` and `flask serve`: what `make run` does."""

import os
import sys
from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_migrate import upgrade
from sqlalchemy.exc import OperationalError

from akademia.accounts.services import make_samples
from akademia.core import db, settings
from akademia.core.errors import RuleBroken
from akademia.core.settings import Settings
from akademia.pages.queries import stored_settings
from akademia.pages.rules import missing
from akademia.running import checks, files
from akademia.running.backup import back_up
from akademia.running.preparing import copy_aside, has_pending_migrations
from akademia.running.restore import restore as restore_from
from akademia.running.supervisor import PROJECT, is_taken
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
    if chosen.production:
        _refuse_empty_operator()
    asked = ["--port", str(chosen.port), "--address", chosen.issuer_base]
    asked += ["--no-worker"] if chosen.worker == "off" else []
    asked += ["--parent", str(parent)] if parent is not None else []
    os.chdir(PROJECT)
    # The supervisor takes this process over and begins anew: what it forks may share no connection of this one.
    os.execv(sys.executable, [sys.executable, "-m", "akademia.running.supervisor", *asked])  # noqa: S606


def _refuse_empty_operator() -> None:
    """The public may not meet an academy that does not say who runs it."""
    empty = missing(stored_settings().operator)
    if not empty:
        return
    lines = [f'  flask --app wsgi settings set {entry.name} "…"    # {entry.label}' for entry in empty]
    raise click.ClickException(
        "W środowisku production prawo wymaga danych operatora. Uzupełnij je i uruchom jeszcze raz:\n"
        + "\n".join(lines)
    )


@click.command("backup")
@click.argument("folder", type=click.Path(path_type=Path))
@with_appcontext
def backup(folder: Path) -> None:
    """Zapisz kopię całej Akademii w nowym folderze. Serwer może działać."""
    chosen = settings.here()
    try:
        made = back_up(chosen, folder)
    except RuleBroken as refused:
        raise click.ClickException(refused.message) from refused
    size_mb = sum(size for _, size in made.files.values()) / 1_000_000
    click.echo(
        f"Kopia gotowa: {folder} (plików: {len(made.files)}, {size_mb:.1f} MB). Są w niej klucze: chroń ją jak hasła."
    )
    if not chosen.storage_url.startswith("file:"):
        click.echo("Pliki leżą w innym magazynie (AKADEMIA_STORAGE_URL); tej kopii w nich nie ma.")


@click.command("restore")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--force", is_flag=True, help="Zastąp to, co jest w tej instalacji; odłożymy to obok.")
@with_appcontext
def restore(folder: Path, force: bool) -> None:
    """Odtwórz Akademię z kopii. Najpierw zatrzymaj serwer i zadania w tle."""
    chosen = settings.here()
    if is_taken(chosen.port):
        raise click.ClickException(f"Na porcie {chosen.port} coś działa. Zatrzymaj serwer i spróbuj jeszcze raz.")
    try:
        done = restore_from(chosen, folder, force)
    except RuleBroken as refused:
        raise click.ClickException(refused.message) from refused
    click.echo(f"Odtworzono. To, co było wcześniej, leży w {done.previous}. Teraz: flask --app wsgi prepare.")
    for note in done.notes:
        click.echo(note)
    if not has_pending_migrations():
        for problem in files.damaged():
            click.echo(f"- {problem}")


@click.command("check")
@with_appcontext
def check() -> None:
    """Powiedz, co w tej instalacji jest nie tak; kod 1, gdy coś jest."""
    found = checks.everything(settings.here())
    for problem in found:
        click.echo(f"- {problem}")
    if found:
        raise SystemExit(1)
    click.echo("Wszystko w porządku.")
    for remark in checks.remarks():
        click.echo(f"  {remark}")


COMMANDS = (prepare, serve, backup, restore, check)
