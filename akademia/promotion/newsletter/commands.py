"""The newsletter from the command line: reports of mail servers, as a mail server hands them in."""

import sys

import click
from flask.cli import AppGroup

from akademia.core.db import commit, writing
from akademia.core.errors import Missing
from akademia.promotion.newsletter.formats.dsn import LARGEST_BYTES, NoReport, read_report
from akademia.promotion.newsletter.services.bouncing import take_report

newsletter = AppGroup("newsletter", help="Newsletter.")
SAID = {
    "hard": "Zwrot trwały: adres wypisany.",
    "soft": "Zwrot przejściowy: zapisany przy liście.",
    "passed over": "Raport niczego nie zmienia: dotyczy opóźnienia, doręczenia albo listu, który jest już rozliczony.",
}


@newsletter.command("bounce")
def bounce() -> None:
    """Przyjmij ze standardowego wejścia raport serwera poczty o liście (DSN, RFC 3464).

    Tak podaje go serwer poczty, na przykład alias Postfiksa: „|flask --app wsgi newsletter bounce”. List, który nie
    jest takim raportem, niczego nie zmienia i kończy się kodem 0, żeby serwer go nie odsyłał.
    """
    try:
        report = read_report(sys.stdin.buffer.read(LARGEST_BYTES))
        with writing():
            ended = take_report(report)
            commit()
    except NoReport as strange:
        click.echo(str(strange))
    except Missing:
        click.echo("Raport dotyczy listu, którego nie znamy.")
    else:
        click.echo(SAID[ended])


COMMANDS = (newsletter,)
