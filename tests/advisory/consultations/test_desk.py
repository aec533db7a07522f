"""An expert keeps hours and notes; staff see all bookings; nobody sees another expert's notes."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from akademia.accounts.roles import Role
from akademia.advisory.consultations.models import ConsultationException, ConsultationHours, ConsultationKeeper
from akademia.advisory.questions.models import Case
from akademia.core.db import db
from akademia.mail.models import Letter
from tests.advisory.consultations.made import ROOT, booked, make_keeper
from tests.advisory.factories import make_topic
from tests.factories import make_user

pytestmark = pytest.mark.usefixtures("noon")
DESK = "/panel/konsultacje/"
WAYS = {
    "name": "Ewa Próbna", "about": "Kluby na wsi", "in_person": "y", "place": "ul. Próbna 1", "minutes": "45",
    "buffer_minutes": "15", "notice_hours": "48", "per_day": "4", "days_ahead": "14", "hold_hours": "24", "open": "y",
    "version": "0",
}  # fmt: skip
CLOSED = {"opens": "zamknij", "seats": "1", "mode": ""}
HOURS = {"weekday": "2", "starts": "9", "ends": "12.30", "seats": "1", "mode": ""}


@pytest.fixture
def expert(app, client):
    person = make_user(Role.Expert, name="Ewa Próbna")
    db.session.commit()
    return client.sign_in(person)


def test_an_expert_says_how_gives_hours_and_is_shown(expert, new_client):
    assert 'value="Ewa Próbna"' in expert.get(f"{DESK}ustawienia/").text
    assert expert.get(f"{DESK}godziny/", 303).location == f"{DESK}ustawienia/"

    expert.post(f"{DESK}ustawienia/", WAYS)
    expert.post(f"{DESK}godziny/", HOURS)

    told = expert.words(f"{DESK}ustawienia/")
    assert "Spotkanie trwa 45 min, a kolejne zaczyna się najwcześniej po 60 min." in told
    assert "najpóźniej na 2 dni przed" in told
    assert "środa, 9:00–12:30" in expert.words(f"{DESK}godziny/")
    assert "Ewa Próbna" in new_client().words(ROOT)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ends": "8"}, "Koniec ma być później niż początek"),
        ({"starts": "dziewiąta"}, "Wpisz godzinę, na przykład 9:30"),
        ({"starts": "9:75"}, "Wpisz godzinę, na przykład 9:30"),
        ({"starts": "11", "ends": "13"}, "zachodzą na inne: 9:00–12:30"),
        ({"weekday": "9"}, "Wybierz jedną z podanych możliwości"),
        ({"seats": "3", "starts": "14", "ends": "15"}, "Grupa spotyka się w jednym miejscu"),
        ({"seats": "0"}, "Wpisz liczbę od 1 do 50"),
    ],
)
def test_hours_that_cannot_be_are_refused_beside_their_field(expert, wrong, said):
    expert.post(f"{DESK}ustawienia/", WAYS)
    expert.post(f"{DESK}godziny/", HOURS)

    assert said in expert.post(f"{DESK}godziny/", {**HOURS, **wrong}, status=422).text
    assert len(db.session.scalars(select(ConsultationHours)).all()) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"place": ""}, "Wpisz adres punktu"),
        ({"online": "y", "link": "http://example.org"}, "zaczyna się od https://"),
        ({"in_person": ""}, "Zaznacz wyżej co najmniej jeden sposób"),
        ({"minutes": "5"}, "Wpisz liczbę minut od 10 do 240"),
        ({"version": "7"}, "zmieniono w innym oknie"),
    ],
)
def test_settings_that_cannot_be_are_refused_and_kept_as_typed(expert, wrong, said):
    expert.post(f"{DESK}ustawienia/", WAYS)
    fields = {**WAYS, "version": "1", "about": "Nowe", **wrong}
    fields = {name: value for name, value in fields.items() if value or name == "place"}

    page = expert.post(f"{DESK}ustawienia/", fields, status=422)

    assert said in page.text
    assert 'value="Nowe"' in page.text
    assert db.session.scalars(select(ConsultationKeeper.about)).one() == "Kluby na wsi"


def test_days_that_differ_close_and_open_and_say_whom_they_touch(client):
    keeper = make_keeper()
    booked(keeper)
    expert = client.sign_in(keeper.user)

    expert.post(f"{DESK}wyjatki/", {**CLOSED, "first_on": "2026-12-01", "last_on": "2026-12-05"})
    told = expert.words(f"{DESK}wyjatki/")
    expert.post(f"{DESK}wyjatki/", {**CLOSED, "opens": "dodaj", "first_on": "2026-12-10", "starts": "8", "ends": "9"})

    assert "W te dni: 1 umówiona konsultacja." in told
    assert "1 grudnia 2026 r. – 5 grudnia 2026 r." in told
    rows = db.session.scalars(select(ConsultationException).order_by(ConsultationException.id)).all()
    assert [(row.first_on, row.last_on, row.opens) for row in rows] == [
        (date(2026, 12, 1), date(2026, 12, 5), False), (date(2026, 12, 10), date(2026, 12, 10), True)]  # fmt: skip
    expert.post(f"{DESK}wyjatki/{rows[1].id}/usun/")
    for wrong in ({"first_on": "2026-11-01"}, {"first_on": "x"}, {"first_on": "2026-12-05", "last_on": "2026-12-01"},
                  {"opens": "dodaj", "first_on": "2026-12-10"}, {"first_on": "2026-12-10", "starts": "9"}):  # fmt: skip
        expert.post(f"{DESK}wyjatki/", {**CLOSED, **wrong}, status=422)


def test_a_note_is_the_experts_own_and_staff_see_the_rest(client, new_client):
    keeper = make_keeper()
    booking = booked(keeper)
    other, staff = make_keeper(), make_user(Role.Staff)
    db.session.commit()
    address = f"{DESK}{booking.id}/"
    expert = client.sign_in(keeper.user)

    expert.post(f"{address}notatka/", {"note": "Wrócić do tematu lokalu"})

    assert "Wrócić do tematu lokalu" in expert.get(address).text
    assert "Miejsce ul. Próbna 1, pok. 2" in expert.words(address)
    desk = new_client().sign_in(staff)
    assert "Osoba 1" in desk.words(DESK)
    assert "Wrócić do tematu lokalu" not in desk.get(address).text
    desk.post(f"{address}notatka/", {"note": "x"}, status=404)
    stranger = new_client().sign_in(other.user)
    stranger.get(address, 404)
    stranger.post(f"{address}odwolaj/", {"reason": "x"}, status=404)
    assert "Osoba 1" not in stranger.words(DESK)


def test_an_expert_calls_off_with_a_reason_that_the_visitor_reads(client):
    keeper = make_keeper()
    booking = booked(keeper)
    expert = client.sign_in(keeper.user)

    expert.post(f"{DESK}{booking.id}/odwolaj/", {"reason": ""}, status=422)
    expert.post(f"{DESK}{booking.id}/odwolaj/", {"reason": "Zwolnienie lekarskie"})

    letter = db.session.scalars(select(Letter).where(Letter.template == "consultations/cancelled")).one()
    assert "Powód: Zwolnienie lekarskie" in letter.text_body
    assert "METHOD:CANCEL" in letter.calendar


def test_the_desk_asks_as_much_for_one_booking_as_for_many(client, count_queries):
    keeper = make_keeper(weekly=[(day, 9, 16) for day in range(5)])
    expert = client.sign_in(keeper.user)
    booked(keeper)
    one = count_queries(lambda: expert.get(DESK))
    for number, stamp in enumerate(
        re.findall(r"rezerwacja/\?termin=(\w+)", client.get(f"{ROOT}{keeper.id}/").text)[:20]
    ):
        booked(keeper, stamp, number)

    assert count_queries(lambda: expert.get(DESK)) == one


def test_the_secret_address_is_shown_once_and_a_new_one_ends_the_old(client, new_client):
    keeper = make_keeper()
    expert = client.sign_in(keeper.user)

    expert.post(f"{DESK}kalendarz/")
    address = re.search(r"/doradztwo/konsultacje/kalendarz/[\w-]+\.ics", expert.get(f"{DESK}kalendarz/").text)[0]
    assert address not in expert.get(f"{DESK}kalendarz/").text
    new_client().get(address)
    expert.post(f"{DESK}kalendarz/")

    new_client().get(address, 404)
    assert address not in str([row.feed_hash for row in db.session.scalars(select(ConsultationKeeper))])


def test_what_was_left_open_becomes_a_case_that_the_expert_holds(client, new_client):
    """Another expert cannot; the same words twice lead to the same case; nobody is written to who was forgotten."""
    keeper, topic = make_keeper(), make_topic()
    booking = booked(keeper, name="Ola Próbna")
    booking.note = "Pani Ola pyta, czy klub może działać w dwóch gminach."
    db.session.commit()
    place = f"{DESK}{booking.id}/sprawa/"
    sent = {"topic": str(topic.id), "title": "Czy klub może działać w dwóch gminach?", "words": booking.note}
    client.sign_in(keeper.user)

    assert booking.note in client.words(place)
    assert "Napisz pytanie w jednym zdaniu" in client.post(place, {**sent, "title": ""}, status=422).text
    first = client.post(place, sent).location
    assert client.post(place, sent).location == first

    case = db.session.scalars(select(Case)).one()
    assert first.endswith(f"/panel/sprawy/{case.id}/")
    assert (case.state, case.expert_id, case.asker_email) == ("claimed", keeper.user_id, booking.email)
    assert db.session.scalars(select(Letter.to_address).where(Letter.template == "questions/asked")).all() == [
        booking.email
    ]
    new_client().sign_in(make_user(Role.Expert)).get(place, 404)
    booking.email = ""
    db.session.commit()
    assert "nie ma komu odpowiedzieć" in client.post(place, {**sent, "title": "Drugie pytanie?"}, status=409).text
