"""Parts of a course at the desk: a lesson into another module, the bin of modules and twins, planned states."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from akademia.core import clock
from akademia.core.db import WITH_BIN, commit, db
from akademia.education.courses.models import Course, CourseModule, Lesson, LessonTwin
from akademia.education.courses.queries.building import waiting
from akademia.education.courses.services import learning
from akademia.education.services import import_folder
from akademia.jobs.worker import Clock, call_clock, run_due
from akademia.texts.models import BinItem, Draft, Revision
from tests.education.courses.test_building import LESSON, TWIN, build, editor, one, order  # noqa: F401
from tests.education.folder import write_course
from tests.factories import make_course, make_learner
from tests.texts.editing import send

pytestmark = pytest.mark.usefixtures("app")


def two_modules() -> tuple[int, list[int], list[int]]:
    """Make a published course: „Moduł pierwszy” with three lessons, „Drugi” with none."""
    course = make_course(lessons=3)
    for place, lesson in enumerate(course.lessons):
        lesson.position = place
    db.session.add(CourseModule(course_id=course.id, position=1, title="Drugi", provisions="art. 2"))
    commit()
    modules = db.session.scalars(select(CourseModule.id).order_by(CourseModule.position)).all()
    return course.id, list(modules), [lesson.id for lesson in course.lessons]


def put_back(editor, kind: str, **how) -> None:  # noqa: F811
    item = one(select(BinItem.id).where(BinItem.kind == kind, BinItem.emptied_at.is_(None)))
    editor.post(f"/panel/kosz/{item}/przywroc", **how)


def after(app, stop_clock, days: int, *works: str) -> None:
    commit()
    stop_clock(clock.now() + timedelta(days=days))
    call_clock(app, Clock())
    for work in works:
        run_due(app, work)


# ── into another module ──


def test_a_lesson_is_moved_to_the_end_of_another_module_and_keeps_its_address(editor, client):  # noqa: F811
    course, (first, second), lessons = two_modules()
    slug = one(select(Course.slug))
    address = f"/edukacja/kursy/{slug}/lekcje/lekcja-1/"
    client.get(address)

    for lesson in (lessons[2], lessons[0]):
        answer = editor.post(f"/panel/kursy/lekcje/{lesson}/przenies", {"modul": str(second)})

    assert answer.location.endswith(f"#lekcja-{lessons[0]}")
    assert order(course) == [("Moduł pierwszy", ["Lekcja 2"]), ("Drugi", ["Lekcja 3", "Lekcja 1"])]
    assert one(select(Lesson.provisions).where(Lesson.id == lessons[0])) == "art. 2"
    assert "Lekcja 3 z 3" in client.words(address)
    editor.post(f"/panel/kursy/lekcje/{lessons[0]}/przenies", {"modul": str(second)})
    assert order(course)[1] == ("Drugi", ["Lekcja 3", "Lekcja 1"])
    assert first != second


@pytest.mark.parametrize(("module", "status"), [("", 400), ("x", 400), ("99999", 404), ("-1", 400)])
def test_a_module_that_is_none_takes_no_lesson(editor, module, status):  # noqa: F811
    course, _modules, lessons = two_modules()
    before = order(course)
    commit()

    editor.post(f"/panel/kursy/lekcje/{lessons[0]}/przenies", {"modul": module}, status=status)

    assert order(course) == before


def test_a_lesson_does_not_leave_its_course(editor):  # noqa: F811
    course, _modules, lessons = two_modules()
    other = make_course(lessons=0).modules[0].id
    commit()

    editor.post(f"/panel/kursy/lekcje/{lessons[0]}/przenies", {"modul": str(other)}, status=409)

    assert order(course)[0] == ("Moduł pierwszy", ["Lekcja 1", "Lekcja 2", "Lekcja 3"])


# ── modules in the bin ──


def test_a_module_goes_to_the_bin_with_its_lessons_and_comes_back_in_its_place(editor, client):  # noqa: F811
    course, (first, second), lessons = two_modules()
    editor.post(f"/panel/kursy/lekcje/{lessons[2]}/przenies", {"modul": str(second)})
    before = order(course)
    programme = f"/edukacja/kursy/{one(select(Course.slug))}/"
    commit()
    client.get(programme)

    editor.post(f"/panel/teksty/modul/{first}/usun")

    assert order(course) == [("Drugi", ["Lekcja 3"])]
    words = client.words(programme)
    assert "Lekcja 3" in words
    assert "Lekcja 1" not in words
    assert "Moduł pierwszy" not in words
    client.get(f"{programme}lekcje/lekcja-1/", 404)
    editor.get(f"/panel/teksty/lekcja/{lessons[0]}/", 404)
    assert "Moduł pierwszy moduł" in editor.words("/panel/kosz/")
    put_back(editor, "module")
    assert order(course) == before
    assert "Lekcja 1" in client.words(programme)


def test_a_lesson_that_was_removed_by_itself_stays_in_the_bin_when_its_module_comes_back(editor):  # noqa: F811
    course, (first, _second), lessons = two_modules()
    editor.post(f"/panel/teksty/lekcja/{lessons[1]}/usun")
    editor.post(f"/panel/teksty/modul/{first}/usun")
    put_back(editor, "lesson", status=409)

    put_back(editor, "module")

    assert order(course)[0] == ("Moduł pierwszy", ["Lekcja 1", "Lekcja 3"])
    put_back(editor, "lesson")
    assert order(course)[0] == ("Moduł pierwszy", ["Lekcja 1", "Lekcja 2", "Lekcja 3"])


def test_a_thing_is_moved_to_the_bin_once(editor):  # noqa: F811
    _course, (first, _second), lessons = two_modules()
    editor.post(f"/panel/teksty/lekcja/{lessons[1]}/usun")
    editor.post(f"/panel/teksty/lekcja/{lessons[1]}/usun", status=404)
    editor.post(f"/panel/teksty/modul/{first}/usun")
    editor.post(f"/panel/teksty/modul/{first}/usun", status=404)
    editor.post(f"/panel/teksty/lekcja/{lessons[0]}/usun", status=404)

    assert sorted(db.session.scalars(select(BinItem.kind))) == ["lesson", "module"]


def test_a_module_is_gone_with_all_its_own_after_a_month(app, editor, noon, stop_clock):  # noqa: F811
    course = build(editor)
    module, lesson = one(select(CourseModule.id)), one(select(Lesson.id))
    send(editor, f"/panel/teksty/etr/nowy/?w={lesson}", TWIN, "publish")
    editor.post(f"/panel/teksty/modul/{module}/usun")

    after(app, stop_clock, 31, "texts.empty_bin")

    for gone in (CourseModule, Lesson, LessonTwin):
        assert one(select(gone.id).execution_options(**WITH_BIN)) is None
    assert set(db.session.scalars(select(Revision.kind))) == {"course"}
    assert one(select(Course.id)) == course
    assert "Kosz jest pusty." in editor.words("/panel/kosz/")


def test_a_module_whose_lesson_somebody_has_done_stays_out_of_sight(app, editor, noon, stop_clock):  # noqa: F811
    course, (first, _second), lessons = two_modules()
    kept = db.session.get(Course, course)
    learner = make_learner(kept)
    learning.mark_done(learning.queries.enrolment(course, learner.id), db.session.get(Lesson, lessons[0]))
    commit()
    editor.post(f"/panel/teksty/modul/{first}/usun")

    after(app, stop_clock, 31, "texts.empty_bin")

    assert len(db.session.scalars(select(Lesson.id).execution_options(**WITH_BIN)).all()) == 3
    assert "1 osoba ukończyła lekcje z tego modułu" in editor.words("/panel/kosz/")
    put_back(editor, "module")
    assert order(course)[0][1] == ["Lekcja 1", "Lekcja 2", "Lekcja 3"]


def test_drafts_of_a_module_in_the_bin_wait_for_nobody(editor):  # noqa: F811
    _course, (first, _second), lessons = two_modules()
    send(editor, f"/panel/teksty/lekcja/{lessons[0]}/", {**LESSON, "title": "Poprawiana"})
    send(editor, f"/panel/teksty/lekcja/nowy/?w={first}", {**LESSON, "title": "Nowiutka", "slug": "nowiutka"})
    person = one(select(Draft.saved_by))
    assert {row.title for row in waiting(person)} == {"Poprawiana", "Nowiutka"}
    commit()

    editor.post(f"/panel/teksty/modul/{first}/usun")

    assert waiting(person) == []
    assert editor.get("/panel/")


def test_an_import_brings_a_module_and_a_twin_back_from_the_bin(editor, tmp_path):  # noqa: F811
    folder = write_course(tmp_path / "kurs")
    import_folder(folder)
    commit()
    before, twin = order(one(select(Course.id))), one(select(LessonTwin.id))
    if twin is not None:
        editor.post(f"/panel/teksty/etr/{twin}/usun")
    editor.post(f"/panel/teksty/modul/{one(select(CourseModule.id))}/usun")

    import_folder(folder)
    commit()

    assert order(one(select(Course.id))) == before
    assert (one(select(LessonTwin.id)), one(select(BinItem.id))) == (twin, None)


# ── twins in the bin ──


def test_a_twin_goes_to_the_bin_and_comes_back_and_the_lesson_stays(editor, client):  # noqa: F811
    course = build(editor)
    editor.post(f"/panel/kursy/{course}/opublikuj")
    lesson = one(select(Lesson.id))
    send(editor, f"/panel/teksty/etr/nowy/?w={lesson}", TWIN, "publish")
    twin, address = one(select(LessonTwin.id)), "/edukacja/kursy/pierwsze-kroki/lekcje/od-czego/?wersja=etr"
    assert "To jest łatwy tekst." in client.words(address)

    editor.post(f"/panel/teksty/etr/{twin}/usun")

    assert "To jest łatwy tekst." not in client.words(address)
    assert "To jest lekcja." in client.words(address)
    assert "łatw" not in client.words("/edukacja/kursy/pierwsze-kroki/").casefold()
    assert "Tekst łatwy do czytania jest w koszu" in editor.words(f"/panel/kursy/{course}/")
    answer = send(editor, f"/panel/teksty/etr/nowy/?w={lesson}", TWIN, "publish", status=422)
    assert "jest w koszu" in answer.text
    put_back(editor, "twin")
    assert "To jest łatwy tekst." in client.words(address)


def test_a_twin_comes_back_only_after_its_lesson_and_is_gone_after_a_month(app, editor, noon, stop_clock):  # noqa: F811
    build(editor)
    lesson = one(select(Lesson.id))
    send(editor, f"/panel/teksty/etr/nowy/?w={lesson}", TWIN, "publish")
    editor.post(f"/panel/teksty/etr/{one(select(LessonTwin.id))}/usun")
    editor.post(f"/panel/teksty/lekcja/{lesson}/usun")
    put_back(editor, "twin", status=409)
    put_back(editor, "lesson")

    after(app, stop_clock, 31, "texts.empty_bin")

    assert one(select(LessonTwin.id).execution_options(**WITH_BIN)) is None
    assert "twin" not in set(db.session.scalars(select(Revision.kind)))
    send(editor, f"/panel/teksty/etr/nowy/?w={lesson}", TWIN, "publish")
    assert one(select(Revision.version).where(Revision.kind == "twin")) == 1


# ── a planned state ──

PLAN = {"state": "archived", "day": "2026-11-24", "hour": "08:00"}


def test_a_course_is_closed_by_the_clock_at_its_moment_and_not_before(app, editor, client, noon, stop_clock):  # noqa: F811
    course = make_course()
    commit()
    number, address = course.id, f"/edukacja/kursy/{course.slug}/"
    commit()
    editor.post(f"/panel/kursy/{number}/zaplanuj", PLAN)
    assert "Zamknięcie dla nowych osób: 24 listopada 2026 r. o" in editor.words(f"/panel/kursy/{number}/")

    after(app, stop_clock, 0, "courses.keep_plans")
    assert "Kurs jest zamknięty" not in client.words(address)
    after(app, stop_clock, 1, "courses.keep_plans")

    assert "Kurs jest zamknięty" in client.words(address)
    db.session.expire_all()
    assert db.session.execute(select(Course.state, Course.planned_state, Course.planned_at)).one() == (
        "archived", None, None
    )  # fmt: skip


def test_a_course_opens_by_the_clock_and_what_is_missing_is_told_at_the_desk(app, editor, client, noon, stop_clock):  # noqa: F811
    course = build(editor)
    editor.post(f"/panel/kursy/{course}/zaplanuj", {**PLAN, "state": "published"})
    editor.post(f"/panel/teksty/lekcja/{one(select(Lesson.id))}/usun")

    after(app, stop_clock, 1, "courses.keep_plans")

    assert "nie ma jeszcze żadnej lekcji" in editor.words(f"/panel/kursy/{course}/")
    assert "nieudany plan kursu" in editor.words("/panel/")
    put_back(editor, "lesson")
    editor.post(f"/panel/kursy/{course}/zaplanuj", {**PLAN, "state": "published", "day": "2026-11-25"})
    assert "Plan kursu się nie udał" not in editor.words(f"/panel/kursy/{course}/")
    after(app, stop_clock, 1, "courses.keep_plans")
    assert "Od czego zacząć" in client.words("/edukacja/kursy/pierwsze-kroki/")


def test_a_plan_is_taken_back_by_hand_by_another_change_and_by_the_bin(editor, noon):  # noqa: F811
    course = make_course()
    commit()
    number = course.id
    for act in (
        f"/panel/kursy/{number}/odwolaj-plan",
        f"/panel/kursy/{number}/ukryj",
        f"/panel/teksty/kurs/{number}/usun",
    ):
        state = "published" if "kurs/" in act else "archived"
        editor.post(f"/panel/kursy/{number}/zaplanuj", {**PLAN, "state": state})
        db.session.expire_all()
        assert one(select(Course.planned_state)) == state
        commit()

        editor.post(act)

        db.session.expire_all()
        assert one(select(Course.planned_at).execution_options(**WITH_BIN)) is None
        commit()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("day", "2026-11-22", "w przyszłości"),
        ("day", "2028-11-24", "najdalej za rok"),
        ("day", "jutro", "w przyszłości"),
        ("day", "", "Podaj dzień"),
        ("hour", "", "Podaj godzinę"),
        ("hour", "25:00", "w przyszłości"),
        ("state", "published", "Wybierz jedną z podanych"),
        ("state", "skasowany", "Wybierz jedną z podanych"),
    ],
)
def test_a_plan_with_a_mistake_is_refused_beside_its_field_with_what_was_typed(editor, noon, field, value, said):  # noqa: F811
    course = make_course()
    commit()

    answer = editor.post(f"/panel/kursy/{course.id}/zaplanuj", {**PLAN, field: value}, status=422)

    assert said in answer.text.replace("\u00a0", " ")
    assert 'value="08:00"' in answer.text or field == "hour"
    assert one(select(Course.planned_at)) is None
