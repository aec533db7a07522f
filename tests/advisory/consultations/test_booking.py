"""Booking without an account: what visitors see, what is refused and how, who has a place when two ask for one."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from akademia.advisory.consultations.models import ConsultationBooking
from akademia.advisory.consultations.queries.bookings import by_token, token_of
from akademia.advisory.consultations.rules.words import minute_in
from akademia.advisory.consultations.services.booking import TimeNotFree, book
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import Missing
from akademia.mail.models import Letter
from tests.advisory.consultations.made import (
    FIRST,
    FIRST_WORDS,
    ROOT,
    SECOND,
    SENT,
    booked,
    make_keeper,
    opened,
    own,
    visitor,
)
from tests.factories import make_user

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def keeper(app):
    return make_keeper()


def form_of(keeper):
    return f"{ROOT}{keeper.id}/rezerwacja/"


def filled(client, keeper, stop_clock, stamp=FIRST, **more):
    """Return the fields of a form opened some time ago."""
    mark = opened(client, f"{form_of(keeper)}?termin={stamp}")
    stop_clock(clock.now() + timedelta(seconds=30))
    return {**SENT, "termin": stamp, "opened": mark, **more}


def count():
    return db.session.scalar(select(func.count(ConsultationBooking.id)))


def test_with_no_hours_published_the_page_teaches_and_leads_on(app, client):
    make_keeper(open=False)

    words = client.words(ROOT)

    assert "Godzin konsultacji jeszcze nie ogłoszono." in words
    assert "Ewa Próbna" not in words
    assert 'href="/doradztwo/"' in client.get(ROOT).text


def test_an_experts_page_names_each_time_in_full(client, keeper):
    assert f"Najbliższy wolny termin: {'środa 25 listopada, 9:00'}" in client.words(ROOT)
    text = client.get(f"{ROOT}{keeper.id}/").text.replace("\u00a0", " ")

    assert f"?termin={FIRST}" in text
    assert '<span class="hidden-visually">środa 2 grudnia, </span>9:00' in text


def test_the_pages_ask_as_much_for_one_expert_as_for_twenty(app, client, count_queries):
    make_keeper()
    one = count_queries(lambda: client.get(ROOT))
    for _ in range(19):
        make_keeper(weekly=[(day, 8, 16) for day in range(5)])

    assert count_queries(lambda: client.get(f"{ROOT}?x=1")) == one


def test_a_visitor_books_and_both_get_a_letter_and_the_time_is_gone(client, keeper, stop_clock):
    answer = client.post(form_of(keeper), filled(client, keeper, stop_clock))

    booking = db.session.scalars(select(ConsultationBooking)).one()
    assert answer.location == own(booking)
    assert FIRST_WORDS in client.words(answer.location)
    letters = {letter.template: letter for letter in db.session.scalars(select(Letter))}
    assert letters["consultations/booked"].to_address == "ola@example.org"
    assert own(booking) in letters["consultations/booked"].text_body
    assert "odpowiedzi wysłanych e-mailem nikt nie czyta" in letters["consultations/booked"].text_body
    assert (
        "Jak zacząć klub?" not in letters["consultations/booked"].text_body + letters["consultations/booked"].html_body
    )
    assert "Jak zacząć klub?" in letters["consultations/desk"].text_body
    assert "zajęte, można poczekać" in client.words(f"{ROOT}{keeper.id}/")
    assert token_of(booking.key) not in str({c.name: getattr(booking, c.name) for c in booking.__table__.columns})


def test_who_comes_second_is_told_warmly_and_keeps_all_that_was_typed(client, keeper, stop_clock):
    fields = filled(client, keeper, stop_clock)
    booked(keeper)

    page = client.post(form_of(keeper), fields, status=409)

    assert "Ten termin ktoś właśnie zajął" in page.text
    assert 'value="ola@example.org"' in page.text
    assert "Jak zacząć klub?" in page.text
    assert f'value="{SECOND}"' in page.text
    client.post(form_of(keeper), {**fields, "termin": SECOND})
    assert count() == 2


@pytest.mark.parametrize(
    ("stamp", "said"),
    [
        ("20261118T0800Z", "Ten termin już minął"),
        ("20261123T1500Z", "umawiamy najpóźniej na dobę przed"),
        ("20261202T0801Z", "Tego terminu nie ma wśród wolnych"),
    ],
)
def test_a_time_that_is_past_too_soon_or_made_up_is_refused_with_the_nearest_free(
    client, keeper, stop_clock, stamp, said
):
    fields = {**filled(client, keeper, stop_clock), "termin": stamp}

    for page in (client.get(f"{form_of(keeper)}?termin={stamp}", 409), client.post(form_of(keeper), fields, 409)):
        assert said in page.text.replace("\u00a0", " ")
        assert f'value="{FIRST}"' in page.text
    assert count() == 0


def test_what_is_no_time_and_no_expert_is_not_there(client, keeper):
    client.get(f"{form_of(keeper)}?termin=jutro", 404)
    client.get(form_of(keeper), 404)
    client.get(f"{ROOT}{keeper.id + 1}/", 404)
    client.get(f"{ROOT}{keeper.id + 1}/rezerwacja/?termin={FIRST}", 404)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "Wpisz imię i nazwisko"),
        ({"name": "Kup na www.example.com"}, "bez adresów"),
        ({"email": "ola"}, "Wpisz adres e-mail ze znakiem @"),
        ({"topic": "\u200b\x07"}, "Napisz w jednym zdaniu"),
        ({"topic": "a" * 201}, "Skróć do 200 znaków"),
        ({"website": "https://example.com"}, "pułapką na programy"),
        ({"opened": ""}, "otwarty zbyt długo"),
        ({"opened": "1764000000.x"}, "otwarty zbyt długo"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_booked(client, keeper, stop_clock, wrong, said):
    page = client.post(form_of(keeper), filled(client, keeper, stop_clock, **wrong), status=422)

    assert said in page.text
    assert "Jak zacząć klub?" in page.text or "topic" in wrong
    assert count() == 0


def test_a_form_sent_at_once_is_asked_to_be_sent_again_and_then_taken(client, keeper, stop_clock):
    fields = {**SENT, "termin": FIRST, "opened": opened(client, f"{form_of(keeper)}?termin={FIRST}")}
    client.post(form_of(keeper), fields, status=422)

    stop_clock(clock.now() + timedelta(seconds=30))

    client.post(form_of(keeper), fields)
    assert count() == 1


def test_by_phone_a_number_is_needed(app, client, stop_clock):
    keeper = make_keeper(by_phone=True)

    for phone, said in (("", "Wpisz numer"), ("12", "Sprawdź numer"), ("600100200; x", "Sprawdź numer")):
        fields = filled(client, keeper, stop_clock, mode="phone", phone=phone)
        assert said in client.post(form_of(keeper), fields, status=422).text
    refused = client.post(form_of(keeper), filled(client, keeper, stop_clock, mode="online"), status=422)
    assert "Wybierz jedną z podanych możliwości" in refused.text
    client.post(form_of(keeper), filled(client, keeper, stop_clock, mode="phone", phone="+48 600 100 200",
                                        email="ela@example.org"))  # fmt: skip
    assert count() == 1


def test_signs_that_are_not_for_reading_are_dropped(client, keeper, stop_clock):
    client.post(form_of(keeper), filled(client, keeper, stop_clock, topic="Klub\r\nBcc: x\x1b[31m  na wsi\u202e"))

    assert db.session.scalars(select(ConsultationBooking.topic)).one() == "Klub Bcc: x[31m na wsi"


def test_an_address_may_ask_only_so_often(client, keeper, stop_clock):
    fields = filled(client, keeper, stop_clock, topic="")
    for _ in range(5):
        client.post(form_of(keeper), fields, status=422)

    client.post(form_of(keeper), fields, status=429)


def test_who_is_signed_in_finds_their_address_filled_in_and_the_booking_theirs(client, keeper, stop_clock):
    person = make_user(name="Jan Znany")
    db.session.commit()
    client.sign_in(person)

    page = client.get(f"{form_of(keeper)}?termin={FIRST}")
    client.post(form_of(keeper), filled(client, keeper, stop_clock))

    assert f'value="{person.email}"' in page.text
    assert 'value="Jan Znany"' in page.text
    assert db.session.scalars(select(ConsultationBooking.user_id)).one() == person.id


def test_one_seat_has_one_holder_by_the_table_itself(app, keeper):
    first = booked(keeper)
    same = {"keeper_id": keeper.id, "starts_at": first.starts_at, "ends_at": first.ends_at, "seat": 1, "mode": "place",
            "name": "x", "email": "x", "topic": "x", "key": "x", "token_hash": "x"}  # fmt: skip

    for state in ("booked", "offered"):
        db.session.add(ConsultationBooking(**same, state=state, offered_until=clock.now()))
        with pytest.raises(IntegrityError, match=r"(?i)unique"):
            db.session.flush()
        db.session.rollback()


def test_a_group_has_its_seats_and_no_more(app):
    keeper = make_keeper(seats=3, mode="place")

    bookings = [booked(keeper, number=number) for number in range(3)]

    assert [booking.seat for booking in bookings] == [1, 2, 3]
    with pytest.raises(TimeNotFree, match="zajął"):
        book(keeper.id, minute_in(FIRST), visitor(4))


def test_a_days_limit_ends_the_day_for_others(client):
    keeper = make_keeper(per_day=1)
    booked(keeper)

    assert f"?termin={SECOND}" not in client.get(f"{ROOT}{keeper.id}/").text


def test_a_guessed_link_opens_a_plain_page_that_says_so(client, keeper):
    booked(keeper)

    for address in ("", "odwolaj/", "przenies/", "usun-dane/", "termin.ics"):
        assert "Ten odnośnik nie działa" in client.get(f"{ROOT}moja/{'x' * 32}/{address}", 404).text
    client.post(f"{ROOT}moja/{'x' * 32}/odwolaj/", status=404)
    with pytest.raises(Missing):
        by_token("x" * 32)


def test_a_page_that_was_kept_shows_a_time_taken_at_once_and_one_that_passed(client, keeper, stop_clock):
    address = f"{ROOT}{keeper.id}/"
    assert f"?termin={FIRST}" in client.get(address).text
    booked(keeper)
    assert "kolejka/?termin=" in client.get(address).text
