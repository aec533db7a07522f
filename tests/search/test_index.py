"""The index follows what is public: what appears is found after the outbox, what goes is gone at once."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from akademia.core.db import commit, db
from akademia.education.courses.models import Course, CourseModule, Lesson
from akademia.education.courses.services.planning import plan_state
from akademia.jobs.models import Job
from akademia.jobs.worker import Clock, call_clock, run_due
from akademia.search.models import Build, IndexedDocument, IndexTerm, Posting
from akademia.search.queries.finding import best
from akademia.search.services import rebuilding
from akademia.texts.models import BinItem
from tests.education.courses.test_building import TWIN, build
from tests.factories import make_course, make_lesson, make_provision
from tests.search.index import follow, found, index_all
from tests.texts.editing import PAGE, TERM, make_page, send, sign_in_editor


@pytest.fixture
def editor(app, new_client):
    return sign_in_editor(new_client())


def titles(words):
    """Return the titles of what is found, courses apart: they hold the titles of their lessons."""
    return [one.title for one in best(words, 50) if one.kind != "course"]


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_what_is_published_is_found_after_the_outbox_and_not_while_it_is_a_draft(app, editor, client):
    course = build(editor)
    follow(app)
    assert "od-czego" not in found(client, "od czego zacząć")

    editor.post(f"/panel/kursy/{course}/opublikuj")
    follow(app)

    page = found(client, "zaczynać")
    assert "/edukacja/kursy/pierwsze-kroki/lekcje/od-czego/" in page
    assert "Pierwsze kroki" in page


def test_a_hidden_course_is_gone_with_its_lessons_at_once_even_from_a_kept_page(app, editor, client):
    course = build(editor)
    editor.post(f"/panel/kursy/{course}/opublikuj")
    follow(app)
    assert "od-czego" in found(client, "zacząć")

    editor.post(f"/panel/kursy/{course}/ukryj")

    assert db.session.scalar(select(Course.state)) == "draft"
    assert "od-czego" not in found(client, "zacząć")
    follow(app)
    assert titles("zacząć") == []
    assert count(IndexedDocument) == count(Posting) == 0


def test_a_closed_course_is_not_found(app):
    make_course(title="Zamknięty kurs", state="archived")
    index_all()

    assert titles("zamknięty") == []


def test_what_goes_to_the_bin_is_gone_at_once_and_back_after_it_is_taken_out(app, editor, client):
    number = make_page("nasza", "Osobliwa treść.").id
    follow(app)
    assert "/strony/nasza/" in found(client, "osobliwą")

    editor.post(f"/panel/teksty/strona/{number}/usun")

    assert "/strony/nasza/" not in found(client, "osobliwą")
    follow(app)
    editor.post(f"/panel/kosz/{db.session.scalar(select(BinItem.id))}/przywroc")
    follow(app)
    assert "/strony/nasza/" in found(client, "osobliwą")


def test_a_module_in_the_bin_takes_its_lessons_out_of_the_results(app):
    course = make_course(lessons=0)
    make_lesson(course, title="Lekcja o refundacji")
    index_all()
    assert titles("refundacja") == ["Lekcja o refundacji"]

    module = db.session.scalars(select(CourseModule)).one()
    module.removed = True
    commit()

    assert titles("refundacja") == []


def test_bulk_changes_that_no_session_sees_row_by_row_are_followed_too(app):
    make_lesson(make_course(lessons=0), title="Lekcja o refundacji")
    index_all()

    db.session.execute(update(Course).values(state="draft"))
    follow(app)

    assert count(IndexedDocument) == 0


def test_a_new_version_is_shown_at_once_and_found_by_its_new_words_after_the_outbox(app, editor, client):
    number = make_page("nasza", "Osobliwa treść.").id
    follow(app)

    send(editor, f"/panel/teksty/strona/{number}/", {**PAGE, "title": "Inny tytuł", "slug": "nasza",
                                                      "source": "Zupełnie nowe słowa."}, "publish")  # fmt: skip
    now = found(client, "osobliwa")
    assert "Inny tytuł" in now
    assert "<mark>Osobliwa</mark>" not in now
    follow(app)

    assert "Inny tytuł" in found(client, "zupełnie nowych")
    assert "Inny tytuł" not in found(client, "osobliwa")


def test_an_old_version_brought_back_is_found_by_its_words_again(app, editor, client):
    number = make_page("nasza", "Osobliwa treść.").id
    commit()
    address = f"/panel/teksty/strona/{number}/"
    send(editor, address, {**PAGE, "slug": "nasza", "source": "Nowe słowa."}, "publish")
    follow(app)
    assert "nasza" not in found(client, "osobliwa")

    editor.post(f"{address}wersje/1/przywroc")
    follow(app)

    assert "/strony/nasza/" in found(client, "osobliwa")


def test_a_planned_publication_is_found_when_the_clock_has_kept_it(app, editor, noon, stop_clock):
    course = build(editor)
    plan_state(course, "published", noon + timedelta(hours=1), 1)
    follow(app)
    assert titles("zacząć") == []
    commit()

    stop_clock(noon + timedelta(hours=1))
    call_clock(app, Clock())
    run_due(app)

    assert "Od czego zacząć" in titles("zacząć")


def test_terms_are_found_by_name_abbreviation_and_meaning(app, editor):
    send(editor, "/panel/teksty/haslo/nowy/", {**TERM, "name": "klub integracji społecznej", "abbreviation": "KIS",
                                                "meaning": "Miejsce dobrowolnych zajęć."}, "publish")  # fmt: skip
    follow(app)

    for words in ("klubach integracji społecznej", "KIS", "kis", "dobrowolne zajęcie", "KIS-ie"):
        assert titles(words) == ["klub integracji społecznej"], words


def test_a_provision_is_found_by_the_name_that_the_glossary_explains_by_it(app, editor):
    make_provision("art-15-ust-4", "Wypłata 120% zasiłku.")
    make_provision("art-18", "Wypłata nie należy się.")
    index_all()
    assert titles("świadczeń integracyjnych") == []

    said = {**TERM, "name": "świadczenie integracyjne", "abbreviation": "", "more": "Pieniądze z art. 15 ust. 4."}
    send(editor, "/panel/teksty/haslo/nowy/", said, "publish")
    follow(app)

    assert titles("świadczeń integracyjnych") == ["świadczenie integracyjne", "art. 15-ust-4"]


def test_a_new_abbreviation_makes_the_index_anew(app, editor):
    make_lesson(make_course(lessons=0), title="O klubie integracji społecznej")
    index_all()
    assert titles("KIS") == []

    send(editor, "/panel/teksty/haslo/nowy/", {**TERM, "name": "klub integracji społecznej", "abbreviation": "KIS"},
         "publish")  # fmt: skip
    follow(app)

    assert set(titles("KIS")) == {"klub integracji społecznej", "O klubie integracji społecznej"}
    assert count(Build) == 1


def test_a_twin_is_found_beside_its_lesson_at_an_address_of_its_own(app, editor, client):
    course = build(editor)
    editor.post(f"/panel/kursy/{course}/opublikuj")
    lesson = db.session.scalar(select(Lesson.id))
    send(editor, f"/panel/teksty/etr/nowy/?w={lesson}", TWIN, "publish")
    follow(app)

    assert "wersja=etr" in found(client, "łatwy tekst")


def test_the_words_of_a_lesson_for_learners_find_it_but_are_not_shown(app, client):
    course = make_course(lessons=0)
    make_lesson(course, title="Zamknięta", html="<p>Tajemnicza refundacja.</p>", preview=False)
    make_lesson(course, title="Otwarta", html="<p>Jawna dotacja.</p>", preview=True)
    index_all()

    assert "<mark>Tajemnicza</mark>" not in found(client, "tajemnicza")
    assert "Zamknięta" in found(client, "tajemnicza")
    assert "Jawna <mark>dotacja</mark>" in found(client, "dotacje")


def test_drafts_never_leak_by_words_titles_suggestions_or_facets(app, editor, client):
    make_lesson(make_course(lessons=0), title="Jawna lekcja")
    number = make_page("nasza", "Jawna treść.").id
    commit()
    draft = {**PAGE, "title": "Skrytość", "slug": "nasza", "source": "Niewydrukowany sekretarzyk."}
    send(editor, f"/panel/teksty/strona/{number}/", draft, "save")
    send(editor, "/panel/teksty/strona/nowy/", {**draft, "slug": "inna"}, "save")
    hidden = make_course(lessons=0, state="draft", title="Skrytość kursu")
    make_lesson(hidden, title="Sekretarzyk lekcji")
    index_all()

    for words in ("skrytość", "sekretarzyk", "sekretarzk", "niewydrukowany"):
        page = found(client, words)
        assert "Brak wyników" in page, words
        assert "Czy chodziło" not in page
    assert db.session.scalar(select(IndexTerm.id).where(IndexTerm.key == "sekretarzyk")) is None


def test_a_word_that_only_a_withdrawn_thing_held_is_not_suggested(app):
    course = make_course(lessons=0)
    make_lesson(course, title="Sekretarzyk")
    index_all()
    assert titles("sekretarzk") == ["Sekretarzyk"]

    course.state = "draft"
    index_all()

    assert titles("sekretarzk") == []


def test_a_rebuild_leaves_no_gap_takes_up_what_changed_meanwhile_and_erases_the_old_index(app):
    course = make_course(lessons=0)
    make_lesson(course, title="Lekcja o refundacji")
    index_all()
    old = db.session.scalar(select(Build.id).where(Build.live))

    for step, _ in enumerate(rebuilding()):
        commit()
        if step == 1:
            make_lesson(course, title="Lekcja o dotacji")
            commit()
        assert titles("refundacja") == ["Lekcja o refundacji"]

    assert titles("dotacja") == ["Lekcja o dotacji"]
    assert [one.id for one in db.session.scalars(select(Build))] == [db.session.scalar(select(Build.id))] != [old]
    assert count(IndexedDocument) == 3
    assert db.session.scalar(select(Build.documents)) == 3


def test_a_half_made_index_is_never_asked_and_goes_with_the_next_rebuild(app):
    make_lesson(make_course(lessons=0), title="Lekcja o refundacji")
    index_all()
    steps = rebuilding()
    for _ in range(2):
        next(steps)
        commit()
    steps.close()
    assert (count(Build), titles("refundacja")) == (2, ["Lekcja o refundacji"])

    for _ in rebuilding():
        commit()

    assert (count(Build), titles("refundacja")) == (1, ["Lekcja o refundacji"])


def test_refreshing_again_changes_nothing(app):
    make_course()
    make_provision("art-15-ust-4", "Świadczenie.")
    index_all()
    generation = app.extensions["akademia"].generation.read()

    index_all()

    assert app.extensions["akademia"].generation.read() == generation


def test_the_counts_of_terms_are_those_of_their_postings(app):
    course = make_course(lessons=3)
    index_all()
    course.lessons[0].title, course.lessons[0].version = "Inny tytuł", 2
    db.session.delete(course.lessons[1])
    index_all()

    held = dict(db.session.execute(select(Posting.term_id, func.count()).group_by(Posting.term_id)).all())
    counted = dict(db.session.execute(select(IndexTerm.id, IndexTerm.documents).where(IndexTerm.documents > 0)).all())
    assert held == counted
    assert db.session.scalar(select(Build.documents)) == count(IndexedDocument) == 3


def test_each_change_asks_once_and_what_is_not_public_asks_for_nothing(app, editor):
    make_course()
    commit()
    asked = select(func.count()).where(Job.kind == "search.refresh")
    before = db.session.scalar(asked)

    send(editor, "/panel/teksty/strona/nowy/", PAGE, "save")
    assert db.session.scalar(asked) == before
    make_course()
    commit()
    assert db.session.scalar(asked) == before + 1


def test_of_several_waiting_jobs_the_newest_does_it_for_all(app):
    for _ in range(3):
        make_course()
        commit()

    follow(app)

    assert db.session.scalar(select(func.count()).where(Job.kind == "search.refresh", Job.done_at.is_(None))) == 0
    assert count(IndexedDocument) == 9
