"""The bank over time: an edited question is a new version, what people answered keeps the one they saw."""

import pytest
from sqlalchemy import select

from akademia.accounts.models import User
from akademia.core.db import commit, db
from akademia.core.errors import BrokenSource
from akademia.education.courses.models import Course
from akademia.education.courses.services import learning
from akademia.education.quizzes import services
from akademia.education.quizzes.models import Question, Quiz
from akademia.education.services import import_folder
from tests.education.folder import change, write_course
from tests.education.quizzes.taking import ATTEMPT, answer_rightly, attempts
from tests.factories import make_user

BANK = "questions/01.yaml"


@pytest.fixture
def folder(app, tmp_path):
    """A course brought in, whose test asks the whole bank and does not wait for the lessons."""
    folder = write_course(tmp_path / "kurs")
    change(folder, "kurs.yaml", "draw: 2", "draw: 3")
    change(folder, "kurs.yaml", "after_lessons: true", "after_lessons: false")
    change(folder, "kurs.yaml", "review: passed", "review: always")
    import_folder(folder)
    commit()
    return folder


@pytest.fixture
def learner(folder) -> User:
    learner = make_user(name="Anna Kowalska")
    learning.enrol(db.session.scalars(select(Course)).one(), learner.id)
    commit()
    return learner


def quiz() -> Quiz:
    return db.session.scalars(select(Quiz)).one()


def versions(key: str) -> list[tuple[int, bool]]:
    wanted = select(Question.version, Question.current).where(Question.key == key).order_by(Question.version)
    return [(version, current) for version, current in db.session.execute(wanted)]


def test_an_unchanged_question_keeps_its_version_and_an_edited_one_gets_the_next(folder):
    change(folder, BANK, "Pięć", "Sześć")

    import_folder(folder)

    assert versions("p-1") == [(1, False), (2, True)]
    assert versions("p-2") == versions("p-3") == [(1, True)]


def test_a_vanished_question_is_asked_no_more_and_may_come_back(folder, learner):
    text = (folder / BANK).read_text("utf-8")
    change(folder, "kurs.yaml", "draw: 3", "draw: 2")
    (folder / BANK).write_text(text[: text.index("  - key: p-3")], "utf-8")

    import_folder(folder)
    asked = {answer.question.key for answer in services.begin(quiz(), learner).answers}
    (folder / BANK).write_text(text, "utf-8")
    import_folder(folder)

    assert asked == {"p-1", "p-2"}
    assert versions("p-3") == [(1, False), (2, True)]


def test_an_edit_changes_neither_past_results_nor_the_words_people_answered(client, folder, learner):
    done = services.submit_attempt(answer_rightly(services.begin(quiz(), learner), 3)).id
    commit()
    change(folder, BANK, "Ile jest dwa i dwa?", "Ile jest dwa razy dwa plus jeden?")
    change(folder, BANK, "- text: Cztery\n        right: true\n        feedback: Tak.\n      - text: Pięć",
           "- text: Cztery\n      - text: Pięć\n        right: true")  # fmt: skip

    import_folder(folder)
    commit()
    page = client.sign_in(learner).words(f"{ATTEMPT.format(done)}wynik/")

    assert (attempts()[0].score_percent, attempts()[0].right_count) == (100, 3)
    assert "Ile jest dwa i dwa?" in page
    assert "razy dwa" not in page


def test_an_attempt_open_during_an_edit_is_marked_by_the_questions_it_asked(folder, learner):
    attempt = services.begin(quiz(), learner)
    commit()
    change(folder, BANK, "answer: true", "answer: false")
    import_folder(folder)
    commit()

    answer_rightly(attempt, 3)
    done = services.submit_attempt(attempt)

    assert done.score_percent == 100
    assert {answer.question.version for answer in done.answers} == {1}
    assert {a.question.version for a in services.begin(quiz(), learner).answers} == {1, 2}


def test_a_test_somebody_took_is_not_removed_and_one_nobody_took_is(folder, learner):
    whole = (folder / "kurs.yaml").read_text("utf-8")
    other = (
        whole[whole.index("  - key: koncowy") :].replace("koncowy", "probny").replace("counts: true", "counts: false")
    )
    (folder / "kurs.yaml").write_text(whole + other, "utf-8")
    import_folder(folder)
    services.begin(db.session.scalars(select(Quiz).where(Quiz.key == "koncowy")).one(), learner)
    commit()

    (folder / "kurs.yaml").write_text(whole, "utf-8")
    import_folder(folder)
    commit()
    assert quiz().key == "koncowy"

    change(folder, "kurs.yaml", "key: koncowy", "key: inny")
    with pytest.raises(BrokenSource, match="test „koncowy”: ktoś już go rozwiązywał"):
        import_folder(folder)
    db.session.rollback()
    assert quiz().key == "koncowy"


def test_a_changed_test_holds_for_later_attempts_and_leaves_earlier_results(folder, learner):
    failed = services.submit_attempt(answer_rightly(services.begin(quiz(), learner), 1))
    commit()
    change(folder, "kurs.yaml", "pass_percent: 60", "pass_percent: 30")
    import_folder(folder)
    commit()

    later = services.submit_attempt(answer_rightly(services.begin(quiz(), learner), 1))

    assert (failed.score_percent, failed.passed) == (33, False)
    assert (later.score_percent, later.passed) == (33, True)
