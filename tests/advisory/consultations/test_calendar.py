"""Entries for calendars, read by foreign readers: in the letters, as a file, as an expert's feed."""

from datetime import datetime, timedelta, timezone
from email import message_from_bytes
from email.policy import default

import pytest
from icalendar import Calendar
from sqlalchemy import select

from akademia.advisory.consultations.formats.calendar import Entry, invitation
from akademia.advisory.consultations.services import keeping
from akademia.core.clock import WARSAW
from akademia.core.db import commit, db
from akademia.jobs.worker import run_due
from akademia.mail.models import Letter
from tests.advisory.consultations.made import FIRST, ROOT, SECOND, booked, make_keeper, own
from tests.mail.conftest import letter_folder, mail_goes_to

__all__ = ["letter_folder", "mail_goes_to"]
pytestmark = pytest.mark.usefixtures("noon")


def event(text):
    return Calendar.from_ical(text).walk("VEVENT")[0]


def sent(template):
    return db.session.scalars(select(Letter.calendar).where(Letter.template == template).order_by(Letter.id)).all()[-1]


def test_invitation_change_and_end_are_of_one_entry_with_a_rising_sequence(app, client):
    keeper = make_keeper(online=True, in_person=False, link="https://spotkania.example.org/a")
    booking = booked(keeper, mode="online")
    client.post(own(booking) + "przenies/", {"termin": SECOND})
    client.post(own(booking) + "odwolaj/")

    texts = [sent(f"consultations/{name}") for name in ("booked", "moved", "cancelled")]
    entries = [event(text) for text in texts]
    assert [str(Calendar.from_ical(text)["METHOD"]) for text in texts] == ["REQUEST", "REQUEST", "CANCEL"]
    assert {str(entry["UID"]) for entry in entries} == {f"{booking.key}@localhost"}
    assert [entry["SEQUENCE"] for entry in entries] == [0, 1, 2]
    assert [str(entry["STATUS"]) for entry in entries] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert entries[0]["DTSTART"].dt == datetime(2026, 12, 2, 8, 0, tzinfo=timezone.utc)
    assert entries[1]["DTSTART"].dt - entries[0]["DTSTART"].dt == timedelta(minutes=40)
    assert str(entries[0]["LOCATION"]) == "https://spotkania.example.org/a"
    assert str(entries[0]["ATTENDEE"]) == "mailto:osoba-1@example.com"
    assert "Temat" not in texts[0]


@pytest.mark.parametrize(
    ("starts", "wall"),
    [
        (datetime(2027, 3, 28, 0, 30, tzinfo=timezone.utc), "01:30"),
        (datetime(2027, 3, 28, 1, 0, tzinfo=timezone.utc), "03:00"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=timezone.utc), "02:30"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=timezone.utc), "02:30"),
    ],
)
def test_on_days_the_clock_changes_the_moment_is_the_same_for_every_reader(starts, wall):
    entry = Entry("k", "localhost", starts, starts + timedelta(minutes=30), "S", "D", "", "", 0, starts)

    read = event(invitation(entry, "Akademia <a@localhost>", "b@example.org"))

    assert read["DTSTART"].dt == starts
    assert read["DTSTART"].dt.astimezone(WARSAW).strftime("%H:%M") == wall
    assert read["DTEND"].dt - read["DTSTART"].dt == timedelta(minutes=30)


def test_the_entry_travels_with_the_letter_and_is_wiped_with_it(app, letter_folder):
    booked(make_keeper())
    run_due(app, "mail.deliver")

    letters = [message_from_bytes(path.read_bytes(), policy=default) for path in sorted(letter_folder.iterdir())]
    parts = [part for part in letters[0].walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_param("method") for part in parts] == ["REQUEST", "REQUEST"]
    assert [part.get_filename() for part in parts] == [None, "termin.ics"]
    assert event(parts[1].get_content())["SUMMARY"] == "Konsultacja w Akademii"
    assert not [part for part in letters[1].walk() if part.get_content_type() == "text/calendar"]


def test_the_file_behind_the_private_link_is_the_same_entry(client):
    booking = booked(make_keeper())

    answer = client.get(own(booking) + "termin.ics")

    assert (answer.mimetype, event(answer.data)["SEQUENCE"]) == ("text/calendar", 0)


def test_an_experts_feed_names_nobody(client):
    keeper = make_keeper()
    booked(keeper)
    booked(keeper, SECOND, 2)
    booked(make_keeper(), FIRST, 3)
    token = keeping.new_feed(keeper, keeper.user_id)
    commit()

    text = client.get(f"{ROOT}kalendarz/{token}.ics").text

    assert len(Calendar.from_ical(text).walk("VEVENT")) == 2
    assert not [word for word in ("Osoba", "Temat", "example") if word in text]
