"""Open answers: coded at the desk, counted under the guard, quoted only in words that staff chose."""

import re

import pytest
from sqlalchemy import func, select

from akademia.accounts.roles import Role
from akademia.core.db import commit, db
from akademia.research.surveys.models import CodeBook, CodedAnswer, Study, SurveyAnswer
from akademia.research.surveys.queries.results import counted_results
from akademia.research.surveys.services import results
from tests.factories import make_user
from tests.research.surveys.closed import make_closed, work

DESK = "/panel/ankiety/{}/wyniki/organizacje/"
CODES, ANSWERS = f"{DESK}kody/uwagi/", f"{DESK}odpowiedzi/uwagi/"


@pytest.fixture
def keeper(app, client):
    client.sign_in(make_user(Role.Staff))
    commit()
    return client


def test_answers_bear_codes_that_are_counted_rounded_and_quotations_that_staff_wrote(app, keeper):
    study = make_closed()
    codes, answers = CODES.format(study), ANSWERS.format(study)
    assert "nie ma jeszcze kodów" in keeper.words(answers)
    keeper.post(codes, {"codes": "Pieniądze\nLudzie\nPieniądze\n", "version": "0"}, 303)

    page = 1
    while True:
        shown = keeper.get(f"{answers}?strona={page}").text
        keys = re.findall(r'name="wersja-(\w+)"', shown)
        sent = {f"wersja-{key}": "0" for key in keys} | {f"kod-{key}": "pieniadze" for key in keys}
        if page == 1:
            sent[f"cytat-{keys[0]}"] = "Brakuje pieniędzy"
        keeper.post(f"{answers}?strona={page}", sent, 303)
        if len(keys) < 20:
            break
        page += 1
    results.ask_to_count(study, 1)
    commit()
    work(app)

    group = counted_results(study).groups[0]
    coded = group.variable("uwagi.codes")
    written = db.session.scalar(select(func.count()).select_from(CodedAnswer))
    assert coded is not None
    assert not coded.exact
    assert abs((coded.counts[0] or 0) - written) < 15
    assert coded.counts[1] is None
    assert group.quotations == (("uwagi", ("Brakuje pieniędzy",)),)
    assert "Tajn" not in keeper.words(f"/panel/ankiety/{study}/wyniki/")


def test_two_who_code_at_once_lose_nothing_and_a_quotation_tells_of_nobody(app, keeper):
    study = make_closed(30)
    codes, answers = CODES.format(study), ANSWERS.format(study)
    keeper.post(codes, {"codes": "Pieniądze", "version": "0"}, 303)
    assert "w międzyczasie" in keeper.post(codes, {"codes": "Inne", "version": "0"}, 422).text
    keeper.post(codes, {"codes": "Pieniądze\nLudzie", "version": "1"}, 303)
    assert [one.version for one in db.session.scalars(select(CodeBook).order_by(CodeBook.version))] == [1, 2]

    key = re.findall(r'name="wersja-(\w+)"', keeper.get(answers).text)[0]
    keeper.post(answers, {f"wersja-{key}": "0", f"kod-{key}": "ludzie"}, 303)
    assert "w międzyczasie" in keeper.post(answers, {f"wersja-{key}": "0", f"kod-{key}": "pieniadze"}, 422).text
    told = keeper.post(answers, {f"wersja-{key}": "1", f"cytat-{key}": "Dzwońcie: 600 700 800"}, 422).text
    assert "długiego" in told
    assert "600 700 800" in told
    assert db.session.scalars(select(CodedAnswer)).one().codes == ["ludzie"]


def test_an_open_study_shows_no_answer(app, keeper):
    study = make_closed(30)
    row = db.session.get(Study, study)
    row.state, row.closed_at = "open", None
    commit()

    keeper.get(ANSWERS.format(study), 404)
    keeper.post(f"/panel/ankiety/{study}/wyniki/organizacje/odpowiedzi.csv", {}, 404)
    assert db.session.scalar(select(func.count()).select_from(SurveyAnswer)) == 30
