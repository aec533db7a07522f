"""The expert's pages on the way to readers, by their forms; who may see what."""

import re

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.advisory.questions.models import Case, PublishedAnswer, Reading
from akademia.advisory.questions.services import consent, reading
from akademia.core.db import commit, db
from akademia.texts.models import Draft
from tests.advisory.publishing import answered_case, draft_of, published, words_of
from tests.factories import make_provision, make_user
from tests.texts.editing import send


@pytest.fixture(autouse=True)
def provision(app):
    return make_provision("art-15-ust-4")


@pytest.fixture
def author(app):
    return make_user(Role.Expert)


@pytest.fixture
def case(author):
    made = answered_case(author)
    commit()
    return made


def test_an_answer_walks_by_forms_from_its_case_to_its_readers(client, new_client, author, case):
    number, values = case.id, words_of(case)
    expert, second = new_client().sign_in(author), new_client().sign_in(make_user(Role.Expert))
    way = f"/panel/odpowiedzi/sprawa/{number}/"
    assert "nie zapytano" in expert.words(way)

    expert.post(f"{way}zgoda")
    send(expert, f"/panel/teksty/odpowiedzi/nowy/?w={number}", values)
    draft = db.session.scalar(select(Draft.id))
    expert.post(f"{way}czytanie/{draft}")
    to_read = f"/panel/odpowiedzi/do-przeczytania/{draft}/"
    assert "Czy w chorobie należy się świadczenie" in second.words("/panel/odpowiedzi/do-przeczytania/")
    assert "[numer PESEL]" in second.words(to_read)
    mark = re.search(r'name="mark"[^>]*value="(\w+)"', second.get(to_read).text)[1]
    assert "Napisz, co trzeba poprawić" in second.post(to_read, {"mark": mark, "act": "return"}, status=422).text
    second.post(to_read, {"mark": mark, "act": "approve"})
    consent.give(db.session.get_one(Case, number))
    commit()
    send(expert, f"/panel/szkice/{draft}/", values, "publish")

    answer = db.session.scalar(select(PublishedAnswer))
    assert answer.title in client.words(f"/doradztwo/odpowiedzi/{answer.id}-{answer.slug}/")
    assert "czytelnicy widzą wersję 1" in expert.words(way)


def test_the_editor_shows_the_original_with_its_personal_data_marked(new_client, author, case):
    page = new_client().sign_in(author).get(f"/panel/teksty/odpowiedzi/nowy/?w={case.id}").text

    assert '<mark title="numer PESEL">83011735174' in page
    assert "[numer PESEL]. Czy w czasie choroby" in page


def test_a_refused_publication_says_why_beside_its_field_and_keeps_what_was_typed(new_client, author, case):
    values = words_of(case, source="Zadzwoń: 600 123 456.")

    page = send(
        new_client().sign_in(author), f"/panel/teksty/odpowiedzi/nowy/?w={case.id}", values, "publish", status=422
    )

    assert "numer telefonu „600 123 456” (odpowiedź)" in page.text
    assert "Zadzwoń: 600 123 456." in page.text


def test_another_experts_draft_stays_shut_until_it_is_handed_over(new_client, author, case):
    draft = draft_of(case, author.id).id
    other = make_user(Role.Expert)
    commit()
    number, stranger, writer = case.id, new_client().sign_in(other), new_client().sign_in(author)

    stranger.get(f"/panel/szkice/{draft}/", 403)
    stranger.get(f"/panel/szkice/{draft}/podglad/", 403)
    stranger.get(f"/panel/teksty/odpowiedzi/nowy/?w={number}", 403)
    stranger.get(f"/panel/odpowiedzi/sprawa/{number}/", 403)
    stranger.get(f"/panel/odpowiedzi/do-przeczytania/{draft}/", 409)
    writer.post(f"/panel/odpowiedzi/sprawa/{number}/czytanie/{draft}")

    stranger.get(f"/panel/odpowiedzi/do-przeczytania/{draft}/")
    stranger.get(f"/panel/szkice/{draft}/", 403)
    writer.get(f"/panel/odpowiedzi/do-przeczytania/{draft}/", 409)


def test_words_that_changed_while_they_were_read_are_not_approved(new_client, author, case):
    draft = draft_of(case, author.id)
    old = reading.hand_over(case.id, draft.id, author.id).digest
    commit()
    number, case_number = draft.id, case.id
    second, writer = new_client().sign_in(make_user(Role.Expert)), new_client().sign_in(author)
    changed = {**words_of(db.session.get_one(Case, case_number)), "summary": "Zupełnie inaczej."}
    send(writer, f"/panel/szkice/{number}/", changed)
    writer.post(f"/panel/odpowiedzi/sprawa/{case_number}/czytanie/{number}")

    second.post(f"/panel/odpowiedzi/do-przeczytania/{number}/", {"mark": old, "act": "approve"}, status=409)

    assert db.session.scalar(select(Reading.id).where(Reading.verdict == "approved")) is None


def test_staff_neither_edit_nor_read_private_words_but_see_what_is_published(new_client, author, case):
    answer, draft = published(), draft_of(case, author.id).id
    commit()
    title = answer.title
    staff = new_client().sign_in(make_user(Role.Staff))

    staff.get(f"/panel/szkice/{draft}/", 403)
    staff.get(f"/panel/odpowiedzi/do-przeczytania/{draft}/", 403)

    assert title in staff.words("/panel/odpowiedzi/")
