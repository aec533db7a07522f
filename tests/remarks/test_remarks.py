"""Whoever sees a mistake says so in a minute; staff find it at the desk and answer once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.core import clock
from akademia.core.db import commit, db
from akademia.mail.models import Letter
from akademia.remarks import privacy, services
from akademia.remarks.models import Remark
from tests.factories import make_provision, make_user

SEND, DESK = "/zglos-blad/", "/panel/uwagi/"
PLACE = "/prawo/uzs/art-15-ust-4/"


def sent():
    return list(db.session.scalars(select(Remark).order_by(Remark.id)))


def test_a_provision_leads_to_the_form_which_keeps_its_place(app, client):
    make_provision("art-15-ust-4")
    commit()

    assert f"{SEND}?strona={PLACE}" in client.get(PLACE).text.replace("%2F", "/")
    client.post(f"{SEND}?strona={PLACE}", {"words": "Zła data w drugim zdaniu."}, status=200)

    assert [(one.place, one.words, one.email) for one in sent()] == [(PLACE, "Zła data w drugim zdaniu.", "")]


def test_what_is_missing_is_said_beside_the_field_and_what_was_typed_stays(app, client):
    told = client.post(SEND, {"words": "", "email": "zly adres"}, status=422).text

    assert "Napisz, co jest nie tak" in told
    assert "zly adres" in told
    client.post(SEND, {"words": "a" * 2001}, status=422)
    client.post(SEND, {"words": "Kup teraz", "website": "https://example.org"}, status=422)
    assert sent() == []


@pytest.mark.parametrize("said", ["//example.org/", "https://example.org/", "/\\example.org", "/a\nb", "/" + "a" * 300])
def test_a_place_that_is_none_of_ours_is_never_a_link(app, client, said):
    told = client.get(SEND, query_string={"strona": said}).text
    client.post(SEND, {"words": "Coś"}, status=200, query_string={"strona": said})

    assert "Wróć na stronę<" not in told
    assert sent()[0].place == ""


def test_staff_settle_it_once_and_whoever_left_an_address_is_told(app, client, new_client):
    staff = make_user(Role.Staff)
    commit()
    client.post(f"{SEND}?strona={PLACE}", {"words": "Literówka", "email": "Czyta@Example.org"}, status=200)
    desk, one = new_client().sign_in(staff), sent()[0].id

    assert "zgłoszony błąd" in desk.words("/panel/")
    desk.post(f"{DESK}{one}/", {"answer": "Poprawione."})
    again = desk.post(f"{DESK}{one}/", {"answer": "Jeszcze raz."}, status=409)

    assert "już załatwione" in again.text
    letters = list(db.session.scalars(select(Letter).where(Letter.template == "remarks/settled")))
    assert [one.to_address for one in letters] == ["czyta@example.org"]
    assert "Poprawione." in letters[0].text_body
    assert "Literówka" not in desk.words(DESK)
    assert "Literówka" in desk.words(f"{DESK}?stan=wszystkie")


def test_experts_and_learners_do_not_read_them(app, new_client):
    for role in (Role.Learner, Role.Expert):
        user = make_user(role)
        commit()
        new_client().sign_in(user).get(DESK, status=403)


def test_a_person_gets_theirs_and_is_forgotten_while_the_words_stay_a_year(app):
    user = make_user(Role.Learner)
    services.send(PLACE, "Moje słowa", user.email)
    services.send(PLACE, "Cudze słowa", "inna@example.org")
    commit()

    assert [one["treść"] for one in privacy.export(user.id)["zgłoszone błędy"]] == ["Moje słowa"]
    privacy.CARD.erase(user.id)
    commit()

    assert [(one.words, one.email) for one in sent()] == [("Moje słowa", ""), ("Cudze słowa", "inna@example.org")]
    assert services.forget_old(clock.now() - timedelta(days=1)) == 0
    assert services.forget_old(clock.now() + timedelta(days=1)) == 2
