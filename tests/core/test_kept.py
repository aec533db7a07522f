"""What is kept between requests: never one reader's, never older than what is public."""

import pytest
from jinja2 import UndefinedError
from sqlalchemy import select, update

from akademia.core import db as database
from akademia.core.db import db
from akademia.core.kept import Kept, each_same_for_all, same_for_all
from akademia.core.templating import Fragments
from akademia.education.courses.models import Course, Lesson
from tests.factories import make_course, make_learner


def test_what_nobody_changed_is_made_once_and_a_public_change_makes_it_anew(app):
    course, made = make_course(), []
    db.session.commit()

    def ask() -> int:
        with database.writing(False):
            return same_for_all("number", lambda: made.append(1) or len(made))

    assert [ask(), ask()] == [1, 1]

    course.title = "Nowy tytuł"
    db.session.commit()
    assert ask() == 2


def test_a_writer_reads_what_it_has_not_committed_and_leaves_nothing_behind(app):
    make_course()
    db.session.commit()

    assert same_for_all("key", lambda: "not committed") == "not committed"
    with database.writing(False):
        assert same_for_all("key", lambda: "committed") == "committed"


def test_what_a_reader_of_an_older_state_made_is_not_shown_as_the_present(app):
    """The reader's transaction began, then someone published: the reader's state must not stay as the new one."""
    make_course()
    db.session.commit()

    def title() -> str:
        return db.session.scalar(select(Course.title))

    with database.writing(False):
        title()
        with database.writing(), db.engine.connect() as other, other.begin():
            other.execute(update(Course).values(title="Zmieniony"))
            other.exec_driver_sql("UPDATE public_generation SET number = number + 1")
        same_for_all("title", title)
        db.session.rollback()

        assert same_for_all("title", title) == "Zmieniony"


def test_the_longest_unused_goes_first():
    kept = Kept(room=2)
    kept.put("a", 1, "A")
    kept.put("b", 1, "B")
    kept.find("a", 1)

    kept.put("c", 1, "C")

    assert [kept.find(key, 1) for key in "abc"] == [("A",), None, ("C",)]


@pytest.mark.parametrize("words", ["{{ csrf_token() }}", "{{ request.path }}", "{{ me.email }}", "{{ session }}"])
def test_a_fragment_cannot_reach_what_belongs_to_one_request(app, words):
    from jinja2 import DictLoader

    jinja = app.jinja_env.overlay(loader=DictLoader({"part.html": words}))

    with app.test_request_context("/"), pytest.raises(UndefinedError):
        Fragments(jinja)("part.html")


def test_what_readers_write_in_an_address_fills_no_memory(app, client):
    paths, fragment = app.extensions["akademia"].paths, app.jinja_env.globals["fragment"]
    client.get("/konto/logowanie/")
    client.get("/nie-ma-takiej-strony/0", status=404)
    before = paths._build.cache_info().currsize, fragment._render.cache_info().currsize

    for number in range(3):
        client.get(f"/konto/logowanie/?next=/{number}{'a' * 300}")
        client.get(f"/nie-ma-takiej-strony/{number}{'a' * 300}", status=404)

    assert (paths._build.cache_info().currsize, fragment._render.cache_info().currsize) == before


def test_two_readers_of_one_lesson_see_each_their_own_progress(app, new_client):
    course = make_course(lessons=3)
    first, second = make_learner(course), make_learner(course, name="Jan Żak")
    db.session.commit()
    one, other = new_client().sign_in(first), new_client().sign_in(second)
    address = f"/edukacja/kursy/{course.slug}/lekcje/lekcja-2/"

    one.post(f"/edukacja/kursy/{course.slug}/lekcje/lekcja-1/ukonczona")

    assert "Ukończono 1 z 3 lekcji" in one.words(address)
    assert "Ukończono 0 z 3 lekcji" in other.words(address)
    assert "Ukończono" not in new_client().words(address)


def test_a_corrected_lesson_is_shown_at_once_to_who_is_signed_in(app, client):
    course = make_course()
    learner = make_learner(course)
    db.session.commit()
    address = f"/edukacja/kursy/{course.slug}/lekcje/lekcja-1/"
    assert "Treść lekcji 1." in client.sign_in(learner).words(address)

    db.session.execute(update(Lesson).where(Lesson.position == 1).values(html="<p>Poprawiona treść.</p>"))
    db.session.commit()

    assert "Poprawiona treść." in client.words(address)


def test_small_things_are_read_once_each_and_anew_after_a_public_change(app):
    course, read = make_course(), []
    db.session.commit()

    def ask(*names: str, most: int = 9) -> list[str]:
        def make(missing: list[str]) -> dict[str, str]:
            read.append(missing)
            return {name: f"{name}{len(read)}" for name in missing}

        with database.writing(False):
            return each_same_for_all("words", names, make, most)

    assert ask("a", "b") == ["a1", "b1"]
    assert ask("b", "c", "a") == ["b1", "c2", "a1"]
    assert read == [["a", "b"], ["c"]]

    course.title = "Nowy tytuł"
    db.session.commit()
    assert ask("a") == ["a3"]
    ask("b", most=1)
    assert ask("a", "b") == ["a5", "b4"]  # only the newest was kept


def test_small_things_read_by_an_older_state_are_not_shown_as_the_present(app):
    make_course()
    db.session.commit()

    def titles(_missing: list[str]) -> dict[str, str]:
        return {"title": db.session.scalar(select(Course.title)) or ""}

    with database.writing(False):
        db.session.scalar(select(Course.title))
        with database.writing(), db.engine.connect() as other, other.begin():
            other.execute(update(Course).values(title="Zmieniony"))
            other.exec_driver_sql("UPDATE public_generation SET number = number + 1")
        each_same_for_all("titles", ["title"], titles, 9)
        db.session.rollback()

        assert each_same_for_all("titles", ["title"], titles, 9) == ["Zmieniony"]
