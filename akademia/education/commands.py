"""`flask courses`: a course from its folder."""

from pathlib import Path

import click
from flask.cli import AppGroup

from akademia.core import db
from akademia.core.errors import BrokenSource, RuleBroken
from akademia.education.services import import_folder

courses = AppGroup("courses", help="Bring courses in from folders.")
COMMANDS = (courses,)


@courses.command("import")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def import_(folder: Path) -> None:
    """Bring in FOLDER: all of it, or nothing with every mistake named."""
    with db.writing():
        try:
            made = import_folder(folder)
        except BrokenSource as error:
            raise click.ClickException("Nie wczytano kursu:\n" + "\n".join(error.problems)) from error
        except RuleBroken as error:
            raise click.ClickException(f"Nie wczytano kursu: {error.message}") from error
        db.commit()
    click.echo(f"Wczytano „{made.title}”: pytania {made.questions}, testy {made.quizzes}.")
    for key in made.media:
        click.echo(f"Dodano materiał: {key}")
    for words in made.differing:
        click.echo(f"Zostawiono opis z biblioteki: {words}")
    for removed in made.course.removed:
        click.echo(f"Usunięto lekcję: {removed}")
