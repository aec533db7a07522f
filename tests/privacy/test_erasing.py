"""Erasing: the person decides, everything goes in one transaction, the receipt says what stays and why."""

import threading
from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import select

from akademia.accounts.models import User
from akademia.accounts.queries import people_named, user_by_email
from akademia.accounts.roles import Role
from akademia.audit.models import AuditEntry
from akademia.certificates.models import Certificate
from akademia.certificates.services import revoke
from akademia.core import clock
from akademia.core import db as database
from akademia.core.area import privacy_cards
from akademia.core.db import Model, db
from akademia.core.errors import Missing
from akademia.education.quizzes.models import Answer, Attempt
from akademia.jobs.worker import run_due
from akademia.mail.models import Letter
from akademia.mail.services import FORGOTTEN, queue_letter, wipe_bodies
from akademia.privacy import services
from akademia.privacy.models import Erasure
from akademia.privacy.queries import ChoiceNeeded
from tests.accounts.post import PROFILE, SIGN_IN, credentials
from tests.factories import PASSWORD, make_user
from tests.privacy.persons import ADDRESS, DESK, ERASE, NAME, erase_fields, make_full_person


@pytest.fixture
def zaneta(client, letter_folder):
    user, certificate = make_full_person()
    db.session.commit()
    client.sign_in(user)
    told = user.id, certificate.code
    db.session.rollback()
    return told


def all_text() -> list[str]:
    rows = [str(row) for t in Model.metadata.sorted_tables for row in db.session.execute(t.select())]
    return [row for row in rows if ADDRESS in row or NAME in row]


def test_the_page_says_beforehand_what_goes_what_stays_and_why(client, zaneta):
    words = client.words(ERASE)

    for card in privacy_cards():
        assert card.label in words
    assert "1 zaświadczenie" in words
    assert "Bez tego nie zgadzałyby się statystyki testu." in words
    assert "Co zrobić z zaświadczeniami?" in words
    assert "checked" not in client.get(ERASE).text.split("Co zrobić z zaświadczeniami?")[1], "nobody chooses for them"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"certificates": "withdraw", "password": ""}, "Wpisz hasło"),
        ({"certificates": "withdraw", "password": "to nie jest to hasło"}, "To nie jest hasło do tego konta."),
        ({"password": PASSWORD}, "Wybierz jedno"),
        ({"certificates": "cokolwiek", "password": PASSWORD}, "Wybierz jedną z podanych możliwości"),
    ],
)
def test_without_the_password_and_a_choice_nothing_is_erased(client, zaneta, fields, message):
    assert message in client.post(ERASE, fields, status=422).text

    assert user_by_email(ADDRESS).certificate_name == NAME
    assert db.session.scalars(select(Erasure)).all() == []


def test_the_password_is_not_tried_for_ever(client, zaneta):
    for _ in range(20):
        client.post(ERASE, erase_fields(password="złe złe złe złe"), status=422)

    client.post(ERASE, erase_fields(), status=429)


def test_who_erases_the_account_is_signed_out_and_reads_the_receipt(app, client, new_client, zaneta):
    number, _ = zaneta
    elsewhere = new_client().sign_in(db.session.get(User, number))

    receipt = client.post(ERASE, erase_fields()).location

    words = client.words(receipt)
    assert "Konto usunięte" in words
    assert "1 zaświadczenie" in words
    assert "rejestr wydanych zaświadczeń nie może mieć luk" in words
    assert ADDRESS not in words
    assert new_client().get(receipt), "its address is enough"
    client.get(PROFILE, status=303)
    elsewhere.get(PROFILE, status=303)
    client.post(SIGN_IN, credentials(ADDRESS), status=422)


def test_after_erasing_only_the_last_letter_holds_the_address_and_it_goes_too(app, client, zaneta, letter_folder):
    run_due(app)
    assert len(list(letter_folder.iterdir())) == 2
    client.post(ERASE, erase_fields())
    run_due(app)

    assert len(all_text()) == 1
    [path] = letter_folder.iterdir()
    letter = message_from_bytes(path.read_bytes(), policy=default)
    assert (letter["To"], letter["Subject"]) == (ADDRESS, "Twoje konto zostało usunięte")
    body = letter.get_body(("plain",)).get_content()
    assert "Zniknęło: Twoje odpowiedzi i niedokończone podejścia." in body
    assert "Zostało: Numer, kod, nazwa kursu i daty" in body
    assert f"/konto/dane/potwierdzenie/{db.session.scalars(select(Erasure.token)).one()}/" in body

    wipe_bodies(clock.now())
    db.session.commit()
    run_due(app)
    assert all_text() == []
    assert list(letter_folder.iterdir()) == []
    assert db.session.scalars(select(Letter.to_address)).all() == [FORGOTTEN]


def test_rows_stay_nameless_and_the_trail_says_a_person_was_removed(client, zaneta):
    number, _ = zaneta

    client.post(ERASE, erase_fields())

    attempt = db.session.scalars(select(Attempt).where(Attempt.user_id == number)).one()
    assert attempt.score_percent == 100
    assert set(db.session.scalars(select(Answer.chosen))) == {None}
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "person.erased")).one()
    assert (entry.actor_number, entry.thing_ref) == (number, str(number))
    assert people_named([number]) == {number: "osoba usunięta"}
    assert db.session.get(User, number).erased_at is not None


def test_people_who_are_there_are_shown_by_their_address(app):
    user = make_user(email="jan@example.org")

    assert people_named([user.id, user.id + 1]) == {user.id: "jan@example.org", user.id + 1: "osoba usunięta"}


@pytest.mark.parametrize("ending", ["/", ".pdf", ".json", ".jwt"])
def test_a_certificate_that_the_holder_had_removed_answers_gone_at_once(client, new_client, zaneta, ending):
    _, code = zaneta
    stranger = new_client()
    for _ in range(2):  # the second time a page cache would answer
        assert stranger.open_any("GET", f"/zaswiadczenia/{code}{ending}").status_code == 200

    client.post(ERASE, erase_fields("withdraw"))

    answer = stranger.open_any("GET", f"/zaswiadczenia/{code}{ending}")
    assert answer.status_code == 410
    assert NAME not in answer.text


@pytest.mark.parametrize("ending", ["/", ".pdf", ".json", ".jwt"])
def test_a_certificate_that_the_holder_left_can_still_be_verified(client, new_client, zaneta, ending):
    _, code = zaneta

    client.post(ERASE, erase_fields("keep"))

    assert new_client().open_any("GET", f"/zaswiadczenia/{code}{ending}").status_code == 200
    assert NAME in new_client().words(f"/zaswiadczenia/{code}/")


def test_a_revoked_certificate_goes_with_the_others(client, new_client, zaneta):
    _, code = zaneta
    revoke(db.session.scalars(select(Certificate)).one(), "Pomyłka")
    db.session.commit()

    client.post(ERASE, erase_fields("withdraw"))

    assert new_client().open_any("GET", f"/zaswiadczenia/{code}/").status_code == 410


def test_who_has_no_certificates_is_not_asked_about_them(client):
    user = make_user()
    db.session.commit()
    client.sign_in(user)

    assert "Co zrobić z zaświadczeniami?" not in client.get(ERASE).text
    client.post(ERASE, {"password": PASSWORD})


def test_the_last_administrator_is_refused_with_the_reason(client):
    admin = make_user(Role.Admin, email="admin@example.org")
    db.session.commit()
    client.sign_in(admin)

    assert "Jesteś jedynym administratorem." in client.words(ERASE)
    assert "To jedyny czynny administrator." in client.post(ERASE, {"password": PASSWORD}, status=422).text
    assert user_by_email("admin@example.org") is not None

    make_user(Role.Admin)
    db.session.commit()
    client.post(ERASE, {"password": PASSWORD})
    assert user_by_email("admin@example.org") is None


def test_two_administrators_who_erase_themselves_at_one_moment_leave_one(app):
    numbers = [make_user(Role.Admin).id for _ in range(2)]
    db.session.commit()
    gate, refused = threading.Barrier(2), []

    def go(number: int) -> None:
        with app.app_context(), database.writing():
            gate.wait()
            try:
                services.erase_person(number, {})
                database.commit()
            except Exception as error:
                database.rollback()
                refused.append(type(error).__name__)

    threads = [threading.Thread(target=go, args=(number,)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    db.session.expire_all()
    assert refused == ["LastAdmin"]
    assert [db.session.get(User, n).email is None for n in numbers].count(True) == 1


def test_erased_twice_there_is_one_receipt(app, zaneta):
    number, _ = zaneta
    services.erase_person(number, {"certificates": "keep"})

    with pytest.raises(Missing):
        services.erase_person(number, {"certificates": "keep"})


def test_nothing_is_erased_while_a_choice_is_open(app, zaneta):
    number, _ = zaneta

    with pytest.raises(ChoiceNeeded):
        services.erase_person(number, {})
    assert user_by_email(ADDRESS) is not None


def test_letters_to_the_address_that_bore_no_number_go_too(app, client, zaneta):
    queue_letter(ADDRESS.upper(), "probe", {"home_url": "http://localhost:8000/"})
    db.session.commit()

    client.post(ERASE, erase_fields())

    assert db.session.scalars(select(Letter.template)).all() == ["privacy/erased"]


def test_a_receipt_that_is_not_there_is_not_found(client):
    client.get(f"{DESK}potwierdzenie/zmyslony/", status=404)


def test_what_was_empty_is_named_once_and_nobody_reads_that_it_disappeared(app, client, letter_folder):
    """A receipt told of copies „prepared for download” that had never been there."""
    person = make_user(email="pusta@example.org")
    db.session.commit()
    client.sign_in(person)

    answer = client.post(ERASE, {"password": PASSWORD})
    receipt = client.get(answer.location).text.partition("<main")[2]

    assert "Kopie danych przygotowane do pobrania." not in receipt
    assert "Niczego tu nie było:" in receipt
    assert "kopie danych" in receipt.partition("Niczego tu nie było:")[2]
    assert "Same zapisy: numer konta, działanie i czas." in receipt.replace("\u00a0", " "), "the erasing itself is kept"
