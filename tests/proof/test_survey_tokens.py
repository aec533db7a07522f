"""Five hundred tokens, each used by two clients at the same moment: each gives one answer, the other is told so."""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError

from akademia.app import create_app
from akademia.core import db as database
from akademia.core.db import commit, db
from akademia.research.surveys.models import SurveyAnswer, SurveyGroup, SurveyInvitation, SurveyPass, WaitingAnswer
from akademia.research.surveys.services import answering, opening
from tests.conftest import Bench
from tests.research.surveys.making import invite, make_study

pytestmark = pytest.mark.proof
TOKENS, AT_ONCE, BUSY = 500, 8, "busy"
Apps = tuple[Flask, Flask]


@contextmanager
def inside(app: Flask) -> Iterator[None]:
    """Act as a request of one's own would: with a session and the right to write."""
    with database.writing(), app.app_context():
        try:
            yield
        finally:
            db.session.remove()


@pytest.fixture
def apps(app: Flask, benches: dict[str, Bench]) -> Iterator[Apps]:
    """The app and one of another process."""
    bench = next(bench for bench in benches.values() if bench.app is app)
    chosen = app.extensions["akademia"].settings
    other = create_app({"AKADEMIA_INSTANCE": str(chosen.instance), "AKADEMIA_DATABASE_URL": chosen.database_url})
    with other.app_context():
        event.listen(db.engine, "before_cursor_execute", bench.remember)
        yield app, other
        db.engine.dispose()


def use(app: Flask, token: str, number: int) -> str:
    """Exchange a token and send an answer, each in a transaction of its own; who waits too long tries again."""
    while (told := _try(app, token, number)) == BUSY:
        time.sleep(0.05)
    return told


def _try(app: Flask, token: str, number: int) -> str:
    try:
        with inside(app):
            group, ticket = answering.exchange(token)
            ref = group.id
            commit()
        with inside(app):
            answering.send(db.session.get_one(SurveyGroup, ref), {"p3": number}, ticket)
            commit()
    except answering.AlreadyAnswered:
        return "refused"
    except OperationalError as error:
        return BUSY if "locked" in str(error) else str(error)
    return "sent"


def test_each_of_500_tokens_used_twice_at_once_gives_one_answer(apps: Apps) -> None:
    with inside(apps[0]):
        study = make_study("tokens")
        ref, tokens = study.id, invite(study.groups[0], TOKENS)

    def both(number: int) -> list[str]:
        together = Barrier(2)

        def one(app: Flask) -> str:
            together.wait()
            return use(app, tokens[number], number)

        with ThreadPoolExecutor(2) as pair:
            return list(pair.map(one, apps))

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        seen = list(crowd.map(both, range(TOKENS)))

    assert [sorted(one) for one in seen] == [["refused", "sent"]] * TOKENS
    assert Counter(word for one in seen for word in one) == {"sent": TOKENS, "refused": TOKENS}
    with inside(apps[0]):
        opening.close_study(ref)
        commit()
        bodies = db.session.scalars(select(SurveyAnswer.body)).all()
        assert sorted(one["p3"] for one in bodies) == list(range(TOKENS))
        assert db.session.scalar(select(func.count()).where(SurveyInvitation.used.is_(True))) == TOKENS
        assert [db.session.scalar(select(func.count()).select_from(one)) for one in (SurveyPass, WaitingAnswer)] == [
            0,
            0,
        ]
