"""The same question sent many times at one moment, as by an impatient finger: one case, one letter."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from akademia.advisory.questions.models import Case, Topic
from akademia.advisory.questions.services.asking import Asked, ask
from akademia.core.db import commit, db
from akademia.mail.models import Letter
from tests.advisory.factories import make_topic
from tests.advisory.questions.making import EMAIL, TITLE, WORDS
from tests.proof.test_consultation_races import inside

pytestmark = pytest.mark.proof
TIMES = 12


def test_the_same_question_sent_at_one_moment_is_one_case(app: Flask) -> None:
    with inside(app):
        topic_id = make_topic().id
        commit()
    together = Barrier(TIMES)

    def send(_: int) -> bool:
        together.wait()
        with inside(app):
            taken = ask(Asked(db.session.get_one(Topic, topic_id), TITLE, WORDS, email=EMAIL))
            commit()
            return taken.is_new

    with ThreadPoolExecutor(TIMES) as people:
        new = sum(people.map(send, range(TIMES)))

    with inside(app):
        counted = [db.session.scalar(select(func.count(table.id))) for table in (Case, Letter)]
    assert (new, counted) == (1, [1, 1])
