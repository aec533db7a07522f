"""The register from the command line."""

import json
import sys
from dataclasses import asdict
from typing import Any

import click
from flask.cli import AppGroup

from akademia.core.errors import Missing
from akademia.law import queries
from akademia.law.rules import Cited

law = AppGroup("law", help="Rejestr prawa.")


@law.command("parse")
@click.option("--context", "place", help="Przepis (art-18e) albo akt (uzs), o którym jest tekst.")
def parse(place: str | None) -> None:
    """Wypisz przywołania prawa z tekstu na wejściu, każde jako jeden wiersz JSON."""
    text = sys.stdin.buffer.read().decode("utf-8", "replace")
    try:
        citations = queries.citations(text, place)
    except Missing:
        raise click.BadParameter("Rejestr nie zna takiego przepisu ani aktu.", param_hint="--context") from None
    for one in citations:
        click.echo(json.dumps(_printed(one, text), ensure_ascii=False))


def _printed(one: Cited, text: str) -> dict[str, Any]:
    return {"text": text[one.start : one.end], **asdict(one)}


COMMANDS = (law,)
