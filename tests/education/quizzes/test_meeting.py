"""Two things at one moment: saving meets marking, beginning meets beginning, a page meets another device's answer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from random import Random
from threading import Barrier, Event
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from akademia.accounts.models import User
from akademia.core.db import commit, db, rollback, writing
from akademia.education.quizzes import rules, services
from akademia.education.quizzes.formats.folder import read_bank
from akademia.education.quizzes.models import Answer, Attempt, Question, Quiz
from akademia.education.quizzes.services import AttemptClosed
from akademia.education.quizzes.services.importing import import_quizzes
from akademia.law.models import Citation
from tests.education.folder import write_course
from tests.education.quizzes.taking import ATTEMPT, attempts, begin_address, chosen
from tests.factories import make_course, make_learner, make_provision, make_question, make_quiz


def apart(app: Flask, act: Callable[[], Any]) -> Callable[[], Any]:
    """Do something as a request of its own would, on a connection of its own."""

    def run() -> Any:
        with writing(), app.app_context():
            try:
                return act()
            finally:
                rollback()

    return run


def test_an_answer_saved_while_the_attempt_is_being_submitted_is_marked(app):
    quiz = make_quiz(questions=1)
    number = services.begin(quiz, make_learner(quiz.course)).id
    commit()
    saved, may_end = Event(), Event()

    def save() -> None:
        services.save_answer(db.session.get(Attempt, number), 1, {1})
        saved.set()
        may_end.wait(5)
        commit()

    def submit() -> int | None:
        saved.wait(5)
        score = services.submit_attempt(db.session.get(Attempt, number)).score_percent
        commit()
        return score

    with ThreadPoolExecutor(2) as pool:
        saving, submitting = pool.submit(apart(app, save)), pool.submit(apart(app, submit))
        saved.wait(5)
        assert not wait([submitting], 0.3).done, "submitting waits until the answer is saved"
        may_end.set()
        saving.result()
        assert submitting.result() == 100


def test_an_answer_that_comes_while_the_attempt_is_being_marked_is_refused(app):
    quiz = make_quiz(questions=1)
    number = services.begin(quiz, make_learner(quiz.course)).id
    commit()
    marked, may_end = Event(), Event()

    def submit() -> None:
        services.submit_attempt(db.session.get(Attempt, number))
        marked.set()
        may_end.wait(5)
        commit()

    def save() -> None:
        marked.wait(5)
        with pytest.raises(AttemptClosed):
            services.save_answer(db.session.get(Attempt, number), 1, {1})

    with ThreadPoolExecutor(2) as pool:
        submitting, saving = pool.submit(apart(app, submit)), pool.submit(apart(app, save))
        marked.wait(5)
        wait([saving], 0.3)
        may_end.set()
        submitting.result()
        saving.result()
    rollback()
    assert db.session.scalars(select(Answer.chosen)).all() == [None]


@pytest.mark.parametrize("allowed", [None, 1])
def test_beginnings_at_one_moment_give_one_attempt(app, allowed):
    quiz = make_quiz(attempts_allowed=allowed)
    learner, number = make_learner(quiz.course).id, quiz.id
    commit()
    meet = Barrier(4)

    def begin() -> int:
        meet.wait()
        made = services.begin(db.session.get(Quiz, number), db.session.get(User, learner)).id
        commit()
        return made

    with ThreadPoolExecutor(4) as pool:
        made = {waiting.result() for waiting in [pool.submit(apart(app, begin)) for _ in range(4)]}

    rollback()
    assert made == {attempts()[0].id}
    assert len(attempts()) == 1


def begun(client: Any, questions: int = 3, **values: Any) -> Attempt:
    quiz = make_quiz(questions=questions, **values)
    learner = make_learner(quiz.course)
    commit()
    client.sign_in(learner).post(begin_address(quiz))
    return attempts()[0]


def saved() -> list[list[int] | None]:
    rollback()
    return list(db.session.scalars(select(Answer.chosen).order_by(Answer.position)))


def test_a_page_left_open_does_not_take_back_what_another_device_saved(client):
    attempt = begun(client)
    opened = {"bylo1": "", "bylo2": "", "bylo3": ""}
    services.save_answers(attempt, {1: {2}, 2: {3}})
    commit()

    stale = chosen(q1=[], q2=[1], q3=[1])
    client.post(ATTEMPT.format(attempt.id), {**stale, **opened, "pozniej": "1"})

    assert saved() == [[2], [1], [1]], "the first was not touched on this page, the others were"


def test_an_answer_taken_back_on_the_page_that_shows_it_is_taken_back(client):
    attempt = begun(client)
    services.save_answers(attempt, {1: {2}, 2: {3}})
    commit()

    client.post(ATTEMPT.format(attempt.id), {**chosen(q1=[], q2=[]), "bylo1": "2", "bylo2": "3", "pozniej": "1"})

    assert saved() == [[], [], None]


def test_a_page_of_questions_says_with_what_it_was_opened(client):
    attempt = begun(client)
    services.save_answers(attempt, {2: {3}})
    commit()

    page = client.get(ATTEMPT.format(attempt.id)).text

    assert 'name="bylo1" value=""' in page
    assert 'name="bylo2" value="3"' in page


def test_saving_a_whole_page_asks_the_same_number_of_queries_for_1_question_and_for_30(new_client, count_queries):
    counts = []
    for size in (1, 30):
        quiz = make_quiz(questions=size)
        learner = make_learner(quiz.course)
        attempt = services.begin(quiz, learner)
        commit()
        browser = new_client().sign_in(learner)
        form = {**chosen(**{f"q{n}": [2] for n in range(1, size + 1)}), "csrf_token": browser.token(), "pozniej": "1"}
        address = ATTEMPT.format(attempt.id)
        counts.append(count_queries(lambda browser=browser, address=address, form=form: browser.post(address, form)))

    assert counts[0] == counts[1]


def test_a_draw_gives_each_category_its_turn(app):
    course = make_course()
    for category, size in (("prawo", 20), ("praktyka", 3), ("pieniądze", 1)):
        for _ in range(size):
            make_question(course, category=category)
    quiz = make_quiz(course, questions=0, draw=5)

    drawn = [answer.question.category for answer in services.begin(quiz, make_learner(course)).answers]

    assert {category: drawn.count(category) for category in drawn} == {"prawo": 2, "praktyka": 2, "pieniądze": 1}


def test_a_draw_from_categories_takes_any_question_of_each():
    groups = dict.fromkeys(range(10), "a") | dict.fromkeys(range(10, 20), "b")

    seen = {n for seed in range(60) for n in rules.draw(range(20), 4, False, Random(seed), groups)}

    assert seen == set(range(20))


def test_who_looks_for_what_cites_a_provision_finds_only_questions_that_are_asked(app, tmp_path):
    make_provision("art-1")
    make_provision("art-2")
    course = make_course()
    folder = write_course(tmp_path / "kurs")
    file = folder / "questions" / "01.yaml"
    words = file.read_text("utf-8").replace("kind: single", "kind: single\n    provisions: [art-1]", 1)
    file.write_text(words, "utf-8")
    import_quizzes(course, read_bank(folder))
    before = db.session.scalars(select(Citation.ref).where(Citation.kind == "question")).all()
    file.write_text(words.replace("provisions: [art-1]", "provisions: [art-2]"), "utf-8")

    import_quizzes(course, read_bank(folder))

    cited = select(Citation.ref, Citation.version).where(Citation.kind == "question")
    now = db.session.scalars(select(Question).where(Question.key == "p-1", Question.current)).one()
    assert [tuple(row) for row in db.session.execute(cited)] == [(now.id, 2)]
    assert before != [now.id]
