"""Replies written in the house's editor: who may open one, what sending one does, and what never leaks of it."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.advisory.questions.models import Case, Message
from akademia.core.db import commit, db
from akademia.law.models import Citation
from akademia.law.queries.checking import problems
from akademia.mail.models import Letter
from akademia.texts.models import Draft, Revision
from tests.advisory.factories import make_case, make_message
from tests.factories import make_provision, make_user
from tests.search.index import index_all
from tests.texts.editing import opened, send

ANSWER = {"source": "Mówi o tym [art. 1](uzs:art-1). Tajne słowa odpowiedzi.", "waits": "answer",
          "legal_state_on": "2022-09-22", "default_act": "", "minutes": "25"}  # fmt: skip


@pytest.fixture
def expert(app):
    return make_user(Role.Expert, name="Ewa Ekspert")


@pytest.fixture
def case(expert):
    case = make_case(expert_id=expert.id)
    make_message(case, source="Czy uczestnik dostanie świadczenie?")
    return case


@pytest.fixture
def sign_in(new_client):
    def sign(user):
        commit()
        return new_client().sign_in(user)

    return sign


def editor_of(case):
    return f"/panel/teksty/odpowiedz-w-sprawie/{case.id}/"


def messages():
    db.session.expire_all()
    return db.session.scalars(select(Message).where(Message.kind != "question").order_by(Message.id)).all()


def test_the_question_stands_beside_the_editor(expert, case, sign_in):
    page = sign_in(expert).words(editor_of(case))

    assert "Czy uczestnik dostanie świadczenie?" in page
    assert f"Odpowiedź w sprawie {case.number}" in page


def test_an_answer_goes_to_its_asker_and_to_the_case(expert, case, sign_in):
    make_provision()
    client = sign_in(expert)

    send(client, editor_of(case), ANSWER, "publish")

    (message,) = messages()
    assert (message.kind, message.expert_id, message.minutes) == ("answer", expert.id, 25)
    assert (message.legal_state_on, message.version) == (date(2022, 9, 22), 1)
    assert 'href="' in message.html
    assert db.session.scalar(select(Case.state)) == "answered"
    assert db.session.scalars(select(Letter.template)).all() == ["questions/answered"]
    assert "Tajne słowa odpowiedzi." in client.words(f"/panel/sprawy/{case.id}/")
    assert "Tajne słowa odpowiedzi." not in client.get(editor_of(case)).text.split("data-text-editor")[1]


def test_asking_back_waits_for_the_asker_and_needs_no_legal_state(expert, case, sign_in):
    client, asked = sign_in(expert), {**ANSWER, "source": "Od kiedy?", "waits": "ask_back", "legal_state_on": ""}

    send(client, editor_of(case), asked, "publish")
    send(client, editor_of(case), {**asked, "source": "I jeszcze?"}, "publish", status=422)

    assert [message.kind for message in messages()] == ["ask_back"]
    assert db.session.scalar(select(Case.state)) == "waiting"
    assert db.session.scalars(select(Letter.template)).all() == ["questions/asked_back"]


def test_an_answer_without_its_day_or_with_wrong_minutes_is_refused_beside_the_fields(expert, case, sign_in):
    wrong = {**ANSWER, "source": "Bez przepisu.", "legal_state_on": "", "minutes": "sto"}

    page = send(sign_in(expert), editor_of(case), wrong, "publish", status=422).text

    assert "Podaj, na jaki dzień opisujesz przepisy" in page
    assert "wpisz liczbę całkowitą" in page
    assert "Bez przepisu." in page
    assert messages() == []


def test_another_experts_draft_is_shut_and_staff_may_open_it(expert, case, sign_in):
    send(sign_in(expert), editor_of(case), ANSWER)
    draft, other = db.session.scalar(select(Draft.id)), sign_in(make_user(Role.Expert))

    for address in (editor_of(case), f"/panel/szkice/{draft}/", f"/panel/szkice/{draft}/podglad/"):
        other.get(address, status=403)
    assert "Tajne słowa" not in other.words(f"/panel/sprawy/{case.id}/")
    assert "Tajne słowa" not in other.words("/panel/")
    sign_in(make_user(Role.Learner)).get(f"/panel/sprawy/{case.id}/", status=403)
    assert "Tajne słowa" in sign_in(make_user(Role.Staff)).get(editor_of(case)).text


def test_what_was_written_goes_on_with_who_gets_the_case(expert, case, sign_in):
    send(sign_in(expert), editor_of(case), ANSWER)
    heir = make_user(Role.Expert)
    commit()

    sign_in(expert).post(f"/panel/sprawy/{case.id}/przekaz", {"to": heir.id, "words": ""})

    assert "Tajne słowa" in sign_in(heir).get(editor_of(case)).text
    sign_in(expert).get(editor_of(case), status=403)


def test_a_reply_to_a_case_closed_meanwhile_is_not_sent_and_not_lost(expert, case, sign_in):
    client = sign_in(expert)
    token = opened(client, editor_of(case))
    client.post(f"/panel/sprawy/{case.id}/zamknij")

    plain = {**ANSWER, "source": "Tajne słowa odpowiedzi."}
    page = send(client, editor_of(case), plain, "publish", opened=token, status=422).text

    assert "jest zamknięta" in page
    assert "Tajne słowa odpowiedzi." in page
    assert messages() == []


def test_two_replies_are_two_messages_and_two_versions(expert, case, sign_in):
    client = sign_in(expert)

    for words in ("Pierwsza.", "Druga."):
        send(client, editor_of(case), {**ANSWER, "source": words}, "publish")

    assert [(m.source, m.version) for m in messages()] == [("Pierwsza.", 1), ("Druga.", 2)]
    assert db.session.scalars(select(Revision.source).order_by(Revision.version)).all() == ["Pierwsza.", "Druga."]


def test_a_private_reply_is_found_by_nobody_on_public_pages(expert, case, sign_in, client):
    """It cites a provision: what cites it is listed on that provision's page, and the search reads public things."""
    make_provision()
    case.title = "Tajny tytuł sprawy"
    send(sign_in(expert), editor_of(case), ANSWER, "publish")
    assert db.session.scalars(select(Citation.kind)).all() == ["reply"]

    index_all()

    addresses = ("/prawo/uzs/art-1/", "/prawo/", "/szukaj/?q=tajne", "/sitemap.xml", "/doradztwo/")
    pages = [client.get(address).text for address in addresses]
    client.get("/prawo/uzs/art-1/powolania/reply/", status=404)
    assert [page for page in pages if re.search("tajn[aiy]|tajne słowa|Odpowiedź w sprawie", page, re.I)] == []
    assert problems() == []
