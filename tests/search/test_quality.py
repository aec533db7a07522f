"""The judged questions over the starter's own texts, on both databases: a floor, and the same results.

What is judged and how stands in `tests/bench/search/judged.yaml`; `python -m tests.bench.search` prints each question.
"""

import json
from collections.abc import Sequence

import pytest
from flask import Flask
from sqlalchemy import select

from akademia.core.db import db
from akademia.core.links import path_to
from akademia.search.models import IndexedDocument
from akademia.search.queries.finding import Result, best
from akademia.search.queries.kinds import searched
from tests.bench.search.quality import FIRST, Judged, judged, means, outcome
from tests.factories import make_course
from tests.search.index import index_all

RECALL, NDCG = 0.95, 0.89
QUESTIONS = 60
_found: dict[str, list[list[tuple[str, str, float]]]] = {}


def test_the_judged_questions_are_answered_and_equally_on_both_databases(app: Flask, starter: None) -> None:
    questions = judged()
    with app.test_request_context():
        found = [best(one.ask, 100) for one in questions]
        firsts = [[path_to(hit.endpoint, hit.place) for hit in hits[:FIRST]] for hits in found]
    recall, ndcg = means([outcome(one, first) for one, first in zip(questions, firsts, strict=True)])

    assert len(questions) >= QUESTIONS
    assert recall >= RECALL, f"recall@10 {recall:.3f}"
    assert ndcg >= NDCG, f"nDCG@10 {ndcg:.3f}"
    _every_judged_thing_is_there(app, questions)
    _stamps_and_documents_are_of_the_same_things(app)
    _each_way_of_asking_leads_to_the_provision(app)
    _same_on_both(app, found)
    _the_command_prints_them(app)


def _every_judged_thing_is_there(app: Flask, questions: list[Judged]) -> None:
    with app.test_request_context():
        places = {path_to(row.endpoint, row.place) for row in db.session.scalars(select(IndexedDocument))}
        assert not {address for one in questions for address in one.grades} - places


def _stamps_and_documents_are_of_the_same_things(app: Flask) -> None:
    """What a kind calls public for one it calls public for the other, or the search would show what it should not."""
    with app.test_request_context():
        for kind in searched().values():
            stamps = kind.stamps(None)
            told = {one.ref: one.stamp for one in kind.documents([*stamps, *range(1, 200)])}
            assert told == stamps == dict(kind.stamps([*stamps, *range(1, 200)])), kind.name


def _each_way_of_asking_leads_to_the_provision(app: Flask) -> None:
    with app.test_request_context():
        for asked in ("świadczeń integracyjnych", "swiadczenie integracyjne", "art 15 ust 4"):
            assert "art-15-ust-4" in [hit.place.get("key") for hit in best(asked, FIRST)], asked


def _same_on_both(app: Flask, found: list[Sequence[Result]]) -> None:
    lists = [[(one.kind, one.title, round(one.score, 9)) for one in hits] for hits in found]
    _found[app.config["SQLALCHEMY_DATABASE_URI"].split(":")[0]] = lists
    if len(_found) > 1:
        first, second = _found.values()
        for asked, one, other in zip(judged(), first, second, strict=True):
            assert one == other, asked.ask


def _the_command_prints_them(app: Flask) -> None:
    said = app.test_cli_runner().invoke(args=["search", "find", "art 15 ust 4", "--json"])

    assert said.exit_code == 0, said.output
    found = json.loads(said.stdout)
    assert found[0]["address"] == "/prawo/uzs/art-15-ust-4/"
    assert all(set(one) == {"kind", "title", "address", "score"} for one in found)
    assert "swiadczenie-integracyjne" in app.test_cli_runner().invoke(args=["search", "find", "swiadczen"]).stdout


def test_the_index_can_be_made_anew_from_the_command_line(app: Flask) -> None:
    make_course(title="Kurs o refundacji", lessons=0)
    index_all()

    said = app.test_cli_runner().invoke(args=["search", "rebuild"])

    assert said.exit_code == 0, said.output
    assert "Dokumentów w indeksie: 1." in said.output
    assert [one.title for one in best("refundacja", 5)] == ["Kurs o refundacji"]


@pytest.mark.parametrize("words", ["", "i", '"'])
def test_the_command_finds_nothing_for_nothing(app: Flask, words: str) -> None:
    said = app.test_cli_runner().invoke(args=["search", "find", words, "--json"])

    assert json.loads(said.stdout) == []
