"""`flask accounts`: make an account, give and take roles, let somebody in again."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any

import click
from flask.cli import AppGroup

from akademia.accounts import queries, services
from akademia.accounts.models import User
from akademia.accounts.roles import LABELS, Role
from akademia.accounts.rules import new_password
from akademia.accounts.safety.services import take_factors
from akademia.audit.services import record
from akademia.core import db
from akademia.core.errors import RuleBroken

accounts = AppGroup("accounts", help="Make accounts, give and take roles, let somebody in again.")
COMMANDS = (accounts,)
ROLE = click.Choice([role.value for role in Role])


class Refused(click.ClickException):
    """A plain sentence and exit code 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file or sys.stderr)


@contextmanager
def _writing() -> Iterator[None]:
    """Write, commit once, and say what a rule refused."""
    with db.writing():
        try:
            yield
        except RuleBroken as error:
            raise Refused(error.message) from error
        db.commit()


@accounts.command()
@click.argument("email")
@click.option("--role", "roles", type=ROLE, multiple=True, help="May be given more than once; learner by default.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input; otherwise one is made.")
def create(email: str, roles: tuple[str, ...], password_stdin: bool) -> None:
    """Make an account with a confirmed address."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else new_password()
    with _writing():
        user = services.create_user(email, password, [Role(name) for name in roles] or [Role.Learner])
        record("account.created", "user", user.id, roles=user.roles)
        said = f"Konto {user.email}: {_listed(user)}."
    click.echo(said)
    if not password_stdin:
        click.echo(f"Hasło: {password}")


@accounts.command()
@click.argument("email")
@click.argument("role", type=ROLE)
@click.option("--remove", is_flag=True, help="Take the role away.")
def role(email: str, role: str, remove: bool) -> None:
    """Give a role, or take it away."""
    change: Callable[[User, Role], None] = services.take_role if remove else services.give_role
    with _writing():
        user = _found(email)
        change(user, Role(role))
        record("role.taken" if remove else "role.given", "user", user.id, role=role)
        said = f"Konto {user.email}: {_listed(user) or 'bez ról'}."
    click.echo(said)


@accounts.command()
@click.argument("email")
@click.option("--print", "shown", is_flag=True, help="Print the link instead of sending a letter.")
@click.option("--factors", is_flag=True, help="Take a lost second step away too: application, passkeys, codes.")
def reset(email: str, shown: bool, factors: bool) -> None:
    """Send a letter with a link to a new password, or print the link. It works once, within a day."""
    with _writing():
        user = _found(email)
        if factors:
            take_factors(user)
            record("factors.taken", "user", user.id)
        if shown:
            said = services.reset_link(user)
        else:
            services.send_reset(user)
            said = f"List z odnośnikiem do nowego hasła czeka na wysłanie: {user.email}."
        record("password.link_made", "user", user.id, printed=shown)
    if factors:
        click.echo("Drugi krok jest usunięty, konto wylogowane wszędzie.")
    click.echo(said)


def _found(email: str) -> User:
    user = queries.user_by_email(email)
    if user is None:
        raise Refused(f"Nie ma konta {email}.")
    return user


def _listed(user: User) -> str:
    return ", ".join(LABELS[Role(name)] for name in user.roles)
