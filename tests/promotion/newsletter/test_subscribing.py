"""Subscribing in two steps, choosing and leaving. Nobody but the address itself learns whether it subscribes.

A letter is often forwarded, so what it holds can at most end its own subscription; scanners open every link, so a GET
changes nothing.
"""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from akademia.core import clock
from akademia.core.db import commit, db
from akademia.core.operator import OPERATOR
from akademia.promotion.newsletter import rules
from akademia.promotion.newsletter.models import Subscriber
from akademia.promotion.newsletter.privacy import CARD
from akademia.promotion.newsletter.queries import subscribers as queries
from akademia.promotion.newsletter.services import subscribing
from tests.factories import make_user
from tests.promotion.newsletter.making import letters_to, subscriber

JOIN = "/promocja/newsletter/zapis/"
SENT = "/promocja/newsletter/wyslane/?co=zapis"
WANTED = {"email": "Anna@Example.org", "topics": ["education", "research"], "consent": "y"}
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def link_in(letter) -> str:
    return urlsplit(re.search(r"http\S+/promocja/newsletter/\S+", letter.text_body)[0]).path


def join(client, **more):
    return client.post(JOIN, {"csrf_token": client.token(), **WANTED, **more})


def kept(email="Anna@example.org") -> Subscriber:
    db.session.expire_all()
    return queries.by_address(email)


def way_out(person, issue_id=7) -> str:
    return f"/promocja/newsletter/wypis/{queries.way_out_token(person.key, issue_id)}/"


def test_an_address_subscribes_when_the_button_behind_its_link_is_pressed_on_any_device(app, client, new_client):
    assert join(client).location == SENT
    link = link_in(letters_to("Anna@example.org")[0])
    scanner, phone = new_client(), new_client()

    scanner.get(link)
    scanner.get(link)
    assert kept().state == "waiting"

    assert "Tematy: Kursy i szkolenia, Badania i statystyki" in phone.words(link)
    phone.post(link, {"csrf_token": phone.token()})
    assert "Adres jest zapisany" in phone.words(link)
    person = kept()
    assert (person.state, person.topics) == ("active", " education research ")
    assert (person.consent_text, person.consent_version) == (rules.CONSENT, rules.CONSENT_VERSION)
    assert person.asked_at <= person.confirmed_at


def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(app, client):
    page = client.post(JOIN, {"csrf_token": client.token(), "email": "anna@", "topics": ["research"]}, status=422).text

    assert "Wpisz adres e-mail ze znakiem @" in page
    assert "Zaznacz zgodę" in page
    assert 'value="anna@"' in page
    assert re.search(r'value="research"[^>]* checked', page)
    assert db.session.scalar(select(Subscriber)) is None


def test_asking_again_tells_the_page_nothing_and_changes_no_preference(app, client, new_client):
    known = subscriber("anna@example.org", topics=" research ")
    commit()

    first, second = join(client), join(new_client(), email="nieznany@example.org")

    assert first.location == second.location
    assert (kept().topics, kept().state) == (" research ", "active")
    assert kept().nonce == known.nonce
    assert "ustawienia" in letters_to("anna@example.org")[0].subject.lower()
    assert letters_to("nieznany@example.org")[0].subject == "Potwierdź zapis na newsletter"


def test_an_old_link_does_not_bring_back_who_left(app, client):
    join(client)
    link = link_in(letters_to("Anna@example.org")[0])
    client.post(link, {"csrf_token": client.token()})
    subscribing.stop(kept(), "reader")
    commit()

    client.get(link, status=404)
    client.post(link, {"csrf_token": client.token()}, status=404)
    assert kept().state == "stopped"


def test_one_click_ends_a_subscription_without_session_and_token_and_tells_of_the_issue(app, client, new_client):
    path = way_out(subscriber("jan@example.org"))
    commit()

    client.get(path)
    client.post(path, {}, status=400)
    assert kept("jan@example.org").state == "active"

    new_client().open_any("POST", path, data=ONE_CLICK)
    new_client().open_any("POST", path, data=ONE_CLICK)
    assert (kept("jan@example.org").state, kept("jan@example.org").ended_by) == ("stopped", "reader")
    client.post("/promocja/newsletter/wypis/obce/", ONE_CLICK, status=400)


def test_a_forwarded_letter_lets_its_holder_at_most_end_it_after_a_button(app, client):
    person = subscriber("jan@example.org")
    commit()
    path = way_out(person)
    page = client.words(path)

    assert "jan@example.org" not in page
    assert "Wypisz się z newslettera" in page
    client.get(f"/promocja/newsletter/ustawienia/{queries.way_out_token(person.key, 7)}/", status=404)
    client.post(f"{path}potwierdz/", {"csrf_token": client.token()})
    assert kept("jan@example.org").state == "stopped"
    assert "nie dostaje już newslettera" in client.words(path)


def test_preferences_open_by_a_link_sent_to_the_address_for_a_day(app, client, stop_clock):
    subscriber("jan@example.org")
    commit()
    for address in ("jan@example.org", "nikt@example.org"):
        answer = client.post("/promocja/newsletter/ustawienia/", {"csrf_token": client.token(), "email": address})
        assert answer.location.endswith("co=ustawienia")
    assert letters_to("nikt@example.org") == []
    link = link_in(letters_to("jan@example.org")[0])

    client.get(link)
    client.post(link, {"csrf_token": client.token(), "topics": ["promotion"], "region": ""})
    assert kept("jan@example.org").topics == " promotion "

    stop_clock(clock.now() + timedelta(hours=25))
    client.get(link, status=404)


def test_who_asks_to_be_forgotten_is_gone_with_the_letters(app, client):
    person = subscriber("jan@example.org")
    subscribing.ask_for_link("jan@example.org")
    link = f"/promocja/newsletter/ustawienia/{queries.preferences_token(person)}/"
    commit()

    client.post(link, {"csrf_token": client.token(), "act": "forget", "region": ""})

    assert kept("jan@example.org") is None
    assert letters_to("jan@example.org") == []


def test_addresses_go_by_themselves_when_nobody_confirms_and_when_somebody_left(app, noon):
    fresh, old = subscriber("a@example.org"), subscriber("b@example.org")
    fresh.state, fresh.confirmed_at, fresh.asked_at = "waiting", None, noon
    old.state, old.confirmed_at, old.asked_at = "waiting", None, noon - timedelta(days=8)
    left = subscriber("c@example.org")
    subscribing.stop(left, "reader")
    left.ended_at = noon - timedelta(days=31)
    db.session.flush()

    assert subscribing.forget_unconfirmed(noon - timedelta(days=OPERATOR.newsletter_unconfirmed_days)) == 1
    assert subscribing.forget_stopped(noon - timedelta(days=OPERATOR.newsletter_stopped_days)) == 1
    assert [one.email for one in db.session.scalars(select(Subscriber))] == ["a@example.org"]


def test_who_takes_data_out_or_erases_an_account_meets_the_subscription_of_its_address(app):
    person = make_user(email="jan@example.org")
    subscriber("jan@example.org", topics=" research ")
    db.session.flush()

    assert CARD.export(person.id)["newsletter"]["tematy"] == "Badania i statystyki"
    assert CARD.tally(person.id) == ["zapis na newsletter"]
    CARD.erase(person.id)
    assert (kept("jan@example.org"), CARD.tally(person.id)) == (None, [])


@pytest.mark.parametrize("chosen", [[], list(rules.TOPICS)], ids=["none", "all"])
def test_no_topic_and_all_topics_mean_everything(chosen):
    assert rules.packed(chosen) == ""
