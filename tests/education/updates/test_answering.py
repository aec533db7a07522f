"""The lesson's page: for everyone to read and to try; what a graduate knows is kept, once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from akademia.core import clock
from akademia.core.db import commit, db
from akademia.core.text import date_words
from akademia.education.quizzes.queries.bank import source_of
from akademia.education.quizzes.services.bank import edit_question
from akademia.education.updates.models import UpdatePass
from akademia.education.updates.privacy import CARD
from akademia.education.updates.rules import all_right, repeated
from akademia.texts.services import publishing, recycling
from akademia.texts.services.drafts import open_text
from akademia.texts.services.kinds import Place, kind_named
from tests.client import Page
from tests.education.updates.made import (
    address_of,
    amend,
    answers,
    certificate_of,
    form_of,
    make_graduate,
    make_taught,
    make_update,
)
from tests.factories import make_user

RIGHT = answers(1, 1, 1)


@pytest.fixture
def taught(app):
    """A course with a graduate, and a published lesson on what changed since."""
    course = make_taught()
    graduate = make_graduate(course)
    update = make_update(course, amend())
    commit()
    return course, graduate, update


def passes() -> list[tuple[int, int]]:
    db.session.expire_all()
    return [(row.user_id, row.version) for row in db.session.scalars(select(UpdatePass))]


def today_words() -> str:
    return date_words(clock.today()).replace("\u00a0", " ")


def test_answers_are_all_right_only_when_each_is():
    rights = [{1}, {2}, {1}]

    assert all_right(rights, {1: 1, 2: 2, 3: 1})
    assert not all_right(rights, {1: 1, 2: 2, 3: 2})
    assert not all_right(rights, {1: 1, 2: 2})
    assert not all_right([], {})
    assert repeated(["a", "b", "a", "", ""]) == {3}


def test_a_visitor_reads_the_lesson_and_tries_the_questions_and_nothing_is_kept(client, taught):
    address = address_of(taught[2])

    words = client.words(address)
    assert "Co jest teraz" in words
    assert "Dz.U. 2026 poz. 1" in words
    assert "Dobre odpowiedzi" not in words

    words = client.words(f"{address}?p1=1&p2=2&p3=1&sprawdz=1")
    assert "Dobre odpowiedzi: 2 z 3" in words
    assert words.count("Wyjaśnienie") == 3
    assert "Dobre odpowiedzi: 3 z 3" in client.words(f"{address}?p1=1&p2=1&p3=1&sprawdz=1")
    assert passes() == []


def test_a_missing_answer_is_said_beside_its_question_and_what_was_chosen_stays(client, taught):
    _course, graduate, update = taught
    visitor = client.get(f"{address_of(update)}?p1=2&p3=1&sprawdz=1", status=422)
    holder = client.sign_in(graduate).post(address_of(update), {"p1": "2", "p2": "99", "p3": "1"}, status=422)

    for answer in (visitor, holder):
        page = Page(answer.text)
        assert "Pytanie 2: wybierz odpowiedź" in page.text
        chosen = [tag["id"] for tag in page.all("input") if "checked" in tag and str(tag["id"]).startswith("q")]
        assert chosen == ["q1-2", "q3-1"]
        assert "Dobrze" not in page.text


def test_a_graduate_s_right_answers_are_kept_and_shown_on_the_desk_and_to_who_verifies(client, new_client, taught):
    _course, graduate, update = taught
    page = f"/zaswiadczenia/{certificate_of(graduate).code}/"
    client.sign_in(graduate)

    wrong = client.post(address_of(update), answers(1, 2, 1)).headers["Location"]
    assert "Dobre odpowiedzi: 2 z 3" in client.words(wrong)
    assert passes() == []
    assert "Wiedza odświeżona" not in new_client().words(page)

    right = client.post(address_of(update), RIGHT).headers["Location"]
    said = f"Wiedza odświeżona dnia {today_words()}"
    assert said in client.words(right)
    assert said in client.words("/konto/nauka/")
    assert said in client.words(page)
    assert "Możesz odświeżyć wiedzę" not in client.words(page)
    public = new_client().words(page)
    assert said in public
    assert "Nowe świadczenie" not in public
    assert "Zaświadczenie ważne" in public


def test_who_has_nothing_to_refresh_may_try_and_nothing_is_kept(client, taught):
    stranger = make_user()
    commit()

    client.sign_in(stranger).post(address_of(taught[2]), RIGHT)

    assert passes() == []
    assert "Wiedza odświeżona" not in client.words("/konto/nauka/")


def test_what_was_passed_stays_with_its_day_whatever_becomes_of_the_lesson(client, new_client, taught, stop_clock):
    _course, graduate, update = taught
    page = f"/zaswiadczenia/{certificate_of(graduate).code}/"
    said = f"Wiedza odświeżona dnia {today_words()}"
    client.sign_in(graduate).post(address_of(update), RIGHT)
    stop_clock(clock.now() + timedelta(days=3))

    working = open_text(Place(kind_named("update"), update.id))
    later = form_of(update.told[0].amendment, title="Inny tytuł", legal_state_on=clock.today().isoformat())
    publishing.publish(working, working.opened, later, graduate.id)
    commit()
    client.sign_in(graduate).post(address_of(update), RIGHT)
    assert passes() == [(graduate.id, 1)]
    assert said in new_client().words(page)

    recycling.remove(kind_named("update"), update.id, graduate.id)
    commit()
    assert said in new_client().words(page)
    assert said in client.words("/konto/nauka/")


def test_the_lesson_asks_the_questions_as_they_stood_when_it_was_published(client, taught):
    _course, graduate, update = taught
    question = update.asked[0].question
    source = source_of(question)
    edit_question(question, source.__class__(**{**source.__dict__, "text": "Całkiem inne pytanie?"}), 1, graduate.id)
    commit()

    assert "Całkiem inne pytanie?" not in client.words(address_of(update))

    working = open_text(Place(kind_named("update"), update.id))
    publishing.publish(working, working.opened, working.values, graduate.id)
    commit()
    assert "Całkiem inne pytanie?" in client.words(address_of(update))


def test_what_is_kept_of_a_person_is_exported_merged_and_erased(client, taught):
    course, graduate, update = taught
    second = make_graduate(course)
    commit()
    client.sign_in(graduate).post(address_of(update), RIGHT)
    client.sign_in(second).post(address_of(update), RIGHT)

    assert [row["lekcja"] for row in CARD.export(graduate.id)["odświeżona wiedza"]] == ["Nowe świadczenie"]
    assert CARD.tally(graduate.id) == ["1\u00a0odświeżenie wiedzy"]
    assert CARD.merge is not None
    CARD.merge(second.id, graduate.id)
    assert passes() == [(graduate.id, 1)]
    CARD.erase(graduate.id)
    assert passes() == []
