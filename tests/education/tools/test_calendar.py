"""The calendar of duties: read by a foreign reader, byte by byte where the standard counts them."""

from datetime import date, datetime, timezone

import pytest
from hypothesis import given as always
from hypothesis import strategies as some
from icalendar import Calendar

from akademia.education.tools.formats.calendar import Event, write_calendar
from akademia.education.tools.rules import duties
from tests.education.tools.made import ROOT, make_tools

STAMP = datetime(2026, 11, 28, 12, 0, tzinfo=timezone.utc)
FEED = f"{ROOT}terminarz.ics"
WORDS = some.text(some.characters(exclude_categories=("Cs", "Cc")), max_size=200)


def entries(text):
    return {str(entry["SUMMARY"]): entry for entry in Calendar.from_ical(text).walk("VEVENT")}


@pytest.fixture
def feed(app, client):
    make_tools()
    return client


def test_each_duty_stands_on_its_day_each_year(feed):
    said = feed.get(FEED)

    found = {name: (entry["DTSTART"].dt.strftime("%m-%d"), entry["RRULE"].to_ical()) for name, entry in
             entries(said.data).items()}  # fmt: skip
    assert said.mimetype == "text/calendar"
    assert found == {
        "Sprawozdanie centrum za poprzedni rok": ("03-31", b"FREQ=YEARLY"),
        "Sprawozdanie klubu za poprzedni rok": ("03-31", b"FREQ=YEARLY"),
        "Zbiorcze zestawienie ze sprawozdań centrów": ("04-30", b"FREQ=YEARLY"),
        "Liczba klubów w rejestrze": ("04-30", b"FREQ=YEARLY"),
        "Ocena zasobów pomocy społecznej gminy i powiatu": ("04-30", b"FREQ=YEARLY"),
        "Ocena zasobów pomocy społecznej województwa": ("06-30", b"FREQ=YEARLY"),
        "Sprawdź, czy w tym roku: Informacja rządu o działaniu centrów i klubów": ("09-30", b"FREQ=YEARLY"),
    }


def test_an_entry_names_who_to_whom_and_by_which_act(feed):
    entry = entries(feed.get(FEED).data)["Sprawozdanie centrum za poprzedni rok"]

    told = str(entry["DESCRIPTION"])
    assert "Kto: centrum (CIS)" in told
    assert "Komu: wojewoda, dający dotacje, instytucja tworząca" in told
    assert "Podstawa: art. 5-ust-4-pkt-2 ustawy o zatrudnieniu socjalnym" in told
    assert type(entry["DTSTART"].dt) is date
    assert "art. 16a" in feed.get(FEED).text.lower()


def test_a_known_year_makes_the_governments_duty_come_every_three_years(feed):
    entry = entries(feed.get(f"{FEED}?rok=2025&kto=rzad").data)["Informacja rządu o działaniu centrów i klubów"]

    assert entry["DTSTART"].dt == date(2025, 9, 30)
    assert entry["RRULE"]["INTERVAL"] == [3]


def test_the_feed_can_be_for_some_alone_and_strange_words_change_nothing(feed):
    assert len(entries(feed.get(f"{FEED}?kto=kis&kto=gmina").data)) == 2
    assert len(entries(feed.get(f"{FEED}?kto=nikt&rok=teraz").data)) == len(duties.DUTIES)


def test_the_feed_is_the_same_each_time_so_that_calendars_add_nothing_twice(feed, stop_clock):
    first = feed.get(FEED).data

    stop_clock(datetime(2031, 5, 5, tzinfo=timezone.utc))

    assert feed.get(FEED).data == first
    assert len({duty.uid for duty in duties.DUTIES}) == len(duties.DUTIES)
    assert duties.DUTIES[0].uid == "bc3f8c7e-c76c-54ef-b328-c636ef020eaa@akademia-zatrudnienia-socjalnego"


def test_the_page_shows_what_the_feed_says(feed):
    words = feed.words(f"{ROOT}terminarz/?kto=kis")

    assert "Sprawozdanie klubu za poprzedni rok" in words
    assert "Sprawozdanie centrum" not in words
    assert "/edukacja/narzedzia/terminarz.ics?kto=kis" in words


@pytest.mark.parametrize("year", ["x", "1999", "20255", "２０２５"])
def test_a_year_that_is_none_is_refused_beside_its_field(feed, year):
    assert "Wpisz rok od 2023 do 2100" in feed.get(f"{ROOT}terminarz/?rok={year}", 422).text


@always(WORDS, WORDS)
def test_no_line_is_longer_than_75_octets_and_nothing_is_lost(summary, description):
    event = Event("a@b", date(2024, 3, 31), f"x{summary}", description, ["ą, ę"], "http://localhost/", 3)

    text = write_calendar(f"n{summary}", [event], STAMP)

    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    entry = Calendar.from_ical(text).walk("VEVENT")[0]
    assert str(entry["SUMMARY"]) == f"x{summary}"
    assert str(entry.get("DESCRIPTION", "")) == description
