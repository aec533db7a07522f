"""Texts to look at, at the desk; and what their readers are told from the day the law changes."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.core import clock
from akademia.core.db import commit, db
from akademia.education.courses.models import Lesson
from akademia.law import queries
from akademia.law.formats.register import AmendmentRow, ChangeRow, read_names
from akademia.law.models import Review
from akademia.law.services import Place, cite, enter, keep_act, turn_day
from akademia.starter.services.loading import STARTER
from tests.factories import make_course, make_user

PAGE = "/panel/przeglady/"


@pytest.fixture
def act(act_kept):
    return queries.act()


@pytest.fixture
def lessons(act):
    """Two lessons of a public course: one speaks of art. 15, the other of art. 2."""
    course = make_course(lessons=2)
    for lesson, key in zip(course.lessons, ("art-15", "art-2"), strict=True):
        lesson.preview = True
        cite("lesson", lesson.id, 1, [Place(key)], clock.today() - timedelta(days=900))
    commit()
    return [(lesson.title, f"/edukacja/kursy/{course.slug}/lekcje/{lesson.slug}/") for lesson in course.lessons]


def amend(act, days: int, summary: str = "Nowy opis świadczenia."):
    """Enter an amendment of art. 15 ust. 4 that takes force some days from now."""
    day = clock.today() + timedelta(days=days)
    change = ChangeRow("art-15-ust-4", "changed", "Świadczenie zmieniono na próbę.", "art. 1", day, None, summary)
    passed = clock.today() - timedelta(days=40)
    enter(act, AmendmentRow("du-p-1", "Ustawa próbna", "Dz.U. 2026 poz. 1", "DU/2026/1", passed, passed, "", None,
                            (change,), ()))  # fmt: skip
    commit()


@pytest.fixture
def editor(client):
    client.sign_in(make_user(Role.Staff))
    return client


def test_the_list_shows_what_to_look_at_why_and_since_when_and_nothing_else(act, lessons, editor):
    amend(act, days=-1)

    words = editor.words(PAGE)

    assert lessons[0][0] in words
    assert lessons[1][0] not in words
    assert "art. 15 ust. 4 Świadczenie zmieniono na próbę." in words
    assert "już obowiązuje" in words
    assert "Do przeglądu: 1 tekst (Dz.U. 2026 poz. 1)" in editor.words("/panel/")


def test_readers_are_told_from_the_day_and_not_before(act, lessons, client):
    amend(act, days=1)
    assert "Przepisy zmieniły się" not in client.words(lessons[0][1])

    amend(act, days=0)

    told = client.words(lessons[0][1])
    assert "Przepisy zmieniły się po napisaniu tego tekstu" in told
    assert "art. 15 ust. 4 – Świadczenie zmieniono na próbę." in told
    assert "Przepisy zmieniły się" not in client.words(lessons[1][1])


def test_when_the_day_comes_pages_are_made_anew(act, lessons, client):
    amend(act, days=1)
    assert "Przepisy zmieniły się" not in client.words(lessons[0][1])

    clock.freeze(clock.now() + timedelta(days=1))
    try:
        turn_day(clock.today())
        commit()
        assert "Przepisy zmieniły się" in client.words(lessons[0][1])
    finally:
        clock.freeze(None)


def test_a_text_signed_as_still_right_is_told_no_more_and_the_note_is_kept(act, lessons, editor):
    amend(act, days=-1)
    number = db.session.scalar(select(Review.id))

    editor.post(PAGE, {"przeglad": number, "act": "sign", "note": "Lekcja mówi tylko o zasadzie."}, 303)

    assert "Nic tu nie czeka." in editor.words(PAGE)
    assert "Lekcja mówi tylko o zasadzie." in editor.words(f"{PAGE}?stan=zamkniete")
    assert "Przepisy zmieniły się" not in editor.words(lessons[0][1])
    assert "potwierdzenie, że tekst jest nadal aktualny" in editor.words("/panel/")


def test_a_text_is_taken_and_listed_as_mine(act, lessons, editor):
    amend(act, days=-1)
    number = db.session.scalar(select(Review.id))
    assert lessons[0][0] in editor.words(f"{PAGE}?kogo=niczyje")

    editor.post(f"{PAGE}?stan=pilne", {"przeglad": number, "act": "take"}, 303)

    assert lessons[0][0] in editor.words(f"{PAGE}?kogo=moje&stan=pilne")
    assert lessons[0][0] not in editor.words(f"{PAGE}?kogo=niczyje")
    assert lessons[0][0] not in editor.words(f"{PAGE}?stan=nadchodzi")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"act": "sign", "note": "bo tak"}, "Zaznacz co najmniej jeden tekst."),
        ({"act": "sign", "note": "x" * 401, "przeglad": "1"}, "Skróć notatkę do 400 znaków."),
    ],
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(act, lessons, editor, sent, said):
    amend(act, days=-1)

    answer = editor.post(PAGE, sent, 422)

    assert said in answer.text.replace("\u00a0", " ")
    assert sent["note"] in answer.text
    assert db.session.scalar(select(Review.verdict)) is None


def test_a_strange_act_and_a_stranger_are_refused(act, lessons, editor, new_client):
    editor.post(PAGE, {"act": "erase", "przeglad": "1"}, 400)
    new_client().get(PAGE, 303)


def test_what_somebody_closed_before_is_said(act, lessons, editor):
    amend(act, days=-1)
    number = db.session.scalar(select(Review.id))
    editor.post(PAGE, {"przeglad": number, "act": "sign"}, 303)

    editor.post(PAGE, {"przeglad": [number, 10**6], "act": "take"}, 303)

    assert "Ktoś wcześniej zamknął: 1 przegląd." in editor.words(PAGE)


def test_an_act_known_by_name_shows_the_public_texts_that_speak_of_it(act, lessons, client):
    for row in read_names(STARTER / "law" / "inne-akty.yaml"):
        keep_act(row)
    lesson = db.session.scalars(select(Lesson).order_by(Lesson.id)).first()
    hidden = make_course(lessons=1, state="draft").lessons[0]
    for one in (lesson, hidden):
        cite("lesson", one.id, 1, [Place(act="ups")], clock.today())
    commit()

    words = client.words("/prawo/ups/")

    assert f"Kto w Akademii o nim mówi Lekcje {lesson.title}" in words
    assert hidden.course.title not in words
    assert "Kto w Akademii o nim mówi" not in client.words("/prawo/kpa/")
