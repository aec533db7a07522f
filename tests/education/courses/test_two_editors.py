"""Two editors on one text of a course: whatever its kind, the second sees both and decides; nothing is lost unseen."""

import pytest
from sqlalchemy import select

from akademia.core.db import commit, db
from akademia.education.courses.models import Course, CourseModule, Lesson, LessonTwin
from akademia.texts.models import Term
from tests.client import Page as Shown
from tests.education.courses.test_building import COURSE, LESSON, MODULE, TWIN, build
from tests.texts.editing import TERM, drafts, make_page, opened, send, sign_in_editor

# kind in the address -> (its table, a form, the field in which the two differ)
KINDS = {
    "kurs": (Course, COURSE, "summary"),
    "modul": (CourseModule, MODULE, "title"),
    "lekcja": (Lesson, LESSON, "source"),
    "etr": (LessonTwin, TWIN, "source"),
    "haslo": (Term, TERM, "meaning"),
    "strona": (None, {"title": "Strona", "slug": "nasza", "summary": "Krótko.", "source": "Tekst."}, "source"),
}


@pytest.fixture(params=list(KINDS))
def text(request, app, new_client):
    """Two editors, the address of a published text that both have opened, what with, and its form."""
    first, second = (sign_in_editor(new_client()) for _ in range(2))
    build(first)
    send(first, f"/panel/teksty/etr/nowy/?w={db.session.scalar(select(Lesson.id))}", TWIN, "publish")
    send(first, "/panel/teksty/haslo/nowy/", TERM, "publish")
    page = make_page("nasza").id
    commit()
    table, values, field = KINDS[request.param]
    number = page if table is None else db.session.scalar(select(table.id))
    commit()
    address = f"/panel/teksty/{request.param}/{number}/"
    token = opened(first, address)
    assert opened(second, address) == token
    return first, second, address, token, values, field


def test_the_second_editor_sees_both_and_nothing_is_overwritten(text):
    first, second, address, token, values, field = text
    send(first, address, {**values, field: "Tamte słowa"}, opened=token)

    answer = send(second, address, {**values, field: "Moje słowa"}, opened=token, status=409)

    words = Shown(answer.text).text
    assert "Dwie osoby zmieniły ten tekst" in words
    assert "[usunięto: Tamte ]" in words
    assert "[dodano: Moje ]" in words
    assert drafts()[0].data[field] == "Tamte słowa"


@pytest.mark.parametrize(("act", "published"), [("edit", False), ("publish", True)])
def test_the_second_editor_decides_with_both_in_sight(text, act, published):
    first, second, address, token, values, field = text
    send(first, address, {**values, field: "Tamte słowa"}, opened=token)
    shown = send(second, address, {**values, field: "Moje słowa"}, opened=token, status=409)
    fresh = shown.text.split('name="opened" value="')[1].split('"')[0]

    answer = send(second, address, {**values, field: "Moje słowa"}, act, opened=fresh, status=303 if published else 200)

    if published:
        assert "Moje słowa" in second.get(address).text
        assert drafts() == []
    else:
        assert "Moje słowa" in answer.text
        assert drafts()[0].data[field] == "Tamte słowa"


def test_what_the_first_published_meanwhile_is_told_to_the_second(text):
    first, second, address, token, values, field = text
    send(first, address, {**values, field: "Tamte słowa"}, "publish", opened=token)

    answer = send(second, address, {**values, field: "Moje słowa"}, "publish", opened=token, status=409)

    assert "Opublikowana wersja 2" in answer.text
    assert "Tamte słowa" in first.get(address).text
