"""Club cards: issued, signed in with, kept to learning, renewed, and progress shown only by consent."""

import threading
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from akademia.accounts.cards import queries, rules, services
from akademia.accounts.cards.models import ClubCard
from akademia.accounts.models import Consent, User
from akademia.accounts.roles import Role
from akademia.accounts.safety.models import Sitting
from akademia.accounts.services import RoleUnfit, give_role, hashed
from akademia.administration.services.merging import merge
from akademia.audit.models import AuditEntry
from akademia.core import clock
from akademia.core.db import db, writing
from akademia.education.courses.services import learning
from akademia.mail.models import Letter
from akademia.mail.services import queue_letter
from akademia.organisations.services import organisation_for
from akademia.privacy.services.erasing import erase_person
from tests.accounts.cards.conftest import PIN
from tests.client import Page
from tests.factories import PASSWORD, make_course, make_user

SIGN_IN, OWN, CARDS = "/konto/logowanie/karta/", "/konto/karta/", "/konto/karty/"


def sign_in(client, card, pin=PIN, status=303):
    return client.post(SIGN_IN, {"login": card.user.email, "pin": pin}, status)


def test_who_has_a_card_signs_in_and_lands_at_learning(client, card):
    answer = sign_in(client, card)

    assert (answer.status_code, answer.location) == (303, "/konto/nauka/")
    client.get(OWN, 200)
    assert db.session.scalar(select(Sitting.short).where(Sitting.user_id == card.user_id)) is True


def test_the_session_ends_with_the_browser_and_nothing_is_remembered(client, card):
    cookies = sign_in(client, card).headers.getlist("Set-Cookie")

    assert cookies
    assert not [cookie for cookie in cookies if "Expires" in cookie and "1970" not in cookie]
    assert not [cookie for cookie in cookies if cookie.startswith("remember")]


@pytest.mark.parametrize(
    ("login", "pin"), [("sosna-rower-47", PIN), (None, "111222"), ("ktos@example.org", PIN), ("';drop", PIN)]
)
def test_a_wrong_pair_is_answered_with_one_sentence_and_the_login_stays(client, card, login, pin):
    answer = client.post(SIGN_IN, {"login": login or card.user.email, "pin": pin}, 422)

    assert "Login albo PIN się nie zgadza" in Page(answer.text).text
    assert (login or card.user.email) in answer.text.replace("&#39;", "'")
    assert pin not in answer.text


def test_a_card_does_not_open_the_door_made_for_passwords(client, card):
    client.post("/konto/logowanie/", {"email": card.user.email, "password": PIN}, 422)

    client.get(OWN, 303)


def test_after_twenty_wrong_pins_in_a_row_the_card_waits_for_a_new_one(app, card):
    for _ in range(rules.MOST_WRONG):
        assert services.lets_in(card, fits=False) is False
    db.session.commit()
    db.session.refresh(card)

    assert (card.state, card.wrong_tries) == ("blocked", rules.MOST_WRONG)
    with pytest.raises(services.CardUnusable):
        services.lets_in(card, fits=True)


def test_wrong_pins_count_over_the_requests_and_a_right_one_begins_anew(client, card):
    for _ in range(3):
        sign_in(client, card, "111222", 422)
    db.session.refresh(card)
    assert card.wrong_tries == 3

    sign_in(client, card)

    db.session.refresh(card)
    assert card.wrong_tries == 0


def test_half_an_hour_without_a_page_signs_out(client, card, monkeypatch):
    sign_in(client, card)
    now = clock.now()

    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=29))
    client.get(OWN, 200)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=61))

    client.get(OWN, 303)


def test_four_hours_sign_out_also_who_reads_on(client, card, monkeypatch):
    sign_in(client, card)
    now = clock.now()

    for minutes in range(20, 240, 20):
        monkeypatch.setattr(clock, "now", lambda minutes=minutes: now + timedelta(minutes=minutes))
        client.get(OWN, 200)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=241))

    client.get(OWN, 303)


@pytest.mark.parametrize("closed", ["/konto/bezpieczenstwo/", "/konto/haslo/zmiana/", "/konto/bezpieczenstwo/adres/"])
def test_from_a_shared_computer_the_account_cannot_be_moved(client, card, closed):
    sign_in(client, card)

    answer = client.get(closed, 303)

    assert answer.location == OWN


def test_who_has_a_card_never_gets_another_role(card):
    with pytest.raises(RoleUnfit, match="tylko do nauki"):
        give_role(card.user, Role.Staff)


def test_no_letter_is_made_for_a_login(app, card):
    words = {"home_url": "https://example.org/"}

    assert queue_letter(card.user.email, "probe", words, user_id=card.user_id) is None
    assert db.session.scalar(select(func.count(Letter.id))) == 0


def test_a_learner_changes_the_pin_and_the_old_one_is_dead(client, card):
    sign_in(client, card)

    answer = client.post(f"{OWN}pin/", {"old": PIN, "new": "804617", "again": "804617"})

    assert (answer.status_code, answer.location) == (303, OWN)
    client.get(OWN, 200)
    client.post("/konto/wyloguj/", {})
    sign_in(client, card, status=422)
    sign_in(client, card, "804617")


@pytest.mark.parametrize(("typed", "said"), [
    ({"old": "999111", "new": "804617", "again": "804617"}, "To nie jest PIN z tej karty"),
    ({"old": PIN, "new": "123456", "again": "123456"}, "łatwo odgadnąć"),
    ({"old": PIN, "new": "804617", "again": "804618"}, "dwa razy tak samo"),
    ({"old": "", "new": "", "again": ""}, "Wpisz PIN z karty"),
])  # fmt: skip
def test_a_pin_that_does_not_fit_is_refused_beside_its_field(client, card, typed, said):
    sign_in(client, card)

    answer = client.post(f"{OWN}pin/", typed, 422)

    assert said in Page(answer.text).text
    sign_in(client, card)


def test_a_worker_issues_cards_and_their_pins_are_shown_once(client, club, worker):
    client.sign_in(worker)

    answer = client.post(f"{CARDS}{club.id}/nowe/", {"names": " Łucja \n\npan  Zenon\n"})

    page = client.get(answer.location)
    cards = db.session.scalars(select(ClubCard).order_by(ClubCard.id)).all()
    assert [card.called for card in cards] == ["Łucja", "pan Zenon"]
    assert all(card.user.email in page.text for card in cards)
    assert all(card.user.owes_consent for card in cards)
    paper = client.get(f"{answer.location}karty.pdf")
    assert paper.data.startswith(b"%PDF-")
    client.post(f"{CARDS}{club.id}/do-druku/gotowe/", {})
    client.get(answer.location, 303)
    told = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "card.issued")).one()
    assert "Łucja" not in str(told.details)


def test_pins_lie_nowhere_as_they_are(client, club, worker, caplog):
    client.sign_in(worker)
    client.post(f"{CARDS}{club.id}/nowe/", {"names": "Łucja"})
    page = client.get(f"{CARDS}{club.id}/do-druku/")
    pin = page.text.partition("data-pin>")[2][:6]

    kept = [str(row) for table in db.metadata.sorted_tables for row in db.session.execute(select(table))]
    own = db.session.scalars(select(ClubCard)).one().user
    assert not [row for row in kept if pin in row.replace(str(own.password), "")]
    with client.inner.session_transaction() as session:
        assert pin not in str(dict(session))
    assert pin.isdigit()
    assert pin not in caplog.text


@pytest.mark.parametrize(("names", "said"), [
    ("", "co najmniej jedno imię"), ("\n".join(["Ola"] * 31), "30 kart"), ("Ola\n85010112345 Jan", "Wiersz 2"),
    ("Олена", "wydrukować ze znakami: Олена"),
])  # fmt: skip
def test_names_that_do_not_fit_are_refused_and_nothing_is_made(client, club, worker, names, said):
    client.sign_in(worker)

    answer = client.post(f"{CARDS}{club.id}/nowe/", {"names": names}, 422)

    assert said in Page(answer.text).text
    assert db.session.scalar(select(func.count(ClubCard.id))) == 0


def test_a_lost_card_gets_a_new_pin_and_the_old_session_is_dead(client, new_client, card, worker):
    other = new_client()
    sign_in(other, card)
    other.get(OWN, 200)
    client.sign_in(worker)

    answer = client.post(f"{CARDS}karta/{card.id}/nowy-pin/", {})

    assert client.get(answer.location).status_code == 200
    other.get(OWN, 303)
    sign_in(other, card, status=422)


@pytest.mark.parametrize("act", ["zablokuj", "oddana"])
def test_a_stopped_card_opens_nothing_until_it_gets_a_new_pin(client, new_client, card, worker, act):
    client.sign_in(worker)
    client.post(f"{CARDS}karta/{card.id}/{act}/", {})

    answer = sign_in(new_client(), card, status=422)

    assert "Poproś w klubie o nowy PIN" in Page(answer.text).text
    db.session.refresh(card)
    services.renew(card, (PIN, hashed(PIN)), worker.id)
    db.session.commit()
    sign_in(new_client(), card)


def test_a_worker_of_another_club_meets_no_card_of_this_one(client, card):
    other = organisation_for("1132853869", "Inny klub")
    stranger = make_user(email="inny@example.org")
    services.let_issue(other, stranger.email, stranger.id)
    db.session.commit()
    client.sign_in(stranger)

    places = [f"{CARDS}{card.organisation_id}/", f"{CARDS}{card.organisation_id}/nowe/", f"{CARDS}karta/{card.id}/"]
    assert [client.get(place, 404).status_code for place in places] == [404, 404, 404]
    acts = [f"{CARDS}karta/{card.id}/{act}/" for act in ("nowy-pin", "zablokuj", "oddana")]
    assert [client.post(place, {}, 404).status_code for place in acts] == [404, 404, 404]


def test_a_worker_sees_progress_only_while_the_learner_agrees(client, new_client, card, worker):
    course = make_course(2)
    learning.enrol(course, card.user_id)
    db.session.commit()
    learner = new_client()
    sign_in(learner, card)
    client.sign_in(worker)
    place = f"{CARDS}karta/{card.id}/"

    assert "nie udostępnia postępów" in client.get(place).text.replace("\xa0", " ")
    learner.post(f"{OWN}postepy/pokaz/", {})
    assert course.title in client.get(place).text
    assert "pokazuje" in client.get(f"{CARDS}{card.organisation_id}/").text
    learner.post(f"{OWN}postepy/ukryj/", {})
    assert course.title not in client.get(place).text
    consent = db.session.scalars(select(Consent).where(Consent.key == queries.PROGRESS)).one()
    assert consent.given_at <= consent.withdrawn_at
    assert "Klub „Razem”" in consent.words


def test_an_administrator_gives_the_right_and_takes_it_back(client, app):
    admin, person = make_user(Role.Admin), make_user(email="pracownik@example.org")
    db.session.commit()
    client.sign_in(admin)
    typed = {"email": "pracownik@example.org", "nip": "526-025-02-74", "organisation_name": "Klub Razem"}

    answer = client.post("/panel/kluby/pracownik/", typed)

    assert "pracownik@example.org" in client.get(answer.location).text
    assert [club.name for club in queries.clubs_of(person.id)] == ["Klub Razem"]
    grant = queries.workers_of(queries.clubs_of(person.id)[0].id)[0]
    client.post(f"/panel/kluby/prawo/{grant.id}/odbierz/", {})
    assert queries.clubs_of(person.id) == []


@pytest.mark.parametrize(("change", "said"), [
    ({"email": "nikt@example.org"}, "Nie ma działającego konta"), ({"nip": "123"}, "Sprawdź NIP"),
    ({"organisation_name": ""}, "Wpisz jej nazwę"), ({"email": "nikt"}, "ze znakiem @"),
])  # fmt: skip
def test_a_right_that_cannot_be_given_is_refused_beside_the_field(client, app, change, said):
    admin, _ = make_user(Role.Admin), make_user(email="pracownik@example.org")
    db.session.commit()
    client.sign_in(admin)
    typed = {"email": "pracownik@example.org", "nip": "5260250274", "organisation_name": "Klub Razem", **change}

    answer = client.post("/panel/kluby/pracownik/", typed, 422)

    assert said in Page(answer.text).text


def test_a_list_of_cards_takes_the_same_number_of_statements_however_long_it_is(client, club, worker, count_queries):
    services.issue(club, ["Ola"], [(PIN, "-")], worker.id)
    db.session.commit()
    client.sign_in(worker)
    place = f"{CARDS}{club.id}/"
    few = count_queries(lambda: client.get(place))
    services.issue(club, ["Ela"] * 29, [(PIN, "-")] * 29, worker.id)
    db.session.commit()

    assert count_queries(lambda: client.get(place)) == few


def test_who_erases_the_account_leaves_no_card(app, card):
    number = card.user_id

    erase_person(number, {"certificates": "keep"})
    db.session.commit()

    assert db.session.scalar(select(func.count(ClubCard.id))) == 0
    assert db.session.get(User, number).email is None
    assert db.session.scalar(select(func.count(Letter.id))) == 0


def test_two_workers_at_one_moment_never_give_the_same_login(app: Flask, club, worker, monkeypatch):
    number, actor = club.id, worker.id
    db.session.remove()
    names = iter(["sosna-rower-47"] * 4 + [f"klon-lampa-{n}" for n in range(22, 30)])
    lock = threading.Lock()
    failed: list[BaseException] = []

    def next_name() -> str:
        with lock:
            return next(names)

    monkeypatch.setattr(rules, "new_login", next_name)

    def work() -> None:
        try:
            with app.app_context(), writing():
                services.issue(queries.any_club(number), ["Ola"], [(PIN, "-")], actor)
                db.session.commit()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    logins = db.session.scalars(select(User.email).join(ClubCard, ClubCard.user_id == User.id)).all()
    assert len(set(logins)) == len(logins) == 3


def test_who_was_remembered_on_this_computer_does_not_come_back_after_the_card(client, card):
    other = make_user()
    db.session.commit()
    client.post("/konto/logowanie/", {"email": other.email, "password": PASSWORD, "remember": "y"})
    assert client.inner.get_cookie("pamiec")

    sign_in(client, card)
    client.post(f"{OWN}pin/", {"old": PIN, "new": "804617", "again": "804617"})

    assert client.inner.get_cookie("pamiec") is None


def test_a_card_merged_away_opens_nothing_and_a_right_to_issue_moves(app, card, worker):
    kept, admin = make_user(email="nowe@example.org"), make_user(Role.Admin)
    db.session.commit()
    cards = app.extensions["akademia"].privacy_cards

    told = [line for part in merge(admin, card.user, kept, cards) for line in (*part.merged.moved, *part.merged.left)]
    merge(admin, worker, kept, cards)
    db.session.commit()

    assert "karta z klubu „Klub „Razem””: przestaje działać" in told
    assert db.session.scalar(select(func.count(ClubCard.id))) == 0
    assert [club.name for club in queries.clubs_of(kept.id)] == ["Klub „Razem”"]
    assert queries.clubs_of(worker.id) == []


def test_changes_of_a_pin_are_counted_by_its_account_and_not_by_the_classroom(client, new_client, club, worker, card):
    (made,) = services.issue(club, ["Ola"], [(PIN, hashed(PIN))], worker.id)
    ola = db.session.get(ClubCard, made.card_id)
    ola.user.owes_consent = False
    db.session.commit()
    neighbour = new_client()
    sign_in(neighbour, ola)
    sign_in(client, card)
    wrong = {"old": "999111", "new": "804617", "again": "804617"}

    for _ in range(10):
        client.post(f"{OWN}pin/", wrong, 422)
    client.post(f"{OWN}pin/", wrong, 429)

    neighbour.post(f"{OWN}pin/", {"old": PIN, "new": "804617", "again": "804617"})
