"""From a card to an account with an address: by the PIN and a letter's link. What was learned stays, the card ends."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from akademia.accounts.cards import queries, services
from akademia.accounts.cards.models import CardLeaving, ClubCard
from akademia.accounts.models import User
from akademia.accounts.queries import user_by_email
from akademia.accounts.safety.models import Sitting
from akademia.accounts.services import hashed
from akademia.audit.models import AuditEntry
from akademia.core import clock
from akademia.core.db import db
from akademia.education.courses.services import learning
from akademia.jobs.worker import run_due
from tests.accounts.cards.conftest import PIN
from tests.accounts.cards.test_cards import sign_in
from tests.accounts.post import SIGN_IN, credentials, letters_to, link_to
from tests.factories import PASSWORD, make_course, make_user

OWN, ASK, LINK = "/konto/karta/", "/konto/karta/konto/", "/konto/karta/adres/"
NEW = "lucja@example.org"


def ask(client, email=NEW, status=303, **changes):
    return client.post(ASK, {"pin": PIN, "email": email, "password": PASSWORD} | changes, status)


@pytest.fixture
def learner(client, card):
    """The card's learner, signed in with it, on a course and showing progress."""
    learning.enrol(make_course(), card.user_id)
    services.show_progress(card, True)
    db.session.commit()
    sign_in(client, card)
    return card.user_id


@pytest.fixture
def link(client, learner):
    ask(client)
    return link_to(LINK, letters_to(NEW)[0])


def test_the_card_becomes_an_account_only_when_the_letters_link_is_confirmed(client, new_client, link, card, learner):
    login = card.user.email
    assert NEW in client.words(OWN)
    assert NEW in client.words(link)
    assert user_by_email(NEW) is None

    client.post(link)

    user = user_by_email(NEW)
    assert (user.id, user.by_card, db.session.get(ClubCard, card.id).state) == (learner, False, "returned")
    assert db.session.scalar(select(func.count(Sitting.id)).where(Sitting.user_id == learner)) == 0
    fresh = new_client()
    fresh.post("/konto/logowanie/karta/", {"login": login, "pin": PIN}, 422)
    fresh.post(SIGN_IN, credentials(NEW, PASSWORD))
    assert "Kurs" in fresh.words("/konto/nauka/")
    assert "masz konto z adresem e-\u2060mail" in fresh.words(OWN).replace("\u00a0", " ")
    fresh.get("/konto/karta/pin/", 404)
    fresh.get(ASK, 404)
    fresh.post("/konto/karta/postepy/pokaz/", status=404)
    client.get(link, 410)
    client.post(link, status=410)
    acts = db.session.scalars(select(AuditEntry.act)).all()
    assert acts.count("card.left") == 1


@pytest.mark.parametrize(("told", "shown"), [({}, False), ({"stays_shown": "y"}, True)])
def test_the_clubs_sight_of_progress_ends_unless_it_is_kept(client, new_client, learner, card, worker, told, shown):
    ask(client, **told)
    client.post(link_to(LINK, letters_to(NEW)[0]))
    desk, page = new_client().sign_in(worker), f"/konto/karty/karta/{card.id}/"

    words = desk.words(page)

    assert queries.shows_progress(learner) is shown
    assert ("Kurs" in words.partition("Postępy")[2].partition("Ta osoba")[0]) is shown
    assert "zamieniona na konto" in words
    for told_to_club in (words, desk.words(f"/konto/karty/{card.organisation_id}/?szukaj=lucja")):
        assert NEW not in told_to_club
    if shown:
        person = new_client()
        person.post(SIGN_IN, credentials(NEW, PASSWORD))
        person.post("/konto/karta/postepy/ukryj/")
        assert queries.shows_progress(learner) is False


def test_a_club_can_no_longer_give_a_pin_to_who_has_an_account(client, new_client, link, card, worker):
    """A worker's new PIN would be the password of somebody's account."""
    client.post(link)
    kept = db.session.get(User, card.user_id).password
    desk = new_client().sign_in(worker)

    for act in ("nowy-pin", "zablokuj", "oddana"):
        desk.post(f"/konto/karty/karta/{card.id}/{act}/", status=404)

    assert db.session.get(User, card.user_id).password == kept


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"pin": "111111"}, "To nie jest Twój PIN"),
        ({"pin": ""}, "Wpisz swój PIN"),
        ({"email": "lucja"}, "ze znakiem @"),
        ({"password": "krótkie"}, "Hasło jest za krótkie"),
        ({"password": ""}, "Wymyśl hasło"),
    ],
)
def test_without_the_pin_or_with_unfit_words_nothing_is_asked(client, learner, changes, message):
    assert message in ask(client, status=422, **changes).text.replace("\u00a0", " ").replace("\u2060", "")

    assert db.session.scalar(select(func.count()).select_from(CardLeaving)) == 0
    assert letters_to(NEW) == []


def test_nobody_learns_whether_the_address_has_an_account(client, learner):
    make_user(email="ewa@example.org")
    db.session.commit()
    pages = []
    for address in ("ewa@example.org", "wolny@example.org"):
        led = ask(client, address)
        until = db.session.get(CardLeaving, learner).expires_at
        pages.append((led.location, client.words(OWN).replace(address, "ADRES").partition("do ")[0], until is not None))

    assert pages[0] == pages[1]
    [letter] = letters_to("ewa@example.org")
    assert letter.subject == "Ten adres ma już konto"
    assert LINK not in letter.text_body


def test_an_address_taken_in_the_meantime_is_refused_and_the_card_works_on(client, link, card):
    make_user(email=NEW.upper())
    db.session.commit()

    led = client.post(link)

    assert "należy już do innego konta" in client.words(led.location)
    assert (db.session.get(User, card.user_id).by_card, db.session.get(ClubCard, card.id).state) == (True, "working")
    sign_in(client, card)


def test_the_link_works_a_day_and_what_nobody_confirmed_is_forgotten(app, client, link, stop_clock):
    began = clock.now()
    stop_clock(began + timedelta(hours=23))
    client.get(link)
    stop_clock(began + timedelta(hours=25))
    client.get(link, 410)
    client.post(link, status=410)

    db.session.rollback()
    run_due(app, "cards.tidy")
    services.drop_stale_leavings()
    assert db.session.scalar(select(func.count()).select_from(CardLeaving)) == 0


def test_a_newer_wish_a_given_up_one_a_new_pin_and_a_blocked_card_stop_the_link(client, link, card, worker):
    ask(client, "inna@example.org")
    client.get(link, 410)
    stopping = (
        lambda: client.post(f"{ASK}rezygnacja/"),
        lambda: services.change_pin(card, "593827", hashed(PIN)),
        lambda: services.renew(card, (PIN, hashed(PIN)), worker.id),
        lambda: services.block(card, worker.id),
    )
    for stop in stopping:
        services.ask_leave(card, NEW, hashed(PASSWORD), stays_shown=False)
        db.session.commit()
        address = link_to(LINK, letters_to(NEW)[-1])
        client.get(address, 200)
        stop()
        db.session.commit()
        client.get(address, 410)


def test_of_two_cards_that_confirm_one_address_at_once_one_gets_it_and_twice_pressed_counts_once(
    app, client, new_client, link, club, worker
):
    (made,) = services.issue(club, ["Ola"], [(PIN, hashed(PIN))], worker.id)
    second = db.session.get(ClubCard, made.card_id)
    services.ask_leave(second, NEW, hashed(PASSWORD), stays_shown=False)
    db.session.commit()
    links = [link, link, link_to(LINK, letters_to(NEW)[-1])]
    people = [new_client() for _ in links]
    sent = [(one, address, {"csrf_token": one.token()}) for one, address in zip(people, links, strict=True)]

    db.session.rollback()
    with ThreadPoolExecutor(3) as pool:
        came = [pool.submit(Context().run, one.inner.post, address, data=form) for one, address, form in sent]
        codes = sorted(answer.result().status_code for answer in came)

    assert codes in ([303, 303, 410],)
    assert db.session.scalar(select(func.count(User.id)).where(User.email == NEW)) == 1
    assert db.session.scalars(select(AuditEntry.act)).all().count("card.left") == 1


def test_what_waits_is_in_the_copy_of_ones_data_and_goes_with_the_account(client, link, learner):
    told = queries.leaving_of(learner)
    assert told is not None
    services.forget(learner)
    db.session.commit()

    assert queries.leaving_of(learner) is None
