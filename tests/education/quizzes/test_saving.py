"""Saving answers: by the page's own form, without a script, by itself; and what is refused."""

from datetime import timedelta

import pytest

from akademia.core import clock
from akademia.core.db import commit
from akademia.core.errors import Missing
from akademia.education.quizzes import services
from akademia.education.quizzes.services.attempts import AttemptClosed, ChoiceImpossible
from tests.education.quizzes.taking import ANSWER, ATTEMPT, JSON, all_right, attempts, begin_address, chosen, saved
from tests.factories import make_course, make_learner, make_question, make_quiz


@pytest.fixture
def begun(client):
    """A learner signed in at the client, with an attempt of three questions; the second allows many."""
    course = make_course(lessons=0, requires_lessons=False, requires_quiz=True)
    make_question(course, key="a")
    make_question(course, key="b", kind="multiple", right=(1, 3))
    make_question(course, key="c", kind="true_false", options=2)
    quiz = make_quiz(course, questions=0, minutes_allowed=30)
    learner = make_learner(course)
    attempt = services.begin(quiz, learner)
    commit()
    client.sign_in(learner)
    return attempt


def test_without_a_script_each_question_is_a_page_whose_button_saves(client, begun):
    page = f"/edukacja/podejscia/{begun.id}/pytanie/"

    assert "pytanie 1 z 3" in client.get(f"{page}1/").text
    assert client.post(f"{page}1/", chosen(q1=2)).location == f"{page}2/"
    assert client.post(f"{page}2/", chosen(q2=[1, 3]) | {"wstecz": ""}).location == f"{page}1/"
    assert client.post(f"{page}2/", chosen(q2=[1, 3])).location == f"{page}3/"
    assert client.post(f"{page}3/", {"pytanie": "3"}).location == ATTEMPT.format(begun.id)
    assert saved(begun.id) == [[2], [1, 3], []]
    assert client.post(f"{page}3/", chosen(q3=1) | {"pozniej": ""}).location == f"/edukacja/testy/{begun.quiz_id}/"
    assert saved(begun.id) == [[2], [1, 3], [1]]
    assert 'id="q1-2" value="2" checked' in client.get(f"{page}1/").text
    for place in (0, 4, 10**12):
        client.get(f"{page}{place}/", 404)


def test_answers_wait_for_the_learner_on_another_device(client, new_client, begun):
    client.post(ANSWER.format(begun.id), chosen(q1=3), 200, headers=JSON)
    other = new_client().sign_in(begun_learner(begun))

    assert other.post(begin_address(begun.quiz)).location.startswith(ATTEMPT.format(begun.id))
    assert 'id="q1-3" value="3" checked' in other.get(ATTEMPT.format(begun.id)).text
    assert len(attempts()) == 1


def begun_learner(attempt):
    from akademia.accounts.models import User
    from akademia.core.db import db

    return db.session.get(User, attempt.user_id)


def test_saving_by_itself_tells_when_and_how_many(client, begun, noon):
    told = client.post(ANSWER.format(begun.id), chosen(q1=1), 200, headers=JSON).json

    assert (told["saved"], told["answered"], told["asked"]) == ("Zapisano o 12:00", 1, 3)
    again = client.post(
        ANSWER.format(begun.id), chosen(q1=[], q2=[3]) | {"csrf_token": told["csrf_token"]}, 200, headers=JSON
    )
    assert again.json["answered"] == 1
    assert saved(begun.id) == [[], [3], None]


def test_a_wrong_token_answers_400_with_a_fresh_one_that_works(client, begun):
    for token in ("", "fałszywy"):
        refused = client.post(ANSWER.format(begun.id), chosen(q1=1) | {"csrf_token": token}, 400, headers=JSON)

        assert refused.mimetype == "application/json"
        assert refused.json["error"] == "csrf"
    assert saved(begun.id) == [None, None, None]

    client.post(ANSWER.format(begun.id), chosen(q1=1) | {"csrf_token": refused.json["csrf_token"]}, 200, headers=JSON)
    assert saved(begun.id) == [[1], None, None]


@pytest.mark.parametrize(("form", "status"), [
    (chosen(q1=7), 409),  # an option that the question does not have
    (chosen(q1=[1, 2]), 409),  # two where one may be chosen
    (chosen(q3=[1, 2]), 409),
    (chosen(q2=[1, 9]), 409),
    (chosen(q9=1), 404),  # a question that was not asked
    (chosen(q0=1), 404),
])  # fmt: skip
def test_a_tampered_form_is_refused_whole(client, begun, form, status):
    good_first = {**form, "pytanie": ["1", *[form["pytanie"]]] if isinstance(form["pytanie"], str) else form["pytanie"]}

    client.post(ANSWER.format(begun.id), {"q1": "1", **good_first}, status, headers=JSON)
    client.post(f"/edukacja/podejscia/{begun.id}/pytanie/1/", {"q1": "1", **good_first}, status)
    client.post(ATTEMPT.format(begun.id), {"q1": "1", **good_first, "mimo-to": ""}, status)

    assert saved(begun.id) == [None, None, None]
    assert attempts()[0].submitted_at is None


def test_what_is_posted_about_a_question_beyond_its_choice_is_not_read(client, begun):
    form = chosen(q1=2) | {"right": "2", "q1-right": "2", "score_percent": "100", "passed": "1", "q2": "9"}
    form |= {"pytanie": ["1", "x", "-1", "9" * 30, "9" * 5000], "q" + "9" * 30: "1"}

    client.post(ANSWER.format(begun.id), form, 200, headers=JSON)
    client.post(ATTEMPT.format(begun.id), {"mimo-to": "", "score_percent": "100"})

    assert saved(begun.id) == [[2], None, None]
    assert attempts()[0].score_percent == 0


def test_another_persons_attempt_is_404_by_every_door(new_client, begun):
    stranger = new_client().sign_in(make_learner(begun.quiz.course))
    commit()
    address = ATTEMPT.format(begun.id)

    for page in ("", "pytanie/1/", "wynik/"):
        stranger.get(f"{address}{page}", 404)
    for page in ("", "pytanie/1/", "odpowiedz"):
        stranger.post(f"{address}{page}", all_right(attempts()[0]), 404)
    assert saved(begun.id) == [None, None, None]
    assert "/konto/logowanie/" in new_client().get(address, 303).location


def test_a_late_answer_is_refused_and_the_last_seconds_are_forgiven(client, begun):
    clock.freeze(begun.ends_at + timedelta(seconds=4))
    client.post(ANSWER.format(begun.id), chosen(q1=1), 200, headers=JSON)
    clock.freeze(begun.ends_at + timedelta(seconds=6))

    late = client.post(ANSWER.format(begun.id), chosen(q1=2), 409, headers=JSON)

    assert late.json["error"] == "closed"
    assert "zakończone" in late.json["message"]
    assert client.post(f"/edukacja/podejscia/{begun.id}/pytanie/1/", chosen(q1=2)).location.endswith("/wynik/")
    client.post(ATTEMPT.format(begun.id), chosen(q1=2))
    clock.freeze(None)
    assert saved(begun.id) == [[1], None, None]


def test_the_service_refuses_what_the_page_would(app):
    quiz = make_quiz()
    attempt = services.begin(quiz, make_learner(quiz.course))

    with pytest.raises(ChoiceImpossible):
        services.save_answer(attempt, 1, {1, 2})
    with pytest.raises(ChoiceImpossible):
        services.save_answer(attempt, 1, {99})
    with pytest.raises(Missing):
        services.save_answer(attempt, 4, {1})
    services.submit_attempt(attempt)
    with pytest.raises(AttemptClosed):
        services.save_answer(attempt, 1, {1})
