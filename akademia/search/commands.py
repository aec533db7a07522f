"""`flask search`: the index made anew, and a question asked from the command line."""

import json

import click
from flask import current_app
from flask.cli import AppGroup

from akademia.core import db
from akademia.core.links import path_to
from akademia.search import services
from akademia.search.queries.finding import best

search = AppGroup("search", help="Wyszukiwarka.")
COMMANDS = (search,)
MOST = 50


@search.command()
def rebuild() -> None:
    """Zbuduj cały indeks od nowa. Wyszukiwarka działa przez cały czas."""
    done = 0
    with db.writing():
        for step in services.rebuilding():
            db.commit()
            done = max(done, step)
    click.echo(f"Gotowe. Dokumentów w indeksie: {done}.")


@search.command("find")
@click.argument("words", metavar="PYTANIE")
@click.option("--json", "as_json", is_flag=True, help="Jako JSON: [{kind, title, address, score}].")
@click.option("--limit", type=click.IntRange(1, 1_000), default=MOST, show_default=True, help="Najwyżej tyle wyników.")
def find(words: str, as_json: bool, limit: int) -> None:
    """Znajdź to, co publiczne; najlepsze najpierw."""
    with current_app.test_request_context():
        found = [
            {"kind": one.kind, "title": one.title, "address": path_to(one.endpoint, one.place),
             "score": round(one.score, 4)}
            for one in best(words, limit)
        ]  # fmt: skip
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for one in found:
        click.echo(f"{one['score']:8.3f}  {one['kind']:<10} {one['title']}  {one['address']}")
