"""Nothing joins an answer to a token: not the tables, not what the database knows of its rows, not the log.

The attack: somebody has the whole database and knows in which order invitations were used. In PostgreSQL each row
tells the transaction that wrote it (`xmin`) and its place (`ctid`); in SQLite rows lie in an order of their own.
"""

import io
import logging
import random
from collections.abc import Sequence

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from akademia.core import db as database
from akademia.core.db import Model, db
from akademia.research.surveys.models import SurveyInvitation
from akademia.research.surveys.queries.keys import hash_of, pass_of, unseal
from akademia.research.surveys.services import answering, moving, opening
from tests.research.surveys.filling import Respondent
from tests.research.surveys.making import invite, make_study

COUNT = 60
BY_CHANCE = 9  # of 60 put in any order about 1 stands at its own place; 10 or more in one case of ten million


def answer_all(group, tokens: Sequence[str]) -> None:
    """Answer with each token in turn: who answers tells their own number, so that the attack can be checked."""
    for place, token in enumerate(tokens):
        _, ticket = answering.exchange(token)
        db.session.commit()
        answering.send(group, {"p9": f"słowo {place}"}, ticket)
        db.session.commit()


def orders(table: str, what: str) -> list[list[str]]:
    """Return a table's rows in every order that the database itself knows of."""
    by = ["", "ORDER BY xmin::text::bigint, ctid", "ORDER BY ctid", "ORDER BY xmax::text::bigint, ctid"]
    if db.engine.dialect.name == "sqlite":
        with pytest.raises(OperationalError, match="no such column: rowid"):
            db.session.execute(text(f"SELECT rowid FROM {table}"))
        by = [""]
    return [[str(row[0]) for row in db.session.execute(text(f"SELECT {what} FROM {table} {one}"))] for one in by]


def hits(truth: Sequence[str], guess: Sequence[str]) -> int:
    """Return how many guesses are right, reading the guess forwards or backwards."""
    return max(sum(a == b for a, b in zip(truth, way, strict=True)) for way in (guess, guess[::-1]))


def test_after_the_move_no_order_of_rows_joins_answers_to_tokens(app):
    study = make_study("tokens")
    group, used = study.groups[0], invite(study.groups[0], COUNT)
    random.shuffle(used)
    answer_all(group, used)
    waiting = orders("survey_waiting", "sealed")
    before = max(hits([f"słowo {n}" for n in range(COUNT)], [unseal(one)["p9"] for one in way]) for way in waiting)
    if db.engine.dialect.name == "postgresql":
        assert before == COUNT, "until the move the order is there: what waits must be sealed"

    moving.move_due()
    db.session.commit()

    truth = [f"słowo {place}" for place in range(COUNT)]
    by_use = {hash_of(token): words for token, words in zip(used, truth, strict=True)}
    what = "body->>'p9'" if db.engine.dialect.name == "postgresql" else "json_extract(body, '$.p9')"
    for tokens in orders("survey_invitations", "token_hash"):
        for answers in orders("survey_answers", what):
            assert sorted(answers) == sorted(truth)
            assert hits([by_use[one] for one in tokens], answers) <= BY_CHANCE


def test_what_waits_tells_nothing_without_the_secret_and_all_of_it_is_equally_long(app):
    study = make_study("tokens")
    answer_all(study.groups[0], invite(study.groups[0], 3))
    answering.send(study.groups[0], {"p10": "słowo " * 300}, _pass(study.groups[0]))
    db.session.commit()

    sealed = orders("survey_waiting", "sealed")[0]
    assert len({len(one) for one in sealed}) == 1
    assert len({one[:12] for one in sealed}) == 1, "a time stands in the seal"
    assert not [one for one in everything() if "słowo" in one]


def _pass(group):
    token = invite_one_more(group)
    return answering.exchange(token)[1]


def invite_one_more(group) -> str:
    token = "A" * 20
    db.session.add(SurveyInvitation(key="f" * 32, group_id=group.id, token_hash=hash_of(token), is_paper=True))
    db.session.flush()
    return token


def everything() -> list[str]:
    """Return every row of every table in words."""
    return [str(row) for table in Model.metadata.sorted_tables for row in db.session.execute(table.select())]


def test_when_a_study_closes_answers_of_all_days_are_written_by_one_transaction(app):
    study = make_study()
    for day in range(3):
        for number in range(moving.FEWEST):
            answering.send(study.groups[0], {"p3": 10 * day + number})
        moving.move_due()
        db.session.commit()

    opening.close_study(study.id)
    db.session.commit()

    if db.engine.dialect.name == "postgresql":
        assert len(set(orders("survey_answers", "xmin::text")[0])) == 1
    assert len(orders("survey_answers", "key")[0]) == 3 * moving.FEWEST


def test_when_a_study_closes_it_is_forgotten_from_which_invitations_answers_came(app):
    study = make_study("tokens")
    answer_all(study.groups[0], invite(study.groups[0], 4)[:2])

    opening.close_study(study.id)
    db.session.commit()

    assert {(one.used, one.reminders) for one in db.session.scalars(select(SurveyInvitation))} == {(True, 0)}
    if db.engine.dialect.name == "postgresql":
        assert len(set(orders("survey_invitations", "xmin::text")[0])) == 1


@pytest.fixture
def log(app):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    loggers = [app.logger, logging.getLogger(), logging.getLogger("sqlalchemy.engine")]
    for one in loggers:
        one.addHandler(handler)
    yield stream
    for one in loggers:
        one.removeHandler(handler)


def test_neither_log_nor_trail_nor_any_table_holds_a_token_a_pass_an_address_or_an_answer_that_was_sent(client, log):
    study = make_study("tokens")
    group = f"/badania/ankiety/{study.slug}/{study.groups[0].key}/odpowiedz/"
    token = invite(study.groups[0], 1, address=True)[0]

    filler = Respondent(client, f"/badania/ankiety/zaproszenie/{token}/", group)
    filler.press("dalej", 422)
    filler.press("dalej", p1="nie")
    filler.press("dalej", p9="niepowtarzalne", **{"p7.r1": "1", "p7.r2": "1"})
    filler.press("wyslij", 303)
    client.post(f"/badania/ankiety/zaproszenie/{token}/", {"agrees": "1"}, 409)

    told = log.getvalue()
    assert "/badania/ankiety/zaproszenie/<token>/" in told
    for secret in (token, pass_of(token), "niepowtarzalne", "osoba0@example.org", "127.0.0.1"):
        assert secret not in told
        with database.writing(False):
            rows = [row for row in everything() if secret in row]
        assert len(rows) == (1 if "@" in secret else 0), secret
    with database.writing(False):
        assert not [row for row in everything() if hash_of(pass_of(token)) in row]
        assert db.session.scalars(select(SurveyInvitation.used)).all() == [True]
