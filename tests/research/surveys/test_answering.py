"""Answering, as a respondent without scripts does it."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.organisations.models import Territory
from akademia.research.surveys.models import SurveyAnswer, SurveyDraft, SurveyInvitation, SurveyPass, WaitingAnswer
from akademia.research.surveys.queries.keys import draft_by, token_of, typed_token, unseal
from akademia.research.surveys.services import answering, moving, opening
from tests.research.surveys.filling import Respondent
from tests.research.surveys.making import invite, make_study

MATRIX = {"p7.r1": "2", "p7.r2": "5"}


@pytest.fixture
def lubelskie(app):
    db.session.add(Territory(code="06", level="voivodeship", name="lubelskie", name_key="l", kind="województwo"))
    db.session.commit()


def begin(client, study):
    address = f"/badania/ankiety/{study.slug}/{study.groups[0].key}/odpowiedz/"
    return Respondent(client, address, address)


def kept():
    return [unseal(row.sealed) for row in db.session.scalars(select(WaitingAnswer))]


def test_answers_of_every_kind_are_read_and_kept_as_the_questionnaire_says(client, lubelskie):
    filler = begin(client, make_study())

    filler.press("dalej", p1="tak", p2=["c", "a"])
    filler.press("dalej", p3="12,5", p4="2026-11-23", **{"p5.kind": "kis", "p5.name": "Klub", "p6": "06"})
    last = filler.press("dalej", p8="4", p9="dobrze", p10="Po prostu\ndobrze", **MATRIX)
    assert "A; C" in last
    assert "lubelskie" in last
    filler.press("wyslij", 303)

    assert kept() == [
        {"p1": "tak", "p2": ["a", "c"], "p3": 12.5, "p4": "2026-11-23", "p5": {"kind": "kis", "name": "Klub"},
         "p6": "06", "p7": {"r1": 2, "r2": 5}, "p8": 4, "p9": "dobrze", "p10": "Po prostu\ndobrze"}
    ]  # fmt: skip


def test_a_skipped_page_is_not_shown_and_what_was_typed_on_it_is_not_kept(client):
    filler = begin(client, make_study())
    filler.press("dalej", p1="tak")
    filler.press("wstecz", p3="12")

    assert "Ocena" in filler.press("dalej", p1="nie")
    filler.press("dalej", **MATRIX)
    filler.press("wyslij", 303)

    assert kept() == [{"p1": "nie", "p7": {"r1": 2, "r2": 5}}]


def test_a_wrong_page_names_each_fault_beside_its_field_and_keeps_all_that_was_typed(client):
    filler = begin(client, make_study())

    wrong = filler.press("dalej", 422, p2=["a", "b", "c"])
    assert "data-focus" in wrong
    assert "Wybierz jedną odpowiedź" in wrong
    assert "Zaznacz najwyżej 2. Teraz zaznaczone: 3" in wrong
    assert len(re.findall(r'<input[^>]*name="o-p2"[^>]* checked', wrong)) == 3
    filler.press("dalej", p1="tak")
    number = filler.press("dalej", 422, p3="dużo", p4="wczoraj")
    assert 'value="dużo"' in number
    assert 'value="wczoraj"' in number
    back = filler.press("wstecz", p3="dużo")
    assert "checked" in back
    assert 'value="dużo"' in filler.press("dalej", p1="tak")


def test_consent_is_asked_before_anything_else(client):
    study = make_study()
    address = f"/badania/ankiety/{study.slug}/{study.groups[0].key}/odpowiedz/"

    assert "Zaznacz zgodę" in client.post(address, {"zacznij": "1"}, 422).text
    client.post(address, {"wyslij": "1", "place": "koniec", "said": "{}"}, 200)
    assert kept() == []


@pytest.mark.parametrize("said", ["[]", "x", '{"p1": "tak"}', '{"p1": [1], "p99": ["a"]}', '{"p3": [{}]}'])
def test_what_no_form_of_ours_sends_does_no_harm(client, said):
    study = make_study()
    address = f"/badania/ankiety/{study.slug}/{study.groups[0].key}/odpowiedz/"

    client.post(address, {"agreed": "1", "wyslij": "1", "place": "koniec", "said": said}, 422)
    assert kept() == []


def test_the_same_form_sent_twice_is_one_answer(client):
    filler = begin(client, make_study())
    filler.press("dalej", p1="nie")
    filler.press("dalej", **MATRIX)

    filler.press("wyslij", 303)
    filler.press("wyslij", 303)
    assert len(kept()) == 1


def test_a_draft_opens_by_its_link_alone_and_goes_with_the_sending(client, new_client):
    filler = begin(client, make_study())
    filler.press("dalej", p1="tak")
    told = filler.press("pozniej", p3="7")
    link = re.findall(r"/badania/ankiety/szkic/[\w-]+/", told)[0]
    assert unseal(db.session.scalars(select(SurveyDraft.sealed)).one()) is None

    other = Respondent.__new__(Respondent)
    other.client, other.group = new_client(), filler.group
    other.html = other.client.get(link).text
    assert 'value="7"' in other.html
    other.press("pozniej", p3="8")
    assert db.session.scalar(select(func.count()).select_from(SurveyDraft)) == 1
    other.html = other.client.get(link).text
    other.press("dalej", p3="8")
    other.press("dalej", **MATRIX)
    other.press("wyslij", 303)

    assert kept()[0]["p3"] == 8
    assert "nie działa" in client.get(link, 404).text
    with pytest.raises(Missing):
        draft_by(link.split("/")[-2])


def test_an_invitation_gives_one_answer_and_its_lost_pass_comes_back_until_then(client):
    study = make_study("tokens")
    group = f"/badania/ankiety/{study.slug}/{study.groups[0].key}/odpowiedz/"
    token = invite(study.groups[0], 1)[0]
    address = f"/badania/ankiety/zaproszenie/{token}/"

    client.get(address)
    assert not db.session.scalars(select(SurveyInvitation.used)).one()
    Respondent(client, address, group)
    filler = Respondent(client, address, group)
    filler.press("dalej", p1="nie")
    filler.press("dalej", **MATRIX)
    filler.press("wyslij", 303)

    assert "/dziekujemy/" in filler.press("wyslij", 303), "sent twice by a double click"
    moving.move(study.groups[0].id)
    db.session.commit()
    assert "już jest odpowiedź" in filler.press("wyslij", 409)
    assert "już jest odpowiedź" in client.post(address, {"agrees": "1"}, 409).text
    assert "Kod z zaproszenia" in client.get(group).text
    assert db.session.scalar(select(func.count()).select_from(SurveyAnswer)) == 1
    assert db.session.scalars(select(SurveyPass)).all() == []


def test_a_code_on_paper_is_read_however_it_is_typed(client):
    token = invite(make_study("tokens").groups[0], 1)[0]
    typed = " ".join(token.lower()[at : at + 4] for at in range(0, 20, 4))

    sent = client.post("/badania/ankiety/kod/", {"code": typed})
    assert sent.location.endswith(f"/zaproszenie/{token}/")
    assert "Nie ma takiego kodu" in client.post("/badania/ankiety/kod/", {"code": "ABCD"}, 422).text
    assert typed_token(token_of("x").lower()) == token_of("x")


def test_a_study_that_is_over_takes_nothing_even_before_the_clock_closes_it(client, stop_clock):
    study = make_study()
    filler = begin(client, study)
    ends = study.closes_at

    stop_clock(ends + timedelta(seconds=1))
    assert "nie przyjmuje teraz odpowiedzi" in filler.press("dalej", 409, p1="nie")
    with pytest.raises(answering.NotOpen):
        answering.send(study.groups[0], {})


def test_few_answers_wait_and_the_closing_moves_them_all(app):
    study = make_study()
    for number in range(moving.FEWEST - 1):
        answering.send(study.groups[0], {"p3": number})
    db.session.commit()
    assert moving.move_due() == 0

    answering.send(study.groups[0], {"p3": 100})
    assert moving.move_due() == moving.FEWEST
    answering.send(study.groups[0], {"p3": 101})
    answering.keep_draft(study.groups[0], {"said": {}})
    db.session.commit()
    opening.close_study(study.id)
    db.session.commit()

    bodies = db.session.scalars(select(SurveyAnswer.body)).all()
    assert sorted(one["p3"] for one in bodies) == [0, 1, 2, 3, 100, 101]
    assert db.session.scalars(select(SurveyDraft)).all() == []
    assert kept() == []
    assert clock.now() >= study.closed_at


def test_public_pages_ask_the_same_number_of_questions_for_one_study_and_for_many(client, count_queries):
    make_study()
    one = count_queries(lambda: client.get("/badania/ankiety/?a"))
    page = count_queries(lambda: client.get("/badania/ankiety/badanie-probne/?a"))
    for number in range(6):
        make_study(slug=f"Inne {number}", groups=3)

    assert count_queries(lambda: client.get("/badania/ankiety/?b")) == one
    assert count_queries(lambda: client.get("/badania/ankiety/inne-1/?b")) == page
