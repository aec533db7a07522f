"""`flask certificates`: revoke, re-issue, a new signing key."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click
from flask import current_app
from flask.cli import AppGroup

from akademia.certificates import issuer, queries, services
from akademia.certificates.models import Certificate
from akademia.core import db
from akademia.core.errors import Missing, RuleBroken, Withdrawn

Result = TypeVar("Result")

certificates = AppGroup("certificates", help="Revoke and re-issue certificates; rotate the signing key.")
COMMANDS = (certificates,)


@certificates.command()
@click.argument("code")
@click.option("--reason", required=True, help="Shown to whoever verifies the certificate.")
def revoke(code: str, reason: str) -> None:
    """Take a certificate back."""
    with db.writing():
        found = _found(code)
        _act(lambda: services.revoke(found, reason))
        db.commit()
    click.echo(f"Cofnięto {found.code}.")


@certificates.command()
@click.argument("code")
@click.option("--reason", required=True, help="Shown on the certificate that is taken back.")
@click.option("--name", help="The corrected name.")
def reissue(code: str, reason: str, name: str | None) -> None:
    """Take a certificate back and issue another in its place."""
    with db.writing():
        found = _found(code)
        made = _act(lambda: services.reissue(found, reason, name))
        db.commit()
    click.echo(f"Cofnięto {found.code}, wydano {made.code}.")


@certificates.command("new-key")
def new_key() -> None:
    """Make a new signing key; badges signed by older ones still verify."""
    click.echo(f"Podpisuje teraz {issuer.add_key(Path(current_app.instance_path) / 'keys')}.")
    with db.writing():
        db.touch_public()
        db.commit()


def _found(code: str) -> Certificate:
    try:
        return queries.by_code(code)
    except (Missing, Withdrawn) as error:
        raise click.ClickException(f"Nie ma zaświadczenia o kodzie {code}.") from error


def _act(act: Callable[[], Result]) -> Result:
    try:
        return act()
    except RuleBroken as error:
        raise click.ClickException(error.message) from error
