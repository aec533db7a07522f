"""`flask starter load` and `flask demo fill`."""

import click
from flask.cli import AppGroup

from akademia.core import db, settings
from akademia.core.errors import BrokenSource, RuleBroken
from akademia.starter.services import PASSWORD, fill, load_all

starter = AppGroup("starter", help="What a new academy opens with.")
demo = AppGroup("demo", help="Invented learners, to measure by.")
COMMANDS = (starter, demo)


@starter.command()
def load() -> None:
    """Add what is missing, renew what no person has edited, list what was left alone."""
    with db.writing():
        try:
            loaded = load_all()
        except BrokenSource as error:
            raise click.ClickException("Nie wczytano zasobów startowych:\n" + "\n".join(error.problems)) from error
    for name in loaded.left_alone:
        click.echo(f"Zostawiono bez zmian, bo ktoś to zmienił: {name}")


@demo.command("fill")
@click.option("--learners", type=int, required=True, help="How many; number 1 is learner000001@example.org.")
def fill_demo(learners: int) -> None:
    """Add invented learners with their courses, tests and certificates. Refused in production."""
    with db.writing():
        try:
            fill(learners, settings.here().env)
        except RuleBroken as error:
            raise click.ClickException(error.message) from error
        db.commit()
    click.echo(f"Dodano uczestników: {learners}. Hasło każdego z nich: {PASSWORD}")
