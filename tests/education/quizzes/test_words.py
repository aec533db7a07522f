"""What a question's words cite: read when it is saved, linked where it is explained, doubts told to its author."""

from datetime import date

import pytest
from sqlalchemy import select, update

from akademia.accounts.roles import Role
from akademia.core.db import commit, db
from akademia.core.errors import BrokenSource
from akademia.education.courses.models import Course
from akademia.education.quizzes import services
from akademia.education.quizzes.models import Question
from akademia.education.quizzes.queries.chosen import BulkAct
from akademia.education.quizzes.services.bank import restore_question, retire_question
from akademia.education.quizzes.services.chosen import change_all
from akademia.education.services import import_folder
from akademia.law.formats.register import AmendmentRow, ChangeRow
from akademia.law.models import Act, Citation, Provision, Review
from akademia.law.services import enter, sign
from tests.education.folder import change, write_course
from tests.education.quizzes.taking import ATTEMPT, answer_rightly
from tests.education.quizzes.test_bank_desk import NEW, asked, questions
from tests.factories import make_course, make_learner, make_quiz, make_user

UNSURE = "art. 13 ust. 5 a)"
CHANGE_DAY = date(2026, 10, 1)
LINK = '<a href="/prawo/uzs/art-5-ust-1/"'


@pytest.fixture
def editor(act_kept, client):
    staff = make_user(Role.Staff)
    make_course()
    commit()
    return client.sign_in(staff)


def write(editor, status=303, **changes):
    course = db.session.scalar(select(Course.id))
    return editor.post(f"{NEW}?kurs={course}", asked(**changes), status=status)


def cited(question):
    own = select(Citation).where(Citation.kind == "question", Citation.ref == question.id).order_by(Citation.id)
    keys = dict(db.session.execute(select(Provision.id, Provision.key)).all())
    return {keys.get(one.provision_id, "act") for one in db.session.scalars(own)}


def waiting():
    return list(db.session.scalars(select(Review.ref).where(Review.kind == "question", Review.verdict.is_(None))))


def amend(key="art-5-ust-1", day=CHANGE_DAY):
    row = ChangeRow(key, "changed", "Zmieniono na próbę.", "art. 1", day, None, "Nowy opis.")
    enter(db.session.scalars(select(Act)).first(), AmendmentRow(
        "du-p-1", "Ustawa próbna", "Dz.U. 2026 poz. 1", "DU/2026/1", date(2026, 9, 1), date(2026, 9, 2), "", None,
        (row,), ()))  # fmt: skip
    commit()


def test_what_question_answers_and_explanation_name_is_cited_each_after_the_question(editor):
    write(editor, text="Co mówi art. 2 pkt 2 ustawy o zatrudnieniu socjalnym?", provisions=["art-1"],
          feedback="Status nadaje się tak: art. 5 ust. 1.",
          **{"options-0-text": "To samo co art. 15 ust. 4", "options-1-feedback": "Zobacz art. 3."})  # fmt: skip

    made = questions()[0]
    assert cited(made) == {"art-1", "art-2-pkt-2", "art-5-ust-1", "art-15-ust-4", "art-3"}
    assert made.provisions == ["art-1"]
    assert "Przywołane w treści" in editor.words(f"/panel/pytania/{made.id}/")


def test_a_paragraph_of_that_article_in_an_answer_is_of_the_article_in_the_question(editor):
    write(editor, text="Który ustęp art. 15 mówi o świadczeniu?", feedback="Mówi o nim ust. 4 tego artykułu.",
          **{"options-0-text": "Ust. 4 tego artykułu", "options-1-text": "Ust. 1 tego artykułu"})  # fmt: skip

    made = questions()[0]
    assert cited(made) == {"art-15", "art-15-ust-1", "art-15-ust-4"}
    assert '<a href="/prawo/uzs/art-15-ust-4/"' in made.feedback_html


def test_the_explanation_bears_links_after_answering_and_the_test_itself_bears_none(editor, new_client):
    write(editor, text="Co mówi art. 5 ust. 1?", feedback="Mówi o tym art. 5 ust. 1.")
    course = questions()[0].course
    quiz = make_quiz(course, questions=0)
    learner = make_learner(course)
    attempt = services.begin(quiz, learner)
    commit()
    reader = new_client().sign_in(learner)

    assert LINK not in reader.get(ATTEMPT.format(attempt.id)).text
    services.submit_attempt(answer_rightly(attempt, 1))
    commit()

    assert LINK in reader.get(f"{ATTEMPT.format(attempt.id)}wynik/").text


def test_the_author_is_asked_what_is_unsure_and_the_choice_stands_where_it_may(editor):
    sent = {"text": f"Co mówi {UNSURE}?", "feedback": f"Mówi {UNSURE} i art. 999."}
    page = write(editor, 200, akcja="sprawdz", **sent).text.replace("\u00a0", " ")
    assert "Treść pytania: Przepis „art. 13 ust. 5 a)” można odczytać na kilka sposobów" in page
    assert "Wyjaśnienie: Rejestr nie zna przepisu „art. 999”" in page
    assert questions() == []

    page = write(editor, 200, akcja="sprawdz:0:0:uzs:art-13-ust-5a", **sent).text
    assert 'value="art-13-ust-5a" checked' in page
    assert "Treść pytania: Przepis" not in page
    place = page.split('value="sprawdz:')[1].split(":")[0]
    chosen = write(editor, 200, akcja=f"sprawdz:{place}:0:uzs:art-13-ust-5a", **sent).text
    assert f"Mówi [{UNSURE}](uzs:art-13-ust-5a) i" in chosen.replace("\u00a0", " ")
    assert "wybierz jeszcze raz" in write(editor, 422, akcja="sprawdz:0:7:uzs:art-1", **sent).text


@pytest.mark.parametrize("feedback", ["## Nagłówek", "Zobacz [tu](uzs:art-999).", "Tak[^1].\n\n[^1]: przypis"])
def test_an_explanation_that_cannot_be_shown_is_refused_and_kept_in_its_field(editor, feedback):
    page = write(editor, 422, feedback=feedback).text

    assert "field--wrong" in page
    assert feedback.splitlines()[0] in page
    assert questions() == []


def test_a_question_waits_after_a_change_and_one_for_the_new_law_waits_no_more(editor):
    write(editor, feedback="Mówi o tym art. 5 ust. 1.")
    amend()
    old = questions()[0]
    assert waiting() == [old.id]

    editor.post(f"/panel/pytania/{old.id}/edycja/", asked(version="1", feedback="Teraz mówi o tym art. 5 ust. 1.",
                                                          legal_state_on=CHANGE_DAY.isoformat()))  # fmt: skip

    db.session.expire_all()
    new = questions()[1]
    assert waiting() == []
    assert db.session.execute(select(Review.ref, Review.verdict).where(Review.kind == "question")).all() == [
        (new.id, "version")
    ]
    assert cited(old) == set()
    assert new.legal_state_on == CHANGE_DAY


def test_what_was_signed_stays_so_when_the_question_is_only_moved_retired_and_restored(editor):
    write(editor, feedback="Mówi o tym art. 5 ust. 1.")
    amend()
    sign(db.session.scalar(select(Review.id)), 1)
    change_all([questions()[0].id], BulkAct("category", "inny dział"), 1)
    commit()

    moved = questions()[1]
    assert (moved.category, waiting()) == ("inny dział", [])
    retire_question(moved, 1)
    assert cited(moved) == set()
    restore_question(moved, 1)

    assert cited(moved) == {"art-5-ust-1"}
    assert waiting() == []


def test_a_folder_is_read_for_citations_and_what_was_never_read_is_read_in_place(editor, tmp_path):
    folder = write_course(tmp_path / "kurs")
    change(folder, "questions/01.yaml", "feedback: Dwa i dwa to cztery.",
           "feedback: Mówi o tym art. 5 ust. 1.\n    legal_state_on: 2026-05-01")  # fmt: skip
    import_folder(folder)
    made = db.session.scalars(select(Question).where(Question.key == "p-1")).one()
    assert (cited(made), made.legal_state_on) == ({"art-5-ust-1"}, date(2026, 5, 1))

    db.session.execute(update(Question).values(feedback_html="", cited=[]))
    db.session.execute(Citation.__table__.delete())
    import_folder(folder)

    assert [(one.version, cited(one)) for one in questions() if one.key == "p-1"] == [(1, {"art-5-ust-1"})]
    assert LINK in db.session.scalars(select(Question.feedback_html).where(Question.key == "p-1")).one()


def test_a_broken_explanation_in_a_folder_is_named_by_its_file_and_key(editor, tmp_path):
    folder = write_course(tmp_path / "kurs")
    change(folder, "questions/01.yaml", "Dwa i dwa to cztery.", "Zobacz [tu](uzs:art-999).")

    with pytest.raises(BrokenSource, match="p-1, feedback: Wyjaśnienie, wiersz 1: nie ma przepisu „art-999”"):
        import_folder(folder)
