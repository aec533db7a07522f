"""Two editors on one text: the second sees both and decides; nothing is lost without a word.

The races are real: threads with their own connections press the same button at the same moment.
"""

from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from threading import Barrier

import pytest
from sqlalchemy import select

from akademia.core import db as database
from akademia.core.db import commit, db
from akademia.texts.models import Page, Revision
from akademia.texts.services import drafts as services
from akademia.texts.services import publishing
from akademia.texts.services.drafts import Conflict
from akademia.texts.services.kinds import Place, kind_named
from tests.client import Page as Shown
from tests.texts.editing import PAGE, drafts, make_page, opened, send, sign_in_editor

MINE, THEIRS = {**PAGE, "source": "Mój tekst."}, {**PAGE, "source": "Tamten tekst."}
EDITORS = 8


@pytest.fixture
def address(app):
    number = make_page("o-akademii").id
    commit()
    return f"/panel/teksty/strona/{number}/"


@pytest.fixture
def pair(app, new_client, address):
    """Two editors who have opened the same text, and what both opened it with."""
    first, second = (sign_in_editor(new_client()) for _ in range(2))
    token = opened(first, address)
    assert token == opened(second, address)
    return first, second, token


def test_the_second_editor_sees_both_texts_and_what_differs(pair, address):
    first, second, token = pair
    send(first, address, THEIRS, opened=token)

    answer = send(second, address, MINE, opened=token, status=409)

    assert "Dwie osoby zmieniły ten tekst" in answer.text
    assert "[usunięto: Tamten ]" in Shown(answer.text).text
    assert "[dodano: Mój ]" in Shown(answer.text).text
    assert drafts()[0].data["source"] == "Tamten tekst."


@pytest.mark.parametrize(("act", "kept"), [("save", "Mój tekst."), ("edit", "Tamten tekst.")])
def test_the_second_editor_keeps_their_own_or_goes_on_editing(pair, address, act, kept):
    first, second, token = pair
    send(first, address, THEIRS, opened=token)
    shown = send(second, address, MINE, opened=token, status=409)
    fresh = shown.text.split('name="opened" value="')[1].split('"')[0]

    answer = send(second, address, MINE, act, opened=fresh, status=303 if act == "save" else 200)

    assert drafts()[0].data["source"] == kept
    if act == "edit":
        assert "Mój tekst." in answer.text
        send(second, address, MINE, opened=fresh)
        assert drafts()[0].data["source"] == "Mój tekst."


def test_a_script_hears_of_the_conflict_and_keeps_the_text(pair, address):
    first, second, token = pair
    send(first, address, THEIRS, opened=token)

    answer = send(second, address, MINE, opened=token, status=409, headers={"Accept": "application/json"})

    assert answer.json["error"] == "conflict"


def test_what_was_published_meanwhile_is_not_overwritten_unseen(pair, address):
    first, second, token = pair
    send(first, address, {**THEIRS, "slug": "o-akademii"}, "publish", opened=token)

    answer = send(second, address, {**MINE, "slug": "o-akademii"}, "publish", opened=token, status=409)

    assert "Opublikowana wersja 2" in answer.text
    assert db.session.scalar(select(Page.version)) == 2


def test_a_draft_given_up_and_begun_anew_is_not_taken_for_the_old_one(pair, address):
    first, second, _token = pair
    send(first, address, THEIRS)
    seen = opened(second, address)
    send(first, address, THEIRS, "discard")
    send(first, address, {**THEIRS, "title": "Inny"})

    send(second, address, MINE, opened=seen, status=409)


def race(app, act):
    """Call an act in many threads at one moment; return what came of each."""
    start = Barrier(EDITORS)

    def one(number):
        with app.app_context(), database.writing():
            start.wait()
            try:
                act(number)
                database.commit()
            except Conflict:
                database.rollback()
                return "conflict"
            finally:
                db.session.remove()
            return "saved"

    with ThreadPoolExecutor(EDITORS) as pool:
        return list(pool.map(lambda number: Context().run(one, number), range(EDITORS)))


@pytest.mark.parametrize("begun", [False, True], ids=["first save", "later save"])
def test_of_many_saves_at_one_moment_exactly_one_is_kept(app, address, begun):
    place = Place(kind_named("page"), int(address.split("/")[-2]))
    if begun:
        services.save(place, None, "1.0", PAGE, 99)
        commit()
    token = services.open_text(place).opened
    commit()

    came = race(app, lambda number: services.save(place, None, token, {**PAGE, "title": f"Tytuł {number}"}, number))

    assert sorted(came) == ["conflict"] * (EDITORS - 1) + ["saved"]
    draft = drafts()[0]
    assert draft.title == f"Tytuł {draft.saved_by}"
    assert draft.version == (2 if begun else 1)


def test_of_many_publications_at_one_moment_exactly_one_is_kept(app, address):
    place = Place(kind_named("page"), int(address.split("/")[-2]))
    token = services.open_text(place).opened
    commit()

    def publish(number):
        values = {**PAGE, "slug": "o-akademii", "title": f"Tytuł {number}"}
        publishing.publish(services.open_text(place), token, values, number)

    came = race(app, publish)

    assert came.count("saved") == 1
    assert db.session.scalars(select(Revision.version).order_by(Revision.version)).all() == [1, 2]
