"""`flask settings`: what the operator filled in, from the command line."""

import click
from flask.cli import AppGroup

from akademia.core import db
from akademia.core.errors import RuleBroken
from akademia.core.operator import TO_FILL_IN
from akademia.pages import queries, services
from akademia.pages.rules import ENTRIES

settings = AppGroup("settings", help="Dane operatora, takie jak na stronie /panel/ustawienia/.")
COMMANDS = (settings,)


@settings.command("show")
def show() -> None:
    """Pokaż wszystkie wartości."""
    operator = queries.stored_settings().operator
    for name, entry in ENTRIES.items():
        value = str(getattr(operator, name)) or (TO_FILL_IN if entry.required else "-")
        click.echo(f"{name:<22} {value.replace(chr(10), ' / ')}")


@settings.command("set")
@click.argument("name", metavar="NAZWA")
@click.argument("value", metavar="WARTOŚĆ")
def set_one(name: str, value: str) -> None:
    """Zapisz jedną wartość; pusta ("") ją usuwa."""
    with db.writing():
        try:
            changed = services.change_settings({name: value}, queries.stored_settings().version)
        except RuleBroken as refused:
            raise click.ClickException(refused.message) from refused
        db.commit()
    click.echo(f"Zapisano: {changed[0]}." if changed else "Nic się nie zmieniło.")
