"""Building a course at the staff desk: from nothing to a published course, its order, its twins, the bin."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.core.db import WITH_BIN, commit, db
from akademia.education.courses.models import Course, CourseModule, Lesson, LessonProgress
from akademia.education.courses.services import learning
from akademia.education.services import import_folder
from akademia.jobs.worker import Clock, call_clock, run_due
from akademia.texts.models import BinItem, Revision
from tests.education.folder import write_course
from tests.factories import make_course, make_learner, make_lesson, make_quiz, make_user
from tests.texts.editing import drafts, send, sign_in_editor

COURSE = {
    "title": "Pierwsze kroki", "slug": "pierwsze-kroki", "summary": "O początku.", "audience": "dla wszystkich",
    "outcomes": "wiesz, jak zacząć", "authors": "", "level": "basic", "hours": "2", "edition": "1",
    "legal_state_on": "2022-09-22", "lesson_order": "free", "requires_lessons": "1", "minimum_percent": "0",
}  # fmt: skip
MODULE = {"title": "Początek", "provisions": "art. 1"}
LESSON = {"title": "Od czego zacząć", "slug": "od-czego", "summary": "Krótko.", "minutes": "10", "preview": "1",
          "source": "## Najpierw\n\nTo jest lekcja."}  # fmt: skip
TWIN = {"title": "Od czego zacząć", "summary": "Prosto.", "minutes": "5", "source": "To jest łatwy tekst."}


@pytest.fixture
def editor(app, new_client):
    return sign_in_editor(new_client())


def one(query):
    return db.session.scalar(query)


def build(editor, module: dict[str, str] = MODULE) -> int:
    """Make a course of one module and one lesson by hand; return its number."""
    send(editor, "/panel/teksty/kurs/nowy/", COURSE, "publish")
    course = one(select(Course.id))
    send(editor, f"/panel/teksty/modul/nowy/?w={course}", module, "publish")
    send(editor, f"/panel/teksty/lekcja/nowy/?w={one(select(CourseModule.id))}", LESSON, "publish")
    return course


def order(course: int) -> list[tuple[str, list[str]]]:
    db.session.expire_all()
    parts = select(CourseModule).where(CourseModule.course_id == course).order_by(CourseModule.position)
    modules = db.session.scalars(parts).all()
    lessons = db.session.scalars(select(Lesson).where(Lesson.course_id == course).order_by(Lesson.position)).all()
    assert [lesson.position for lesson in lessons] == list(range(len(lessons)))
    return [(m.title, [lesson.title for lesson in lessons if lesson.module_id == m.id]) for m in modules]


def test_a_course_is_built_from_nothing_and_published(editor, client):
    course = build(editor)
    client.get("/edukacja/kursy/pierwsze-kroki/", 404)
    assert "w budowie" in editor.words("/panel/kursy/")

    editor.post(f"/panel/kursy/{course}/opublikuj")

    assert "Od czego zacząć" in client.words("/edukacja/kursy/pierwsze-kroki/")
    assert "To jest lekcja." in client.words("/edukacja/kursy/pierwsze-kroki/lekcje/od-czego/")
    assert one(select(Course.origin)) == "person"


def test_a_module_that_covers_no_provisions_says_nothing_of_them(editor, client):
    course = build(editor, {**MODULE, "provisions": ""})
    editor.post(f"/panel/kursy/{course}/opublikuj")
    lesson = "/edukacja/kursy/pierwsze-kroki/lekcje/od-czego/"

    assert "Moduł: " not in client.words(lesson)
    for words in (client.words("/edukacja/kursy/pierwsze-kroki/"), editor.words(f"/panel/kursy/{course}/")):
        assert "Przepisy: " not in words
    assert 'value="–"' not in editor.get(f"/panel/teksty/modul/{one(select(CourseModule.id))}/").text


def test_a_course_without_lessons_or_with_an_empty_module_or_without_its_test_is_not_published(editor):
    send(editor, "/panel/teksty/kurs/nowy/", {**COURSE, "requires_quiz": "1"}, "publish")
    course = one(select(Course.id))
    assert "nie ma jeszcze żadnej lekcji" in publishing_refused(editor, course)

    send(editor, f"/panel/teksty/modul/nowy/?w={course}", MODULE, "publish")
    send(editor, f"/panel/teksty/lekcja/nowy/?w={one(select(CourseModule.id))}", LESSON, "publish")
    assert "nie ma testu" in publishing_refused(editor, course)

    make_quiz(db.session.get(Course, course))
    commit()
    send(editor, f"/panel/teksty/modul/nowy/?w={course}", {**MODULE, "title": "Pusty"}, "publish")
    assert "Moduł „Pusty” jest pusty" in publishing_refused(editor, course)


def publishing_refused(editor, course: int) -> str:
    return editor.post(f"/panel/kursy/{course}/opublikuj", status=409).text


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("requires_lessons", "", "Wybierz warunek ukończenia"),
        ("hours", "0", "liczbę całkowitą od 1 do 500"),
        ("hours", "dwie", "liczbę całkowitą"),
        ("level", "mistrz", "wybierz jedną"),
        ("slug", "Zły Adres", "małe litery"),
        ("slug", "kursy", "zastrzeżony"),
        ("outcomes", "", "Wypełnij pole"),
        ("legal_state_on", "2022-13-01", "wpisz datę"),
    ],
)
def test_a_course_with_a_mistake_is_refused_beside_its_field(editor, field, value, reason):
    answer = send(editor, "/panel/teksty/kurs/nowy/", {**COURSE, field: value}, "publish", status=422)

    assert reason in answer.text.replace("\u00a0", " ")
    assert one(select(Course.id)) is None


def test_lessons_and_modules_are_moved_by_buttons_also_into_another_module(editor):
    course = make_course(lessons=2)
    db.session.add(CourseModule(course_id=course.id, position=1, title="Drugi", provisions="art. 2"))
    commit()
    number, lessons = course.id, [lesson.id for lesson in course.lessons]

    editor.post(f"/panel/kursy/lekcje/{lessons[1]}/przesun", {"w": "gora"})
    assert order(number) == [("Moduł pierwszy", ["Lekcja 2", "Lekcja 1"]), ("Drugi", [])]
    editor.post(f"/panel/kursy/lekcje/{lessons[0]}/przesun", {"w": "dol"})
    assert order(number) == [("Moduł pierwszy", ["Lekcja 2"]), ("Drugi", ["Lekcja 1"])]
    assert one(select(Lesson.provisions).where(Lesson.id == lessons[0])) == "art. 2"
    editor.post(
        f"/panel/kursy/moduly/{one(select(CourseModule.id).where(CourseModule.title == 'Drugi'))}/przesun",
        {"w": "gora"},
    )
    assert order(number) == [("Drugi", ["Lekcja 1"]), ("Moduł pierwszy", ["Lekcja 2"])]
    editor.post(f"/panel/kursy/lekcje/{lessons[0]}/przesun", {"w": "gora"})
    assert order(number) == [("Drugi", ["Lekcja 1"]), ("Moduł pierwszy", ["Lekcja 2"])]
    editor.post(f"/panel/kursy/lekcje/{lessons[0]}/przesun", {"w": "bok"}, status=400)


def test_a_twin_is_bound_to_the_version_it_was_written_from(editor, client):
    course = build(editor)
    editor.post(f"/panel/kursy/{course}/opublikuj")
    lesson = one(select(Lesson.id))
    send(editor, f"/panel/teksty/etr/nowy/?w={lesson}", TWIN, "publish")
    assert "To jest łatwy tekst." in client.words("/edukacja/kursy/pierwsze-kroki/lekcje/od-czego/?wersja=etr")
    twin = one(select(Revision.ref).where(Revision.kind == "twin"))

    send(editor, f"/panel/teksty/lekcja/{lesson}/", {**LESSON, "source": "Zmiana."}, "publish")

    assert "lekcja jest nowsza" in editor.words(f"/panel/kursy/{course}/")
    assert "Lekcja jest nowsza" in editor.words(f"/panel/teksty/etr/{twin}/")
    send(editor, f"/panel/teksty/etr/{twin}/", {**TWIN, "summary": "Poprawione."}, "publish")
    assert "lekcja jest nowsza" not in editor.words(f"/panel/kursy/{course}/")


def test_a_lesson_has_one_twin(editor):
    build(editor)
    lesson = one(select(Lesson.id))
    for _ in range(2):
        send(editor, f"/panel/teksty/etr/nowy/?w={lesson}", TWIN)
    first, second = (draft.id for draft in drafts())

    send(editor, f"/panel/szkice/{first}/", TWIN, "publish")
    send(editor, f"/panel/szkice/{second}/", TWIN, "publish", status=422)


def test_a_lesson_is_previewed_as_a_learner_will_see_it(editor):
    course = build(editor)
    module = one(select(CourseModule.id))

    answer = send(
        editor, f"/panel/teksty/lekcja/nowy/?w={module}", {**LESSON, "slug": "druga", "title": "Druga"}, "preview"
    )
    words = editor.words(answer.location)

    assert "To jest podgląd szkicu" in words
    assert "Lekcja 2 z 1" not in words
    assert "To jest lekcja." in words
    assert "Tu uczestnik oznaczy lekcję" in words
    answer = send(editor, f"/panel/teksty/kurs/{course}/", {**COURSE, "title": "Inny tytuł"}, "preview")
    assert "Inny tytuł" in editor.words(answer.location)


def test_a_new_address_of_a_course_and_of_a_lesson_keeps_the_old_ones(editor, client):
    course = build(editor)
    editor.post(f"/panel/kursy/{course}/opublikuj")
    send(editor, f"/panel/teksty/kurs/{course}/", {**COURSE, "slug": "nowy-kurs"}, "publish")
    send(editor, f"/panel/teksty/lekcja/{one(select(Lesson.id))}/", {**LESSON, "slug": "start"}, "publish")

    step = client.get("/edukacja/kursy/pierwsze-kroki/lekcje/od-czego/", 301).location
    assert client.get(step, 301).location == "/edukacja/kursy/nowy-kurs/lekcje/start/"


def test_a_course_is_closed_and_hidden_only_while_nobody_learns_on_it(editor, client):
    course = make_course()
    commit()
    editor.post(f"/panel/kursy/{course.id}/ukryj")
    client.get(f"/edukacja/kursy/{course.slug}/", 404)
    editor.post(f"/panel/kursy/{course.id}/opublikuj")
    make_learner(db.session.get(Course, course.id))
    commit()

    editor.post(f"/panel/kursy/{course.id}/ukryj", status=409)
    editor.post(f"/panel/kursy/{course.id}/zamknij")

    assert "Kurs jest zamknięty" in client.words(f"/edukacja/kursy/{course.slug}/")


# ── the bin ──


def after_a_month(app, stop_clock, noon):
    commit()
    stop_clock(noon + timedelta(days=31))
    call_clock(app, Clock())
    run_due(app, "texts.empty_bin")


def test_a_course_that_learners_are_on_cannot_be_removed_and_says_why(editor):
    course = make_course()
    make_learner(course)
    commit()

    words = editor.post(f"/panel/teksty/kurs/{course.id}/usun", status=409).text

    assert "Na ten kurs zapisano" in words
    assert "zaświadczenia muszą zostać" in words


def test_a_removed_course_goes_with_all_its_own_and_comes_back_whole(app, editor, client, noon, stop_clock):
    course = build(editor)
    editor.post(f"/panel/kursy/{course}/opublikuj")
    make_quiz(db.session.get(Course, course))
    commit()
    editor.post(f"/panel/teksty/kurs/{course}/usun")
    client.get("/edukacja/kursy/pierwsze-kroki/", 404)
    assert "Pierwsze kroki" not in client.words("/edukacja/")
    editor.get(f"/panel/kursy/{course}/", 404)
    editor.get(f"/panel/teksty/lekcja/{one(select(Lesson.id))}/", 404)

    editor.post(f"/panel/kosz/{one(select(BinItem.id))}/przywroc")
    assert "Od czego zacząć" in client.words("/edukacja/kursy/pierwsze-kroki/")

    editor.post(f"/panel/teksty/kurs/{course}/usun")
    after_a_month(app, stop_clock, noon)
    for gone in (Course, CourseModule, Lesson, Revision):
        assert one(select(gone.id).execution_options(**WITH_BIN)) is None


def test_a_removed_lesson_leaves_the_programme_and_the_learners_count(app, editor, new_client):
    course = make_course(lessons=3)
    learner = make_learner(course)
    enrolment = learning.queries.enrolment(course.id, learner.id)
    for lesson in list(course.lessons)[:2]:
        learning.mark_done(enrolment, lesson)
    commit()
    reader = new_client().sign_in(learner)

    editor.post(f"/panel/teksty/lekcja/{one(select(Lesson.id).order_by(Lesson.position))}/usun")

    assert "Ukończono 1 z 2" in reader.words(f"/edukacja/kursy/{course.slug}/")
    assert "1 z 2" in reader.words("/konto/nauka/")
    reader.get(f"/edukacja/kursy/{course.slug}/lekcje/lekcja-1/", 404)


def test_a_lesson_that_somebody_has_done_stays_out_of_sight_after_a_month(app, editor, noon, stop_clock):
    course = make_course(lessons=2)
    learner = make_learner(course)
    done, undone = list(course.lessons)
    learning.mark_done(learning.queries.enrolment(course.id, learner.id), done)
    commit()
    kept, gone = done.id, undone.id
    for lesson in (kept, gone):
        editor.post(f"/panel/teksty/lekcja/{lesson}/usun")
    assert "1 osoba ukończyła tę lekcję" in editor.words("/panel/kosz/")

    after_a_month(app, stop_clock, noon)

    assert db.session.scalars(select(Lesson.id).execution_options(**WITH_BIN)).all() == [kept]
    assert one(select(LessonProgress.lesson_id)) == kept
    assert "1 osoba ukończyła tę lekcję" in editor.words("/panel/kosz/")


def test_a_lesson_of_a_course_in_the_bin_comes_back_only_after_the_course(editor):
    course = make_course(lessons=1)
    commit()
    editor.post(f"/panel/teksty/lekcja/{course.lessons[0].id}/usun")
    lesson_item = one(select(BinItem.id))
    editor.post(f"/panel/teksty/kurs/{course.id}/usun")

    editor.post(f"/panel/kosz/{lesson_item}/przywroc", status=409)


def test_an_imported_course_comes_back_from_the_bin_with_its_lessons(editor, tmp_path):
    folder = write_course(tmp_path / "kurs")
    import_folder(folder)
    commit()
    editor.post(f"/panel/teksty/lekcja/{one(select(Lesson.id).where(Lesson.key == 'beta'))}/usun")
    editor.post(f"/panel/teksty/kurs/{one(select(Course.id))}/usun")

    import_folder(folder)
    commit()

    assert [len(titles) for _module, titles in order(one(select(Course.id)))] == [2]
    assert one(select(BinItem.id)) is None


# ── what was brought in ──


def test_the_starter_leaves_a_course_alone_once_a_lesson_of_it_was_edited(editor, tmp_path):
    folder = write_course(tmp_path / "kurs")
    import_folder(folder, origin="starter")
    commit()
    lesson = one(select(Lesson.id).where(Lesson.key == "alfa"))
    assert "To jest tekst lekcji alfa." in editor.get(f"/panel/teksty/lekcja/{lesson}/").text

    send(editor, f"/panel/teksty/lekcja/{lesson}/", {**LESSON, "slug": "alfa"}, "publish")

    assert import_folder(folder, origin="starter").course.left_alone == ["Kurs pierwszy"]
    assert one(select(Lesson.title).where(Lesson.id == lesson)) == "Od czego zacząć"


def test_an_imported_lesson_is_rolled_back_to_all_that_it_was(editor, tmp_path):
    import_folder(write_course(tmp_path / "kurs"), origin="starter")
    commit()
    lesson = one(select(Lesson.id).where(Lesson.key == "alfa"))
    send(editor, f"/panel/teksty/lekcja/{lesson}/", {**LESSON, "slug": "alfa"}, "publish")

    editor.post(f"/panel/teksty/lekcja/{lesson}/wersje/1/przywroc")

    found = one(select(Lesson).where(Lesson.id == lesson))
    assert (found.title, found.summary, found.minutes, found.version) == ("Lekcja alfa", "Początek.", 10, 3)
    assert "To jest tekst lekcji alfa." in found.html


def test_the_desk_offers_a_new_course_and_an_expert_is_not_let_in(app, editor, new_client):
    assert "Nowy kurs" in editor.words("/panel/")
    expert = sign_in_editor(new_client(), Role.Expert)

    expert.get("/panel/kursy/", 403)
    expert.get("/panel/teksty/kurs/nowy/", 403)


@pytest.mark.parametrize("place", ["/panel/kursy/", "/panel/kursy/{}/"])
def test_the_list_and_a_course_cost_the_same_with_one_lesson_and_with_thirty(editor, count_queries, place):
    course = make_course(lessons=1)
    commit()
    address = place.format(course.id)
    editor.get(address)
    few = count_queries(lambda: editor.get(address))
    for _ in range(29):
        make_lesson(db.session.get(Course, course.id))
        make_course(lessons=1)
    commit()

    assert count_queries(lambda: editor.get(address)) == few


# ── several lessons at once ──


def test_several_lessons_go_to_the_bin_at_once_after_a_look_at_what_will_happen(editor, client):
    course = make_course(lessons=3)
    learner = make_user()
    learning.mark_done(learning.enrol(course, learner.id), course.lessons[0])
    commit()
    module, chosen = course.modules[0].id, [lesson.id for lesson in course.lessons[:2]]
    place, home = "/panel/teksty/lekcja/wybrane/", f"/panel/kursy/{course.id}/"
    assert f'value="{chosen[0]}" form="wybrane-lekcje"' in editor.get(home).text

    foreseen = editor.words(f"{place}?w={module}&tekst={chosen[0]}&tekst={chosen[1]}&tekst=999999")
    assert "Do kosza: 2 pozycje" in foreseen
    assert "Czytelnicy widzą to teraz. Jej ślad zostanie także potem: 1 osoba ukończyła tę lekcję" in foreseen
    assert one(select(BinItem.id)) is None
    answer = editor.post(place, {"w": module, "tekst": chosen})

    assert answer.location == home
    assert [len(titles) for _module, titles in order(course.id)] == [1]
    assert "W koszu: 2 pozycje" in editor.words(home)
    for item in db.session.scalars(select(BinItem.id)).all():
        editor.post(f"/panel/kosz/{item}/przywroc")
    assert [len(titles) for _module, titles in order(course.id)] == [3]


def test_no_lesson_chosen_leads_back_to_the_course(editor):
    course = make_course(lessons=1)
    module = course.modules[0].id
    commit()

    assert editor.get(f"/panel/teksty/lekcja/wybrane/?w={module}", 303).location == f"/panel/kursy/{course.id}/"
    editor.get("/panel/teksty/lekcja/wybrane/?tekst=1", 404)
    editor.get("/panel/teksty/lekcja/wybrane/?w=x", 404)
