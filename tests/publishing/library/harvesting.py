"""Asking as a harvester does, with every answer held against the protocol."""

from pathlib import Path
from typing import Any

from lxml import etree
from sqlalchemy import insert

from akademia.core.db import commit, db
from akademia.publishing.library.models import Department, Record
from akademia.publishing.library.services.records import keep_record
from tests.publishing.library.works import make_description

OAI = "{http://www.openarchives.org/OAI/2.0/}"
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("oai.rng")))


def keep(ref: int = 1, **changes: Any) -> Record:
    """Keep a record of a course's kind: its page is one that this house has."""
    told: dict[str, Any] = {
        "kind": "course", "ref": ref, "name": f"praca-{ref}", "department": "publikacje", "genre": "guide",
        "description": make_description(title=f"Praca {ref}"),
    }  # fmt: skip
    return keep_record(**told | changes)


def keep_many(count: int) -> None:
    """Keep records 1 to `count`: ten by the service, the others as copies of the tenth under their own names."""
    for ref in range(1, 11):
        tenth = keep(ref)
    told = {column.name: getattr(tenth, column.name) for column in Record.__table__.columns}
    told.pop("id")
    db.session.execute(insert(Record), [{**told, "ref": n, "name": f"praca-{n}"} for n in range(11, count + 1)])
    commit()


def make_department(slug: str = "publikacje", title: str = "Publikacje & inne", position: int = 0) -> Department:
    department = Department(slug=slug, title=title, position=position)
    db.session.add(department)
    return department


def answer(client: Any, pairs: Any = (), method: str = "GET", **said: str) -> Any:
    """Ask and return the root of the answer, which is sound by the protocol."""
    asked = [*pairs, *((name.rstrip("_"), value) for name, value in said.items())]
    fields = {"query_string": asked} if method == "GET" else {"data": dict(asked)}
    response = client.inner.open("/oai", method=method, **fields)
    assert (response.status_code, response.content_type) == (200, "text/xml; charset=utf-8")
    root = etree.fromstring(response.data)
    assert GRAMMAR.validate(root), GRAMMAR.error_log
    return root


def error_of(root: Any) -> str:
    found = root.find(f"{OAI}error")
    return "" if found is None else str(found.get("code"))


def names(root: Any) -> list[str]:
    """Return the names in the identifiers of a list, in its order."""
    return [one.text.rpartition(":")[2] for one in root.iter(f"{OAI}identifier")]


def token(root: Any) -> Any:
    return root.find(f".//{OAI}resumptionToken")


def pieces(client: Any, verb: str = "ListRecords", **said: str) -> list[Any]:
    """Return all pieces of a list, led by its tokens."""
    found = [answer(client, verb=verb, metadataPrefix="oai_dc", **said)]
    while (led := token(found[-1])) is not None and led.text:
        found.append(answer(client, verb=verb, resumptionToken=led.text))
    return found
