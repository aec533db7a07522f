"""A list of 100 records out of 100,000 for a harvester, at its beginning, in its middle and at its end, beside a page.

None of them is kept by the page cache. And a published answer, for its page to be measured.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask
from sqlalchemy import delete, insert, select

from akademia.advisory.questions.models import PublishedAnswer, Topic
from akademia.app import create_app
from akademia.core import clock
from akademia.core.db import commit, db, touch_public, writing
from akademia.core.sealed import seal, unseal
from akademia.publishing.library.models import LibraryItem, Record
from tests.bench.search.cost import asking, medians

RECORDS, TIMES, BATCH = 100_000, 60, 5_000
TEXT = "Świadczenie należy się za każdy dzień uczestnictwa. " * 12
_NUMBER = 2_000_000  # of the invented records, far from all others
_FIRST = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}


@dataclass(frozen=True)
class Cost:
    """Milliseconds of an item's page and of a piece of the list by its place in it."""

    item: float
    pieces: Mapping[str, float]

    def told(self, database: str) -> str:
        pieces = ", ".join(f"{name} {spent:.2f} ms ({spent / self.item:.2f})" for name, spent in self.pieces.items())
        return f"100 of {RECORDS} records for a harvester, {database}: {pieces}; an item's page {self.item:.2f} ms"


def publish_answer(environ: Mapping[str, str]) -> str:
    """Publish an invented answer and return the path of its page."""
    app = create_app(environ)
    with app.app_context(), writing():
        topic = db.session.scalars(select(Topic).order_by(Topic.id).limit(1)).one()
        answer = PublishedAnswer(
            topic_id=topic.id, slug="proba", title="Pytanie próbne", summary="Odpowiedź próbna.", question="Czy tak?",
            html=f"<p>{TEXT}</p>" * 6, version=1,
        )  # fmt: skip
        db.session.add(answer)
        commit()
        return f"/doradztwo/odpowiedzi/{answer.id}-proba/"


def item_path(environ: Mapping[str, str]) -> str:
    """Return the path of an item that the academy opens with."""
    app = create_app(environ)
    with app.app_context():
        found = select(LibraryItem.slug).where(LibraryItem.state == "published").order_by(LibraryItem.id).limit(1)
        return f"/publikacje/pozycja/{db.session.scalars(found).one()}/"


def measure(environ: Mapping[str, str]) -> Cost:
    """Write the records, ask for everything in turn, and take the records out again."""
    app = create_app(environ)
    with app.app_context(), writing():
        _write()
    with app.app_context():
        ways = {name: {"verb": "ListRecords", "resumptionToken": _way(app, share)} for name, share in _SHARES.items()}
    pages = {name: asking(app, said, "/oai") for name, said in {"first": _FIRST, **ways}.items()}
    spent = medians({**pages, "item": asking(app, {}, item_path(environ))}, TIMES)
    with app.app_context(), writing():
        db.session.execute(delete(Record).where(Record.ref >= _NUMBER))
        commit()
    return Cost(spent.pop("item"), spent)


_SHARES = {"after 1,000": 0.01, "in the middle": 0.5, "before the last": 0.998}


def _way(app: Flask, share: float) -> str:
    """Return a token that leads to a place of the list, made of a real one."""
    answer = app.test_client().get("/oai", query_string=_FIRST).text
    token = answer.partition("<resumptionToken")[2].partition(">")[2].partition("<")[0]
    state = unseal("oai", token, 3_600)
    at = select(Record.stamp, Record.name).order_by(Record.stamp, Record.name).offset(int(RECORDS * share)).limit(1)
    stamp, name = db.session.execute(at).one()
    return seal("oai", {**state, "stamp": stamp.isoformat(), "after": name, "cursor": int(RECORDS * share)})


def _write() -> None:
    """Write the records as copies of one that the academy opens with; a thousand of them bear each second."""
    like = db.session.scalars(select(Record).where(Record.is_deleted.is_(False)).order_by(Record.id).limit(1)).one()
    told = {column.name: getattr(like, column.name) for column in Record.__table__.columns if column.name != "id"}
    begun = clock.now().replace(microsecond=0)
    for first in range(0, RECORDS, BATCH):
        rows = [
            {**told, "ref": _NUMBER + n, "name": f"probny-{n:06d}", "stamp": begun + timedelta(seconds=n // 1_000)}
            for n in range(first, first + BATCH)
        ]
        db.session.execute(insert(Record), rows)
    touch_public(news=False)
    commit()
