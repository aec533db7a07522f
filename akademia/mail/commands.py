"""Letters from the command line."""

import click
from flask import current_app
from flask.cli import AppGroup

from akademia.core.db import commit, rollback, writing
from akademia.core.links import absolute_url
from akademia.jobs.services import hurry
from akademia.jobs.worker import run_due
from akademia.mail import queries, services
from akademia.mail.models import Letter

mail = AppGroup("mail", help="Listy.")


@mail.command("deliver")
def deliver() -> None:
    """Doręcz teraz wszystkie listy, które czekają."""
    waiting = set(queries.waiting_ids())
    with writing():
        rollback()
        hurry("mail.deliver")
        commit()
    _deliver_due()
    left = waiting & set(queries.waiting_ids())
    click.echo(f"Załatwione listy: {len(waiting - left)}. Czekają na kolejną próbę: {len(left)}.")


@mail.command("try")
@click.argument("address")
def try_address(address: str) -> None:
    """Wyślij list próbny na podany ADRES."""
    with writing():
        queued = services.queue_letter(address, "probe", {"home_url": absolute_url("/")})
        assert queued is not None  # nobody refuses a trial
        number = queued.id
        commit()
    _deliver_due()
    letter = queries.letter(number)
    click.echo(_told(letter))
    if letter.state != "delivered":
        raise SystemExit(1)


def _deliver_due() -> None:
    run_due(current_app._get_current_object(), "mail.deliver")  # type: ignore[attr-defined]


def _told(letter: Letter) -> str:
    if letter.state == "delivered":
        return f"List próbny doręczony ({services.post_office().url.scheme})."
    return f"List próbny niedoręczony. Serwer pocztowy: {letter.server_words or 'jeszcze nic nie powiedział'}"


COMMANDS = (mail,)
