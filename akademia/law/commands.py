"""The register from the command line."""

import json
import sys
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from akademia.core import db
from akademia.core.errors import Missing, RuleBroken
from akademia.core.text import counted
from akademia.law import queries, services
from akademia.law.formats import register
from akademia.law.models import Act
from akademia.law.rules import Cited

law = AppGroup("law", help="Rejestr prawa.")
_SELDOM = ("sentence", "publication", "role", "amendments")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


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
    """Return a citation as it is printed; what only few have (a sentence, an item of the journal) only where it is."""
    said = {name: value for name, value in asdict(one).items() if value or name not in _SELDOM}
    return {"text": text[one.start : one.end], **said}


@law.command("import")
@click.argument("path", metavar="PLIK", type=FILE)
@click.option("--act", "act_key", default="uzs", show_default=True, help="Akt, do którego należy tekst urzędowy.")
@click.option("--source", help="Skąd jest tekst urzędowy, np. „Dz.U. 2022 poz. 2241”.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Na jaki dzień jest ten tekst (stan prawny).")
def import_file(path: Path, act_key: str, source: str | None, day: datetime | None) -> None:
    """Wczytaj rejestr aktu (YAML, JSON) albo tekst urzędowy (Markdown, HTML z ELI) i przypnij go do przepisów."""
    with db.writing():
        if path.suffix.lower() in services.READERS:
            _attach(path, act_key, source, day.date() if day else None)
        else:
            _keep(path)
        db.commit()


def _keep(path: Path) -> None:
    kind = register.kind_of_file(path)
    try:
        if kind == "names":
            acts = [services.keep_act(row) for row in register.read_names(path)]
            click.echo(f"Wczytano {counted(len(acts), 'akt', 'akty', 'aktów')} z nazwy.")
            return
        if kind == "act":
            act = services.keep_act(register.read_act(path))
        else:
            act = _act(register.act_of_history(path))
            services.keep_amendments(act, register.read_amendments(path))
    except RuleBroken as refused:
        raise click.ClickException(refused.message) from refused
    click.echo(f"Wczytano: {act.title}.")
    for name in queries.by_hand(act.key):
        click.echo(f"Zostawiono bez zmian, bo zmieniła to redakcja: {name}")


def _act(key: str) -> Act:
    act = queries.act(key)
    if act is None:
        raise click.ClickException(f"Rejestr nie ma aktu „{key}”. Najpierw wczytaj jego rejestr: flask law import.")
    return act


def _attach(path: Path, act_key: str, source: str | None, day: date | None) -> None:
    if not source or day is None:
        raise click.UsageError("Przy tekście urzędowym podaj --source i --on.")
    try:
        done = services.attach(_act(act_key), services.units_of(path.name, path.read_bytes()), source, day)
    except RuleBroken as refused:
        raise click.ClickException(refused.message) from refused
    click.echo(f"Przypięto tekst do {counted(done.kept, 'przepisu', 'przepisów', 'przepisów')}.")
    for words in done.strange:
        click.echo(f"Nie ma w rejestrze: {words}")
    for label in done.silent:
        click.echo(f"Bez tekstu urzędowego: {label}")


@law.command("amend")
@click.argument("path", metavar="PLIK", type=FILE)
def amend(path: Path) -> None:
    """Wpisz do rejestru nowelizacje z pliku (akt, amendments); każdy zmieniany akt w osobnym dokumencie pliku."""
    with db.writing():
        parts = [(_act(key), rows) for key, rows in register.read_new_amendments(path)]
        try:
            entered = [services.enter(act, row) for act, rows in parts for row in rows]
        except RuleBroken as refused:
            raise click.ClickException(refused.message) from refused
        done = [(one.amendment.display_address, one.is_new, len(one.provisions)) for one in entered]
        db.commit()
    for address, is_new, count in done:
        touched = counted(count, "przepis", "przepisy", "przepisów")
        click.echo(f"{'Wpisano' if is_new else 'Zmieniono'}: {address} ({touched}).")


@law.command("check")
def check() -> None:
    """Sprawdź rejestr i powołania przepisów; każdy błąd to jedno zdanie."""
    found = queries.problems()
    for words in found:
        click.echo(words)
    if found:
        raise SystemExit(1)
    click.echo("Rejestr jest spójny.")


COMMANDS = (law,)
