"""`flask advisory`: the window from the command line."""

import json
import sys

import click
from flask.cli import AppGroup

from akademia.advisory.questions.rules.personal.detecting import detect
from akademia.advisory.questions.rules.personal.found import WORDS

advisory = AppGroup("advisory", help="Doradztwo.")
COMMANDS = (advisory,)
_KINDS = "\n".join(f"  {kind:<9} {name}" for kind, name in WORDS.items())


@advisory.command(
    help="Wskaż prawdopodobne dane osobowe w tekście ze standardowego wejścia (UTF-8).\n\n"
    "Na każdy wiersz, także pusty, wypisuje jeden wiersz JSON: "
    '{"found": [{"kind", "text", "start", "end"}]}. Miejsca liczone są w znakach wiersza bez jego końca, '
    "od zera; znalezione są ułożone po kolei i nie nachodzą na siebie.\n\n"
    f"\b\nRodzaje (kind):\n{_KINDS}"
)
def redact() -> None:
    for line in sys.stdin.buffer:
        text = line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "surrogateescape")
        click.echo(json.dumps({"found": [one._asdict() for one in detect(text)]}))
