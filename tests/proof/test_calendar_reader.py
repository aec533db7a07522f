"""Entries of consultations as ical.js reads them: another hand's reading of the same standard."""

import json
import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from akademia.advisory.consultations.formats.calendar import Entry, cancellation, feed, invitation

pytestmark = pytest.mark.proof
Read = Callable[[str], dict[str, Any]]
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def read(verifier: Path, tmp_path: Path) -> Read:
    """Return a function that hands a calendar to the reader."""

    def _read(text: str) -> dict[str, Any]:
        path = tmp_path / "asked.ics"
        path.write_bytes(text.encode())
        order = ["node", str(verifier.parent / "calendar.mjs"), str(path)]
        told = subprocess.run(order, capture_output=True, text=True, timeout=60, check=True).stdout
        found: dict[str, Any] = json.loads(told)
        return found

    return _read


def entry(starts: datetime, sequence: int = 0) -> Entry:
    said = "Prowadzi: Ewa Próbna; sposób: na miejscu, pok. 2\\3.\nDrugi wiersz, " + "zażółć gęślą jaźń " * 8
    place, url = "ul. Próbna 1, pok. 2", "http://localhost:8000/x/"
    return Entry("a1", "localhost", starts, starts + HALF_AN_HOUR, "Konsultacja", said, place, url, sequence, starts)


@pytest.mark.parametrize("day", [datetime(2027, 3, 28), datetime(2026, 10, 25)])
def test_every_half_hour_around_a_change_of_the_clock_is_read_as_the_same_moment(read: Read, day: datetime) -> None:
    moments = [day.replace(tzinfo=timezone.utc) + number * HALF_AN_HOUR for number in range(6)]

    events = read(feed("Moje konsultacje", [entry(moment) for moment in moments]))["events"]

    assert [event["starts"] for event in events] == [f"{moment:%Y-%m-%dT%H:%M:%S.000Z}" for moment in moments]
    assert [event["ends"] for event in events] == [f"{m + HALF_AN_HOUR:%Y-%m-%dT%H:%M:%S.000Z}" for m in moments]


def test_an_invitation_and_its_end_are_of_one_entry_with_words_whole(read: Read) -> None:
    starts = datetime(2026, 12, 2, 8, 0, tzinfo=timezone.utc)
    first = read(invitation(entry(starts), "Akademia <a@localhost>", "ola@example.org"))
    last = read(cancellation(entry(starts, 2), "Akademia <a@localhost>", "ola@example.org"))

    assert (first["method"], last["method"]) == ("REQUEST", "CANCEL")
    told, ended = first["events"][0], last["events"][0]
    assert (told["uid"], told["sequence"]) == (ended["uid"], 0)
    assert (ended["sequence"], ended["status"]) == (2, "CANCELLED")
    assert told["description"] == entry(starts).description
    assert told["attendees"] == ["mailto:ola@example.org"]
